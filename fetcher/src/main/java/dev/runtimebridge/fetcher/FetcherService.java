package dev.runtimebridge.fetcher;

import dev.runtimebridge.chainrpc.RpcLimits;
import dev.runtimebridge.fetcher.adapter.SystemClock;
import dev.runtimebridge.fetcher.adapter.kafka.KafkaChainLog;
import dev.runtimebridge.fetcher.adapter.kafka.KafkaClients;
import dev.runtimebridge.fetcher.adapter.kafka.KafkaStatusBoard;
import dev.runtimebridge.fetcher.adapter.rpc.RpcNode;
import dev.runtimebridge.fetcher.config.FetcherConfig;
import dev.runtimebridge.fetcher.config.KafkaConfig;
import dev.runtimebridge.fetcher.config.TopicsConfig;
import dev.runtimebridge.fetcher.pipeline.Fetcher;
import dev.runtimebridge.fetcher.pipeline.FetcherSettings;
import dev.runtimebridge.fetcher.pipeline.FetcherState;
import dev.runtimebridge.fetcher.port.ChainNode;
import dev.runtimebridge.schemas.topic.TopicCatalogue;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Starts the fetcher with the application, where it is switched on, and stops it with it. */
@ApplicationScoped
public class FetcherService {
  private final FetcherConfig config;
  private final KafkaConfig kafka;
  private final TopicsConfig topicsConfig;
  private volatile @Nullable Running running;

  private record Running(Fetcher fetcher, KafkaStatusBoard board, HttpClient http) {}

  /** Takes the configuration; nothing begins yet. */
  public FetcherService(FetcherConfig config, KafkaConfig kafka, TopicsConfig topicsConfig) {
    this.config = config;
    this.kafka = kafka;
    this.topicsConfig = topicsConfig;
  }

  void start(@Observes StartupEvent event) {
    if (!config.enabled()) {
      return;
    }
    var clients = new KafkaClients(kafka.bootstrapServers());
    TopicCatalogue topics =
        TopicCatalogue.of(topicsConfig.prefix(), topicsConfig.workerPartitions());
    var board = new KafkaStatusBoard(clients, topics, Clock.systemUTC());
    var http = HttpClient.newHttpClient();
    var fetcher =
        new Fetcher(
            settings(),
            nodes(config.relay(), http),
            nodes(config.para(), http),
            new KafkaChainLog(clients, topics, topicsConfig.prefix(), topicsConfig.replicas()),
            board,
            new SystemClock());
    fetcher.start();
    running = new Running(fetcher, board, http);
  }

  void stop(@Observes ShutdownEvent event) {
    Running now = running;
    if (now != null) {
      running = null;
      now.fetcher().close();
      now.board().close();
      now.http().shutdownNow();
    }
  }

  /** What the fetcher does; absent where it is switched off. */
  public Optional<FetcherState> state() {
    return Optional.ofNullable(running).map(now -> now.fetcher().state());
  }

  /** Whether what was started still runs. */
  public boolean alive() {
    Running now = running;
    return now == null || now.fetcher().alive();
  }

  private FetcherSettings settings() {
    return new FetcherSettings(
        config.relayStart(),
        config.parallelRequests(),
        config.maxBatchHeaders(),
        config.snapshotEvery(),
        config.verifyStorageChanges(),
        config.takeoverAfter());
  }

  private List<ChainNode> nodes(FetcherConfig.Nodes nodes, HttpClient http) {
    var limits =
        new RpcLimits(
            config.requestTimeout(),
            config.silenceTimeout(),
            config.parallelRequests(),
            config.maxMessageBytes(),
            "bridge.fetcher");
    return nodes.endpoints().orElse(List.of()).stream()
        .map(endpoint -> (ChainNode) new RpcNode(endpoint, http, limits))
        .toList();
  }
}
