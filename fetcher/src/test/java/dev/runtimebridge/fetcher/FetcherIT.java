package dev.runtimebridge.fetcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.broker.EmbeddedBroker;
import dev.runtimebridge.devnet.Devnet;
import dev.runtimebridge.devnet.DevnetSettings;
import dev.runtimebridge.devnet.node.Faults;
import dev.runtimebridge.fetcher.pipeline.FetcherSettings;
import dev.runtimebridge.fetcher.pipeline.FetcherState.Role;
import dev.runtimebridge.schemas.topic.TopicCatalogue;
import dev.runtimebridge.schemas.v1.Chain;
import dev.runtimebridge.schemas.v1.NodeHealth;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The fetcher between a devnet and a real broker: what is published, and what is not. */
class FetcherIT {
  private static final int HISTORY = 130;
  private static final Duration DEADLINE = Duration.ofSeconds(90);
  private static final Duration SHORT = Duration.ofSeconds(3);

  @TempDir static Path data;
  private static EmbeddedBroker broker;
  private static Devnet devnet;

  @BeforeAll
  static void start() {
    broker = EmbeddedBroker.start(data);
    devnet =
        Devnet.start(
            DevnetSettings.builder()
                .history(HISTORY)
                .setChangeEvery(40)
                .storageChangeBytes(2048)
                .relayNodes(2)
                .paraNodes(2)
                .build());
  }

  @AfterAll
  static void stop() {
    devnet.close();
    broker.close();
  }

  private static void noFaults() {
    for (int i = 0; i < 2; i++) {
      devnet.relayNode(i).setFaults(Faults.NONE);
      devnet.paraNode(i).setFaults(Faults.NONE);
    }
  }

  private static List<String> texts(List<URI> endpoints) {
    return endpoints.stream().map(URI::toString).toList();
  }

  private static List<String> relay() {
    return texts(devnet.relayEndpoints());
  }

  private static List<String> para() {
    return texts(devnet.paraEndpoints());
  }

  private static RunningFetcher fetcher(String prefix) {
    return fetcher(prefix, FetcherSettings.DEFAULT, relay(), para());
  }

  private static RunningFetcher fetcher(
      String prefix, FetcherSettings settings, List<String> relay, List<String> para) {
    return RunningFetcher.start(broker.bootstrapServers(), prefix, settings, SHORT, relay, para);
  }

  private static PublishedLog log(String prefix) {
    return PublishedLog.read(broker.bootstrapServers(), TopicCatalogue.of(prefix, 1));
  }

  /** Waits until all that is finalized is published. */
  private static void awaitTip(RunningFetcher fetcher) throws InterruptedException {
    long wanted = devnet.chains().relay().finalized();
    Eventually.holds(
        DEADLINE, () -> fetcher.state().toString(), () -> fetcher.relayHeight() >= wanted);
  }

  private static void awaitWaiting(RunningFetcher fetcher, String... words)
      throws InterruptedException {
    Eventually.holds(
        DEADLINE,
        () -> List.of(words) + " in: " + fetcher.state().waitingFor(),
        () -> Stream.of(words).allMatch(fetcher.state().waitingFor()::contains));
  }

  @Test
  void shouldPublishTheWholeHistoryOnceInOrder() throws Exception {
    noFaults();
    try (var fetcher = fetcher("whole")) {
      awaitTip(fetcher);
      devnet.produce(7);
      awaitTip(fetcher);
      PublishedLog log = log("whole").assertWhole();
      assertTrue(log.relay().size() > HISTORY - 20);
      assertTrue(log.para().size() > 40);
      assertTrue(log.relay().stream().anyMatch(record -> record.getChangesSet()));
    }
  }

  @Test
  void shouldCutLongStretchesAtJustifiedHeaders() throws Exception {
    noFaults();
    var settings =
        new FetcherSettings(OptionalLong.empty(), 4, 16, 0, true, Duration.ofSeconds(30));
    try (var fetcher = fetcher("cut", settings, relay(), para())) {
      awaitTip(fetcher);
      PublishedLog log = log("cut").assertWhole();
      int batch = 0;
      int longest = 0;
      for (var record : log.relay()) {
        batch++;
        longest = Math.max(longest, batch);
        batch = record.hasJustification() ? 0 : batch;
      }
      assertTrue(longest <= 16, "longest batch is " + longest);
    }
  }

  @Test
  void shouldGoOnWhereTheLogEndsWhenStoppedAtAnyMoment() throws Exception {
    noFaults();
    long seed = System.nanoTime();
    var random = new Random(seed);
    for (int i = 0; i < 4; i++) {
      try (var fetcher = fetcher("killed")) {
        long enough = fetcher.relayHeight() + random.nextInt(60);
        Eventually.holds(
            DEADLINE,
            () -> "seed " + seed + ": " + fetcher.state(),
            () -> fetcher.relayHeight() >= enough);
      }
    }
    try (var fetcher = fetcher("killed")) {
      awaitTip(fetcher);
    }
    log("killed").assertWhole();
  }

  @Test
  void shouldStandByWhenAnotherFetcherIsStarted() throws Exception {
    noFaults();
    try (var first = fetcher("twice")) {
      Eventually.holds(DEADLINE, () -> first.state().toString(), () -> first.relayHeight() > 0);
      try (var second = fetcher("twice")) {
        awaitTip(second);
        devnet.produce(8);
        awaitTip(second);
        Eventually.holds(
            DEADLINE, () -> first.state().toString(), () -> first.state().role() == Role.STANDBY);
        assertEquals(Role.ACTIVE, second.state().role());
        assertTrue(first.alive());
      }
    }
    log("twice").assertWhole();
  }

