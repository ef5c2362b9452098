package dev.runtimebridge.submitter.adapter.rpc;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.runtimebridge.chainrpc.RpcLimits;
import dev.runtimebridge.devnet.Devnet;
import dev.runtimebridge.devnet.DevnetSettings;
import dev.runtimebridge.devnet.node.Faults;
import dev.runtimebridge.submitter.Eventually;
import dev.runtimebridge.submitter.port.NodeException;
import dev.runtimebridge.substrate.hash.Hash256;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a watch over two nodes makes known of the one that is not asked. */
class NodeWatchTest {
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final Duration PACE = Duration.ofMillis(50);
  private static final RpcLimits LIMITS =
      new RpcLimits(Duration.ofSeconds(5), Duration.ofSeconds(5), 8, 1 << 20, "test");
  private static final int MAX_LAG = 5;
  private static final Faults BEHIND = Faults.NONE.withLag(2 * MAX_LAG);

  private static Devnet devnet;
  private static HttpClient http;

  private final Heads heads = new Heads(MAX_LAG);
  private RpcParaNode first;
  private RpcParaNode second;

  @BeforeAll
  static void startChains() {
    devnet =
        Devnet.start(
            DevnetSettings.builder().history(40).storageChangeBytes(512).paraNodes(2).build());
    http = HttpClient.newHttpClient();
  }

  @AfterAll
  static void stopChains() {
    http.shutdownNow();
    devnet.close();
  }

  @BeforeEach
  void makeNodes() {
    first = node(0);
    second = node(1);
  }

  @AfterEach
  void closeNodes() {
    first.close();
    second.close();
    devnet.paraNode(0).setFaults(Faults.NONE);
    devnet.paraNode(1).setFaults(Faults.NONE);
  }

  @Test
  void shouldLetANodeBePassedOverThatIsFarBehindTheOther() throws Exception {
    devnet.paraNode(0).setFaults(BEHIND);
    try (NodeWatch watch = watch(first, second)) {
      watch.start();

      awaitPassedOver();
      second.connect(() -> {});
    }
  }

  @Test
  void shouldKeepTheOtherNodeAtHand() throws Exception {
    devnet.paraNode(1).setFaults(Faults.NONE.withRefusedConnections());
    try (NodeWatch watch = watch(first, second)) {
      watch.start();
      Eventually.holds(DEADLINE, () -> "the first was not reached", () -> answers(first));
      assertThrows(NodeException.Unavailable.class, second::bestHead);
      devnet.paraNode(1).setFaults(Faults.NONE);

      Eventually.holds(DEADLINE, () -> "the second was not reached", () -> answers(second));
    }
  }

  @Test
  void shouldMeasureByAnotherNodeOnlyOnceThatFollowsTheBridgesChain() throws Exception {
    devnet.paraNode(0).setFaults(BEHIND);
    devnet.paraNode(1).setFaults(Faults.NONE.withWrongChain());
    try (NodeWatch watch = watch(first, second)) {
      watch.start();
      Eventually.holds(DEADLINE, () -> "not both were reached", () -> answers(first, second));
      first.connect(() -> {});
      devnet.paraNode(1).setFaults(Faults.NONE);

      awaitPassedOver();
    }
  }

  @Test
  void shouldLeaveTheOnlyNodeToWhoAsksIt() {
    try (NodeWatch watch = watch(first)) {
      watch.start();

      assertThrows(NodeException.Unavailable.class, first::bestHead);
    }
  }

  private NodeWatch watch(RpcParaNode... nodes) {
    Hash256 genesis = devnet.chains().para().genesis().hash();
    return new NodeWatch(List.of(nodes), heads, genesis, PACE);
  }

  private RpcParaNode node(int index) {
    String endpoint = devnet.paraEndpoints().get(index).toString();
    return new RpcParaNode(endpoint, http, LIMITS, heads);
  }

  private void awaitPassedOver() throws InterruptedException {
    Eventually.holds(DEADLINE, () -> "the first node is not passed over", this::isPassedOver);
  }

  private boolean isPassedOver() {
    try {
      first.connect(() -> {});
      return false;
    } catch (NodeException e) {
      return String.valueOf(e.getMessage()).contains("passed over");
    }
  }

  private static boolean answers(RpcParaNode... nodes) {
    try {
      for (RpcParaNode node : nodes) {
        node.bestHead();
      }
      return true;
    } catch (NodeException e) {
      return false;
    }
  }
}
