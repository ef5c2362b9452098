package dev.runtimebridge.solo.demo;

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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The relay chain and the parachain of {@code ../shared/real-chain}: real runtimes, made to build
 * blocks on demand. {@code ./bridge test} installs them.
 */
final class RealChain implements AutoCloseable {
  static final Path FOLDER = Path.of(System.getProperty("real.chain"));
  private static final Path SHARED_DATA = Path.of(System.getProperty("shared.data"));
  private static final Duration START_DEADLINE = Duration.ofMinutes(2);
  private static final Duration SLOT = Duration.ofSeconds(6);
  private static final Duration FIRST_BLOCK_WITHIN = Duration.ofMinutes(3);
  private static final Duration YOUNG = Duration.ofMillis(500);

  private final Process process;
  private final URI relay;
  private final URI para;

  private RealChain(Process process, int relayPort, int paraPort) {
    this.process = process;
    relay = URI.create("ws://127.0.0.1:" + relayPort);
    para = URI.create("ws://127.0.0.1:" + paraPort);
  }

  /** Skips the test by name where the chain was not installed. */
  static void assumeInstalled() {
    assumeTrue(
        Files.isDirectory(FOLDER.resolve("node_modules")),
        "skipped: no %s; ./bridge test installs it where ../shared/real-chain and Node.js are"
            .formatted(FOLDER));
  }

  static RealChain start(int relayPort, int paraPort) throws Exception {
    Path output = FOLDER.resolve("devnet.out");
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
    builder.environment().put("REAL_CHAIN_DATA", SHARED_DATA.toString());
    builder.directory(FOLDER.toFile()).redirectErrorStream(true).redirectOutput(output.toFile());
    var chain = new RealChain(builder.start(), relayPort, paraPort);
    Await.until(
        START_DEADLINE,
        () -> Files.readString(output).contains("\"genesis\""),
        () -> "the real chain did not start: " + output);
    return chain;
  }

  URI relay() {
    return relay;
  }

  URI para() {
    return para;
  }

  /**
   * Starts to build {@code count} relay-chain blocks, a parachain block with each. The first of
   * them takes its slot and its time from the clock, one after the other, and is refused by its
   * runtime if the next slot begins in between: it is asked for while a slot is young, and again
   * where the machine is too busy for that.
   */
  CompletableFuture<JsonNode> build(int count) throws Exception {
    var first = new AtomicReference<JsonNode>();
    Await.until(
        FIRST_BLOCK_WITHIN,
        () -> {
          Await.until(
              SLOT.multipliedBy(2),
              () -> System.currentTimeMillis() % SLOT.toMillis() < YOUNG.toMillis(),
              () -> "no slot begins");
          first.set(ask(1).get());
          return first.get().has("result");
        },
        () -> "no first block: " + first.get());
    return ask(count - 1);
  }

  private CompletableFuture<JsonNode> ask(int blocks) {
    String request =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"dev_newBlock\",\"params\":[{\"count\":%d}]}"
            .formatted(blocks);
    // Its server takes an offer to speak HTTP/2 for a WebSocket handshake.
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .build()
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

  private static JsonNode parse(String body) {
    try {
      return new ObjectMapper().readTree(body);
    } catch (IOException e) {
      throw new IllegalStateException(body, e);
    }
  }
}
