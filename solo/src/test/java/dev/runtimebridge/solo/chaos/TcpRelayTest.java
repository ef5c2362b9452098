package dev.runtimebridge.solo.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpRelayTest {
  private static final int SOON_MS = 10_000;
  private static final int A_WHILE_MS = 300;

  private ServerSocket server;
  private TcpRelay relay;
  private Socket near;
  private Socket far;

  @BeforeEach
  void connect() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    relay = TcpRelay.to(server.getLocalPort());
    near = new Socket(InetAddress.getLoopbackAddress(), relay.port());
    far = server.accept();
    near.setSoTimeout(SOON_MS);
    far.setSoTimeout(SOON_MS);
  }

  @AfterEach
  void close() throws IOException {
    near.close();
    far.close();
    relay.close();
    server.close();
  }

  @Test
  void shouldPassBytesOnInBothDirections() throws IOException {
    near.getOutputStream().write(7);
    assertEquals(7, far.getInputStream().read());
    far.getOutputStream().write(8);
    assertEquals(8, near.getInputStream().read());
    far.close();
    assertEquals(-1, near.getInputStream().read());
  }

  @Test
  void shouldHoldBackBytesUntilItLetsThemGo() throws IOException {
    relay.hold();
    near.getOutputStream().write(7);
    far.setSoTimeout(A_WHILE_MS);
    assertThrows(SocketTimeoutException.class, () -> far.getInputStream().read());
    relay.letGo();
    far.setSoTimeout(SOON_MS);
    assertEquals(7, far.getInputStream().read());
  }

  @Test
  void shouldCutBothEndsAndTakeNewConnections() throws IOException {
    near.getOutputStream().write(7);
    assertEquals(7, far.getInputStream().read());
    relay.reset();
    assertThrows(IOException.class, () -> near.getInputStream().read());
    assertThrows(IOException.class, () -> far.getInputStream().read());
    try (var again = new Socket(InetAddress.getLoopbackAddress(), relay.port());
        var accepted = server.accept()) {
      again.getOutputStream().write(9);
      assertEquals(9, accepted.getInputStream().read());
    }
  }
}
