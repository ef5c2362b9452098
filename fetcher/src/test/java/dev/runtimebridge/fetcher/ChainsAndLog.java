package dev.runtimebridge.fetcher;

import dev.runtimebridge.broker.EmbeddedBroker;
import dev.runtimebridge.devnet.Devnet;
import dev.runtimebridge.devnet.DevnetSettings;
import dev.runtimebridge.fetcher.pipeline.FetcherSettings;
import dev.runtimebridge.fetcher.port.ChainNode;
import dev.runtimebridge.schemas.topic.TopicCatalogue;
import dev.runtimebridge.schemas.v1.Chain;
import dev.runtimebridge.schemas.v1.NodeHealth;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A devnet and a broker of one test class, with fetchers between them. */
record ChainsAndLog(Devnet devnet, EmbeddedBroker broker) implements AutoCloseable {
  static final Duration DEADLINE = Duration.ofSeconds(90);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(3);

  static ChainsAndLog start(Path data, DevnetSettings chains) {
    EmbeddedBroker broker = EmbeddedBroker.start(data);
    return new ChainsAndLog(Devnet.start(chains), broker);
  }

  /** Blocks of a few kilobytes, a set change every 40 relay-chain blocks. */
  static DevnetSettings.Builder smallBlocks() {
    return DevnetSettings.builder().setChangeEvery(40).storageChangeBytes(2048);
  }

  RunningFetcher fetcher(String prefix) {
    return fetcher(prefix, FetcherSettings.DEFAULT);
  }

  RunningFetcher fetcher(String prefix, FetcherSettings settings) {
    return fetcher(prefix, settings, UnaryOperator.identity());
  }

  /** A fetcher that sees each node through {@code seen}. */
  RunningFetcher fetcher(String prefix, FetcherSettings settings, UnaryOperator<ChainNode> seen) {
    return RunningFetcher.start(
        broker.bootstrapServers(), prefix, settings, ANSWER_WITHIN, relay(), para(), seen);
  }

  List<String> relay() {
    return devnet.relayEndpoints().stream().map(URI::toString).toList();
  }

  List<String> para() {
    return devnet.paraEndpoints().stream().map(URI::toString).toList();
  }

  PublishedLog log(String prefix) {
    return PublishedLog.read(broker.bootstrapServers(), TopicCatalogue.of(prefix, 1));
  }

  /** Waits until all that is finalized is published. */
  void awaitTip(RunningFetcher fetcher) throws InterruptedException {
    awaitHeight(fetcher, devnet.chains().relay().finalized());
  }

  void awaitHeight(RunningFetcher fetcher, long wanted) throws InterruptedException {
    Eventually.holds(
        DEADLINE, () -> fetcher.state().toString(), () -> fetcher.relayHeight() >= wanted);
  }

  void awaitWaiting(RunningFetcher fetcher, String... words) throws InterruptedException {
    Eventually.holds(
        DEADLINE,
        () -> List.of(words) + " in: " + fetcher.state().waitingFor(),
        () -> Stream.of(words).allMatch(fetcher.state().waitingFor()::contains));
  }

  /** Waits until {@code chain.tip} has told these words of a node. */
  void awaitTold(String prefix, Chain chain, String endpoint, String words)
      throws InterruptedException {
    Eventually.holds(
        DEADLINE,
        () -> "\"" + words + "\" of " + endpoint + " in: " + log(prefix).tip(chain),
        () ->
            log(prefix).tips().stream()
                .filter(tip -> tip.getChain() == chain)
                .flatMap(tip -> tip.getNodesList().stream())
                .filter(node -> node.getEndpoint().equals(endpoint))
                .map(NodeHealth::getReason)
                .anyMatch(reason -> reason.contains(words)));
  }

  @Override
  public void close() {
    devnet.close();
    broker.close();
  }
}
