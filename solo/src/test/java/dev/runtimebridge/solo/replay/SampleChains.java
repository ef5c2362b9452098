package dev.runtimebridge.solo.replay;

import dev.runtimebridge.chainrpc.RpcLimits;
import dev.runtimebridge.devnet.Devnet;
import dev.runtimebridge.devnet.DevnetSettings;
import dev.runtimebridge.fetcher.adapter.SystemClock;
import dev.runtimebridge.fetcher.adapter.kafka.KafkaChainLog;
import dev.runtimebridge.fetcher.adapter.kafka.KafkaClients;
import dev.runtimebridge.fetcher.adapter.kafka.KafkaStatusBoard;
import dev.runtimebridge.fetcher.adapter.rpc.RpcNode;
import dev.runtimebridge.fetcher.pipeline.Fetcher;
import dev.runtimebridge.fetcher.pipeline.FetcherSettings;
import dev.runtimebridge.fetcher.port.ChainNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Two short chains, brought into a log by the real fetcher. */
final class SampleChains {
  private static final Duration DEADLINE = Duration.ofMinutes(5);

  private SampleChains() {}

  /** Publishes {@code blocks} relay-chain blocks and their parachain blocks. */
  static void publish(SampleLog log, int blocks) throws InterruptedException {
    var clients = new KafkaClients(log.bootstrapServers());
    var settings = DevnetSettings.builder().storageChangeBytes(0).history(blocks).build();
    var http = HttpClient.newHttpClient();
    try (var devnet = Devnet.start(settings);
        var board = new KafkaStatusBoard(clients, log.topics(), Clock.systemUTC());
        var fetcher =
            new Fetcher(
                FetcherSettings.DEFAULT,
                nodes(devnet.relayEndpoints(), http),
                nodes(devnet.paraEndpoints(), http),
                new KafkaChainLog(clients, log.topics(), SampleLog.PREFIX, (short) 1),
                board,
                new SystemClock())) {
      fetcher.start();
      long wanted = devnet.chains().relay().finalized();
      long deadline = System.nanoTime() + DEADLINE.toNanos();
      while (fetcher.state().position().map(at -> at.relay().number()).orElse(-1L) < wanted) {
        if (System.nanoTime() > deadline) {
          throw new AssertionError("the chains are not in the log: " + fetcher.state());
        }
        Thread.sleep(100);
      }
    } finally {
      http.shutdownNow();
    }
  }

  private static List<ChainNode> nodes(List<URI> endpoints, HttpClient http) {
    var limits =
        new RpcLimits(
            Duration.ofSeconds(30), Duration.ofSeconds(30), 16, 64 << 20, "bridge.fetcher");
    return endpoints.stream()
        .map(endpoint -> (ChainNode) new RpcNode(endpoint.toString(), http, limits))
        .toList();
  }
}