  static Stream<Arguments> lies() {
    return Stream.of(
        Arguments.of(
            "bad-justification",
            Chain.RELAY,
            Faults.NONE.withBadJustification(),
            "justification of relay"),
        Arguments.of("relay-bad-proof", Chain.RELAY, Faults.NONE.withBadProof(), "proof"),
        Arguments.of(
            "relay-wrong-parent", Chain.RELAY, Faults.NONE.withWrongParent(), "was asked for"),
        Arguments.of("relay-stall", Chain.RELAY, Faults.NONE.withStall(), "no answer"),
        Arguments.of("relay-refuses", Chain.RELAY, Faults.NONE.withRefusedConnections(), "onnect"),
        Arguments.of("relay-pruned", Chain.RELAY, Faults.NONE.withPruning(2), "archive"),
        Arguments.of("para-bad-proof", Chain.PARA, Faults.NONE.withBadProof(), "proof"),
        Arguments.of(
            "para-wrong-changes", Chain.PARA, Faults.NONE.withWrongStorageChanges(), "state root"),
        Arguments.of(
            "para-wrong-parent", Chain.PARA, Faults.NONE.withWrongParent(), "was asked for"),
        Arguments.of("para-pruned", Chain.PARA, Faults.NONE.withPruning(2), "archive"),
        Arguments.of(
            "para-hides",
            Chain.PARA,
            Faults.NONE.withHiddenMethods("pha_getStorageChangesAt", "pha_getStorageChanges"),
            "pha_getStorageChanges"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lies")
  void shouldAskAnotherNodeAndSayWhy(String name, Chain chain, Faults faults, String words)
      throws Exception {
    noFaults();
    var bad = chain == Chain.RELAY ? devnet.relayNode(0) : devnet.paraNode(0);
    bad.setFaults(faults);
    try (var fetcher = fetcher(name)) {
      awaitTip(fetcher);
      Eventually.holds(
          DEADLINE,
          () -> "\"" + words + "\" of " + bad.endpoint() + " in: " + log(name).tip(chain),
          () -> told(name, chain, bad.endpoint(), words));
    } finally {
      noFaults();
    }
    log(name).assertWhole();
  }

  private static boolean told(String prefix, Chain chain, URI endpoint, String words) {
    return log(prefix).tips().stream()
        .filter(tip -> tip.getChain() == chain)
        .flatMap(tip -> tip.getNodesList().stream())
        .filter(node -> node.getEndpoint().equals(endpoint.toString()))
        .map(NodeHealth::getReason)
        .anyMatch(reason -> reason.contains(words));
  }

  @Test
  void shouldSayThatTheEndpointsAreSwapped() throws Exception {
    noFaults();
    try (var fetcher = fetcher("swapped", FetcherSettings.DEFAULT, para(), relay())) {
      awaitWaiting(fetcher, "swapped", relay().getFirst());
      assertTrue(log("swapped").relay().isEmpty());
    }
  }

  @Test
  void shouldSayThatAnEndpointIsNoNode() throws Exception {
    noFaults();
    String kafka = "ws://" + broker.bootstrapServers();
    try (var fetcher = fetcher("no-node", FetcherSettings.DEFAULT, relay(), List.of(kafka))) {
      awaitWaiting(fetcher, kafka, "name another one in bridge.fetcher.para.endpoints");
    }
  }

  @Test
  void shouldSayThatTheOnlyNodeIsPruned() throws Exception {
    noFaults();
    devnet.paraNode(0).setFaults(Faults.NONE.withPruning(2));
    try (var fetcher =
        fetcher("pruned", FetcherSettings.DEFAULT, relay(), List.of(para().getFirst()))) {
      awaitWaiting(fetcher, "archive node");
    } finally {
      noFaults();
    }
  }

  @Test
  void shouldRefuseNodesOfAnotherChainThanTheLogs() throws Exception {
    noFaults();
    List<String> one = List.of(relay().getFirst());
    try (var fetcher = fetcher("other", FetcherSettings.DEFAULT, one, para())) {
      awaitTip(fetcher);
    }
    devnet.relayNode(0).setFaults(Faults.NONE.withWrongChain());
    try (var fetcher = fetcher("other", FetcherSettings.DEFAULT, one, para())) {
      String expected = devnet.chains().relay().genesis().header().hash().toString();
      awaitWaiting(fetcher, one.getFirst(), "genesis 0x", expected, "bridge.topics.prefix");
      noFaults();
      devnet.produce(3);
    } finally {
      noFaults();
    }
    log("other").assertWhole();
  }

  @Test
  void shouldWaitForABrokerThatIsAwayAndGoOnByItself(@TempDir Path folder) throws Exception {
    noFaults();
    RunningFetcher fetcher;
    int port;
    try (var first = EmbeddedBroker.start(folder)) {
      port = Integer.parseInt(first.bootstrapServers().replaceAll(".*:", ""));
      fetcher =
          RunningFetcher.start(
              first.bootstrapServers(), "away", FetcherSettings.DEFAULT, SHORT, relay(), para());
      RunningFetcher begun = fetcher;
      Eventually.holds(DEADLINE, () -> begun.state().toString(), () -> begun.relayHeight() > 7);
    }
    devnet.produce(20);
    try (var running = fetcher) {
      Eventually.holds(
          DEADLINE,
          () -> running.state().toString(),
          () -> running.state().waitingFor().startsWith("the log"));
      try (var second = EmbeddedBroker.start(folder, port)) {
        awaitTip(running);
        PublishedLog.read(second.bootstrapServers(), TopicCatalogue.of("away", 1)).assertWhole();
      }
    }
  }
}
