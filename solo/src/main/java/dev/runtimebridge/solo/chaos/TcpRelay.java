package dev.runtimebridge.solo.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A port of loopback that leads to another one and can lose its connections or hold back what goes
 * through them. All methods may be called from any thread.
 */
final class TcpRelay implements AutoCloseable {
  private static final int BUFFER = 64 << 10;
  private static final int BACKLOG = 256;

  private final int target;
  private final ServerSocket server;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private boolean held;

  private TcpRelay(int target) throws IOException {
    this.target = target;
    this.server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
  }

  /** Opens a free port; {@code target} need not be there yet. */
  static TcpRelay to(int target) {
    try {
      var relay = new TcpRelay(target);
      Thread.ofVirtual().name("relay-to-" + target).start(relay::accept);
      return relay;
    } catch (IOException e) {
      throw new UncheckedIOException("no free port on loopback", e);
    }
  }

  int port() {
    return server.getLocalPort();
  }

  /** Cuts all connections: both ends see a reset. */
  void reset() {
    sockets.forEach(TcpRelay::cut);
  }

  /** From now on nothing goes through, in neither direction; connections stay. */
  synchronized void hold() {
    held = true;
  }

  /** Lets through what was held back. */
  synchronized void letGo() {
    held = false;
    notifyAll();
  }

  @Override
  public void close() {
    letGo();
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    reset();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket near = server.accept();
        sockets.add(near);
        Thread.ofVirtual().start(() -> connect(near));
      } catch (IOException e) {
        // Closed, or an end that gave up before it was taken in.
        Thread.onSpinWait();
      }
    }
  }

  private void connect(Socket near) {
    try {
      var far = new Socket(InetAddress.getLoopbackAddress(), target);
      sockets.add(far);
      near.setTcpNoDelay(true);
      far.setTcpNoDelay(true);
      Thread.ofVirtual().start(() -> pass(near, far));
      pass(far, near);
    } catch (IOException e) {
      cut(near);
    }
    sockets.remove(near);
  }

  /** An end of one direction ends both: none of the protocols here closes by halves. */
  private void pass(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[BUFFER];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        awaitPassage();
        out.write(buffer, 0, read);
      }
      from.close();
      to.close();
    } catch (IOException e) {
      cut(from);
      cut(to);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      sockets.remove(from);
      sockets.remove(to);
    }
  }

  private synchronized void awaitPassage() throws InterruptedException {
    while (held) {
      wait();
    }
  }

  private static void cut(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      // It was closed already.
      Thread.onSpinWait();
    }
  }
}
