package dev.runtimebridge.submitter;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The parachain of {@code ../shared/real-chain}: the real runtime with all pallets of Phala, which
 * validates and executes what it is sent. {@code ./bridge test} installs it.
 */
final class RealChain implements AutoCloseable {
  private static final Path FOLDER = Path.of(System.getProperty("real.chain"));
  private static final Path SHARED_DATA = Path.of(System.getProperty("shared.data"));
  private static final Duration START_DEADLINE = Duration.ofMinutes(2);

  private final Process process;
  private final Path output;
  private final String para;

  private RealChain(Process process, Path output, int paraPort) {
    this.process = process;
    this.output = output;
    this.para = "ws://127.0.0.1:" + paraPort;
  }

  /** Skips the test by name where the chain was not installed. */
  static void assumeInstalled() {
    assumeTrue(
        Files.isDirectory(FOLDER.resolve("node_modules")),
        "skipped: no %s; ./bridge test installs it where ../shared/real-chain and Node.js are"
            .formatted(FOLDER));
  }

  /**
   * Launches both chains, which takes them a while; a block is made every second or as soon as the
   * one before is done.
   */
  static RealChain launch(Path folder) throws IOException {
    Path output = folder.resolve("real-chain.out");
    int paraPort = freePort();
    var builder =
        new ProcessBuilder(
            "node",
            "devnet.mjs",
            "--mode",
            "para",
            "--interval",
            "1000",
            "--relay-port",
            Integer.toString(freePort()),
            "--para-port",
            Integer.toString(paraPort));
    builder.environment().put("REAL_CHAIN_DATA", SHARED_DATA.toString());
    builder.directory(FOLDER.toFile()).redirectErrorStream(true).redirectOutput(output.toFile());
    return new RealChain(builder.start(), output, paraPort);
  }

  void awaitStarted() throws InterruptedException {
    Eventually.holds(
        START_DEADLINE,
        () -> "the real chain did not start: " + said(),
        () -> said().contains("\"genesis\""));
  }

  String para() {
    return para;
  }

  private String said() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
