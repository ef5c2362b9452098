package dev.runtimebridge.solo.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The relay chain and the parachain of {@code ../shared/real-chain}: real runtimes, made to build
 * blocks on demand. Its npm packages are installed into the module's target folder, once.
 */
final class RealChain implements AutoCloseable {
  private static final Path SHARED = Path.of(System.getProperty("shared.folder"));
  private static final Duration INSTALL_DEADLINE = Duration.ofMinutes(6);
  private static final Duration START_DEADLINE = Duration.ofMinutes(2);

  private final Process process;
  private final URI relay;
  private final URI para;

  private RealChain(Process process, int relayPort, int paraPort) {
    this.process = process;
    relay = URI.create("ws://127.0.0.1:" + relayPort);
    para = URI.create("ws://127.0.0.1:" + paraPort);
  }

  /** Skips the test by name where the folder or Node.js is missing. */
  static void assumePresent() {
    assumeTrue(
        Files.isRegularFile(SHARED.resolve("real-chain/package.json")),
        "skipped: no ../shared/real-chain");
    assumeTrue(isThere("node") && isThere("npm"), "skipped: no Node.js with npm on the PATH");
  }

  static RealChain start(int relayPort, int paraPort) throws Exception {
    Path folder = install();
    Path output = folder.resolve("devnet.out");
    var builder =
        new ProcessBuilder(
            "node",
            "devnet.mjs",
            "--mode",
            "para",
            "--rotate-every",
            "20",
            "--instant",
            "no",
            "--relay-port",
            Integer.toString(relayPort),
            "--para-port",
            Integer.toString(paraPort));
    builder.environment().put("REAL_CHAIN_DATA", SHARED.resolve("data").toString());
    builder.directory(folder.toFile()).redirectErrorStream(true).redirectOutput(output.toFile());
    var chain = new RealChain(builder.start(), relayPort, paraPort);
    Await.until(
        START_DEADLINE,
        () -> Files.readString(output).contains("\"genesis\""),
        () -> "the real chain did not start: " + output);
    return chain;
  }

  String relay() {
    return relay.toString();
  }

  URI para() {
    return para;
  }

  /** Starts to build {@code count} relay-chain blocks, a parachain block with each. */
  CompletableFuture<JsonNode> build(int count) {
    String request =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"dev_newBlock\",\"params\":[{\"count\":%d}]}"
            .formatted(count);
    return HttpClient.newHttpClient()
        .sendAsync(
            HttpRequest.newBuilder(URI.create("http://" + relay.getAuthority()))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(request))
                .build(),
            BodyHandlers.ofString())
        .thenApply(answer -> parse(answer.body()));
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private static Path install() throws Exception {
    Path folder = Path.of("target", "real-chain").toAbsolutePath();
    copy(SHARED.resolve("real-chain"), folder);
    if (!Files.isRegularFile(folder.resolve("installed"))) {
      Path output = folder.resolve("npm.out");
      var npm =
          new ProcessBuilder("npm", "install", "--no-audit", "--no-fund")
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = npm.waitFor(INSTALL_DEADLINE.toSeconds(), TimeUnit.SECONDS);
      assertEquals(0, ended ? npm.exitValue() : -1, "npm install failed, see " + output);
      Files.createFile(folder.resolve("installed"));
    }
    return folder;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      List<Path> wanted =
          files
              .filter(Files::isRegularFile)
              .filter(file -> !from.relativize(file).startsWith("node_modules"))
              .toList();
      for (Path file : wanted) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        if (!Files.exists(target)) {
          Files.write(target, Files.readAllBytes(file));
        }
      }
    }
  }

  private static boolean isThere(String program) {
    return Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private static JsonNode parse(String body) {
    try {
      return new ObjectMapper().readTree(body);
    } catch (IOException e) {
      throw new IllegalStateException(body, e);
    }
  }
}
