package dev.runtimebridge.fetcher;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.devnet.node.Faults;
import dev.runtimebridge.fetcher.pipeline.FetcherSettings;
import dev.runtimebridge.fetcher.port.ChainNode;
import dev.runtimebridge.fetcher.port.NodeException;
import dev.runtimebridge.schemas.v1.Chain;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.storage.StorageChanges;
import dev.runtimebridge.substrate.storage.StorageChanges.Change;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What nodes did to operators, done by the preferred node of two; see docs/incidents.md for those
 * that other tests prove.
 */
class NodeIncidentsIT {
  private static final int HISTORY = 130;

  /** More than a session takes to be final, less than the history. */
  private static final int BEHIND = 30;

  @TempDir static Path data;
  private static ChainsAndLog stage;

  @BeforeAll
  static void start() {
    stage =
        ChainsAndLog.start(
            data, ChainsAndLog.smallBlocks().history(HISTORY).relayNodes(2).paraNodes(2).build());
  }

  @AfterAll
  static void stop() {
    stage.close();
  }

  /** Gives {@code "0x"} as a removal, as polkadot.js did before it stored Khala #411243. */
  private static final class EmptyAsNoneNode extends ForwardingNode {
    private final AtomicInteger taken;

    EmptyAsNoneNode(ChainNode node, AtomicInteger taken) {
      super(node);
      this.taken = taken;
    }

    @Override
    public Bytes storageChanges(Hash256 block) throws NodeException {
      StorageChanges sound = StorageChanges.decode(super.storageChanges(block).toByteArray());
      List<Change> changes = sound.main().stream().map(this::withoutEmpty).toList();
      return Bytes.of(new StorageChanges(changes, sound.child()).encode());
    }

    private Change withoutEmpty(Change change) {
      if (change.value().filter(Bytes::isEmpty).isEmpty()) {
        return change;
      }
      taken.incrementAndGet();
      return Change.remove(change.key());
    }
  }

  /** Has the hash of each block under the number of the next one, as in substrate#12086. */
  private static final class WrongMappingNode extends ForwardingNode {
    WrongMappingNode(ChainNode node) {
      super(node);
    }

    @Override
    public Optional<Hash256> blockHash(long number) throws NodeException {
      return super.blockHash(number == 0 ? 0 : number - 1);
    }

    @Override
    public List<Hash256> blockHashes(long from, long to) throws NodeException {
      return from == 0 ? super.blockHashes(from, to) : super.blockHashes(from - 1, to - 1);
    }
  }

  @Test
  void shouldDropANodeThatTakesAnEmptyValueForNone() throws Exception {
    var taken = new AtomicInteger();
    String preferred = stage.para().getFirst();
    try (var fetcher =
        stage.fetcher(
            "empty",
            FetcherSettings.DEFAULT,
            only(preferred, node -> new EmptyAsNoneNode(node, taken)))) {
      stage.awaitTip(fetcher);
      stage.awaitTold("empty", Chain.PARA, preferred, "state root");
    }
    assertTrue(taken.get() > 0, "no block of the history has an empty value");
    stage.log("empty").assertWhole();
  }

  @Test
  void shouldDropANodeWhoseMappingOfNumbersToHashesIsWrong() throws Exception {
    String relay = stage.relay().getFirst();
    String para = stage.para().getFirst();
    UnaryOperator<ChainNode> both =
        node ->
            only(para, WrongMappingNode::new).apply(only(relay, WrongMappingNode::new).apply(node));
    try (var fetcher = stage.fetcher("mapping", FetcherSettings.DEFAULT, both)) {
      stage.awaitTip(fetcher);
      stage.awaitTold("mapping", Chain.RELAY, relay, "relay #");
      stage.awaitTold("mapping", Chain.PARA, para, "#");
    }
    stage.log("mapping").assertWhole();
  }

  @Test
  void shouldFollowTheOtherNodeWhereThePreferredOneLagsAndClaimsToBeSynced() throws Exception {
    stage.devnet().relayNode(0).setFaults(Faults.NONE.withLag(BEHIND));
    stage.devnet().paraNode(0).setFaults(Faults.NONE.withLag(BEHIND / 2));
    try (var fetcher = stage.fetcher("lag")) {
      stage.awaitTip(fetcher);
    } finally {
      stage.devnet().relayNode(0).setFaults(Faults.NONE);
      stage.devnet().paraNode(0).setFaults(Faults.NONE);
    }
    stage.log("lag").assertWhole();
  }

  private static UnaryOperator<ChainNode> only(String endpoint, UnaryOperator<ChainNode> seen) {
    return node -> node.endpoint().equals(endpoint) ? seen.apply(node) : node;
  }
}
