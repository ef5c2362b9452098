package dev.runtimebridge.devnet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.substrate.hash.Hash256;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevnetTest {
  private static final DevnetSettings.Builder SMALL =
      DevnetSettings.builder().history(20).storageChangeBytes(1024);

  @TempDir private Path folder;

  @Test
  void shouldComeBackAtLeastAsHighAsItWasSeen() {
    Hash256 seen;
    DevnetSettings settings =
        DevnetSettings.builder().history(20).storageChangeBytes(1024).dataDir(folder).build();
    try (Devnet devnet = Devnet.start(settings)) {
      devnet.produce(15);
      seen = devnet.chains().relay().best().hash();
    }
    try (Devnet devnet = Devnet.start(settings)) {
      assertEquals(35, devnet.status().relayBest());
      assertEquals(seen, devnet.chains().relay().best().hash());
    }
  }

  @Test
  void shouldSayThatItsRememberedHeightCannotBeRead() throws Exception {
    Files.writeString(folder.resolve("reached-relay-height"), "many");
    DevnetSettings settings = DevnetSettings.builder().history(1).dataDir(folder).build();

    var error = assertThrows(IllegalStateException.class, () -> Devnet.start(settings));
    assertTrue(error.getMessage().contains("reached-relay-height"));
  }

  @Test
  void shouldMakeBlocksByTheClock() throws Exception {
    DevnetSettings settings =
        DevnetSettings.builder()
            .history(5)
            .storageChangeBytes(1024)
            .blockInterval(Duration.ofMillis(20))
            .build();
    try (Devnet devnet = Devnet.start(settings)) {
      long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
      while (devnet.status().relayBest() < 10 && System.nanoTime() < end) {
        LockSupport.parkNanos(10_000_000);
      }
      assertTrue(devnet.status().relayBest() >= 10);
    }
  }

  @Test
  void shouldCloseWhatItOpenedWhenAPortIsTaken() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int base = taken.getLocalPort() - 1;
      DevnetSettings settings = DevnetSettings.builder().history(1).basePort(base).build();

      assertThrows(IllegalStateException.class, () -> Devnet.start(settings));
    }
  }

  @Test
  void shouldStartWorkersWithTheChains() {
    DevnetSettings settings =
        DevnetSettings.builder().history(5).storageChangeBytes(0).workers(2).build();
    try (Devnet devnet = Devnet.start(settings)) {
      assertTrue(devnet.workerEndpoint(1).toString().startsWith("http://127.0.0.1:"));
    }
    try (Devnet devnet = Devnet.start(SMALL.build())) {
      assertThrows(IllegalStateException.class, () -> devnet.workerEndpoint(0));
    }
  }

  @Test
  void shouldRefuseSettingsThatNoChainCanHave() {
    assertThrows(
        IllegalArgumentException.class, () -> DevnetSettings.builder().authorities(0).build());
    assertThrows(
        IllegalArgumentException.class, () -> DevnetSettings.builder().paraEvery(1).build());
  }
}
