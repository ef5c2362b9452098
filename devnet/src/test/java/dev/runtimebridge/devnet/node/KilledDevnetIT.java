package dev.runtimebridge.devnet.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.runtimebridge.devnet.Devnet;
import dev.runtimebridge.devnet.DevnetSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A devnet process that is killed while it makes blocks comes back with every block that somebody
 * saw.
 */
class KilledDevnetIT {
  @TempDir private Path folder;

  /** The process that is killed: the only line it prints is the address of its relay node. */
  static final class Child {
    private Child() {}

    /** Runs until it is killed, or until the test that started it is gone. */
    public static void main(String[] args) throws IOException {
      try (Devnet devnet = Devnet.start(settings(Path.of(args[0])).build())) {
        System.out.println(devnet.relayEndpoints().getFirst());
        int _ = System.in.read();
      }
    }
  }

  @Test
  void shouldComeBackWithEveryBlockThatWasSeen() throws Exception {
    Process child = start();
    long height = 0;
    JsonNode hash;
    try (BufferedReader out = child.inputReader()) {
      String endpoint =
          out.lines().filter(line -> line.startsWith("ws://")).findFirst().orElseThrow();
      try (var client = new WireClient(URI.create(endpoint))) {
        client.result("chain_subscribeNewHeads");
        while (height < 40) {
          String number = client.next().path("params").path("result").path("number").textValue();
          height = Long.parseLong(number.substring(2), 16);
        }
      }
      try (var client = new WireClient(URI.create(endpoint))) {
        hash = client.result("chain_getBlockHash", height);
      }
    } finally {
      child.destroyForcibly().waitFor();
    }

    try (Devnet again = Devnet.start(settings(folder).blockInterval(Duration.ZERO).build())) {
      assertTrue(again.status().relayBest() >= height, "came back at " + again.status());
      try (var client = new WireClient(again.relayEndpoints().getFirst())) {
        assertEquals(hash, client.result("chain_getBlockHash", height));
      }
    }
  }

  private Process start() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Xmx128m",
            "-cp",
            System.getProperty("java.class.path"),
            Child.class.getName(),
            folder.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static DevnetSettings.Builder settings(Path folder) {
    return DevnetSettings.builder()
        .history(10)
        .storageChangeBytes(0)
        .blockInterval(Duration.ofMillis(10))
        .dataDir(folder);
  }
}
