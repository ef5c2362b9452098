package dev.runtimebridge.fetcher;

import dev.runtimebridge.chainrpc.RpcLimits;
import dev.runtimebridge.fetcher.adapter.SystemClock;
import dev.runtimebridge.fetcher.adapter.kafka.KafkaChainLog;
import dev.runtimebridge.fetcher.adapter.kafka.KafkaClients;
import dev.runtimebridge.fetcher.adapter.kafka.KafkaStatusBoard;
import dev.runtimebridge.fetcher.adapter.rpc.RpcNode;
import dev.runtimebridge.fetcher.pipeline.Fetcher;
import dev.runtimebridge.fetcher.pipeline.FetcherSettings;
import dev.runtimebridge.fetcher.pipeline.FetcherState;
import dev.runtimebridge.fetcher.port.ChainNode;
import dev.runtimebridge.schemas.topic.TopicCatalogue;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/** A fetcher as the service puts it together, without the container around it. */
final class RunningFetcher implements AutoCloseable {
  /** Short, so that a broker which is away is soon found out; long for one that is here. */
  private static final Duration KAFKA_WITHIN = Duration.ofSeconds(6);

  private final HttpClient http = HttpClient.newHttpClient();
  private final KafkaStatusBoard board;
  private final Fetcher fetcher;

  private RunningFetcher(
      String bootstrapServers,
      String prefix,
      FetcherSettings settings,
      Duration requestTimeout,
      List<String> relay,
      List<String> para,
      UnaryOperator<ChainNode> seen) {
    var clients = new KafkaClients(bootstrapServers, KAFKA_WITHIN);
    TopicCatalogue topics = TopicCatalogue.of(prefix, 1);
    this.board = new KafkaStatusBoard(clients, topics, Clock.systemUTC());
    this.fetcher =
        new Fetcher(
            settings,
            nodes(relay, requestTimeout, seen),
            nodes(para, requestTimeout, seen),
            new KafkaChainLog(clients, topics, prefix, (short) 1),
            board,
            new SystemClock());
  }

  static RunningFetcher start(
      String bootstrapServers,
      String prefix,
      FetcherSettings settings,
      Duration requestTimeout,
      List<String> relay,
      List<String> para) {
    return start(
        bootstrapServers, prefix, settings, requestTimeout, relay, para, UnaryOperator.identity());
  }

  /** Starts a fetcher that sees each node through {@code seen}. */
  static RunningFetcher start(
      String bootstrapServers,
      String prefix,
      FetcherSettings settings,
      Duration requestTimeout,
      List<String> relay,
      List<String> para,
      UnaryOperator<ChainNode> seen) {
    var running =
        new RunningFetcher(bootstrapServers, prefix, settings, requestTimeout, relay, para, seen);
    running.fetcher.start();
    return running;
  }

  private List<ChainNode> nodes(
      List<String> endpoints, Duration requestTimeout, UnaryOperator<ChainNode> seen) {
    var limits =
        new RpcLimits(requestTimeout, Duration.ofSeconds(10), 16, 64 << 20, "bridge.fetcher");
    return endpoints.stream()
        .map(endpoint -> seen.apply(new RpcNode(endpoint, http, limits)))
        .toList();
  }

  FetcherState state() {
    return fetcher.state();
  }

  boolean alive() {
    return fetcher.alive();
  }

  /** Published relay-chain height, or -1. */
  long relayHeight() {
    return state().position().map(position -> position.relay().number()).orElse(-1L);
  }

  @Override
  public void close() {
    fetcher.close();
    board.close();
    http.shutdownNow();
  }
}
