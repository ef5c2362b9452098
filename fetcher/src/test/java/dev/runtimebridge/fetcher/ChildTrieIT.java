package dev.runtimebridge.fetcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.fetcher.pipeline.FetcherSettings;
import dev.runtimebridge.fetcher.port.ChainNode;
import dev.runtimebridge.fetcher.port.NodeException;
import dev.runtimebridge.schemas.v1.Chain;
import dev.runtimebridge.schemas.v1.ParaBlockRecord;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.storage.StorageChanges;
import dev.runtimebridge.substrate.storage.StorageChanges.Change;
import dev.runtimebridge.substrate.storage.StorageChanges.ChildChanges;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Blocks that change child tries: every tenth one of the devnet's parachain. */
class ChildTrieIT {
  private static final int EVERY = 10;

  @TempDir static Path data;
  private static ChainsAndLog stage;

  private final AtomicInteger childProofs = new AtomicInteger();

  @BeforeAll
  static void start() {
    stage = ChainsAndLog.start(data, ChainsAndLog.smallBlocks().history(80).paraNodes(2).build());
  }

  @AfterAll
  static void stop() {
    stage.close();
  }

  /** Counts the proofs asked of it. */
  private final class CountingNode extends ForwardingNode {
    CountingNode(ChainNode node) {
      super(node);
    }

    @Override
    public List<Bytes> childReadProof(Bytes childKey, Collection<Bytes> keys, Hash256 block)
        throws NodeException {
      childProofs.incrementAndGet();
      return super.childReadProof(childKey, keys, block);
    }
  }

  /** Gives one value of a child trie as another. */
  private static final class ForgingNode extends ForwardingNode {
    ForgingNode(ChainNode node) {
      super(node);
    }

    @Override
    public Bytes storageChanges(Hash256 block) throws NodeException {
      Bytes sound = super.storageChanges(block);
      StorageChanges changes = StorageChanges.decode(sound.toByteArray());
      if (changes.child().isEmpty()) {
        return sound;
      }
      List<ChildChanges> forged = changes.child().stream().map(ForgingNode::forged).toList();
      return Bytes.of(new StorageChanges(changes.main(), forged).encode());
    }

    private static ChildChanges forged(ChildChanges child) {
      Change first = child.changes().getFirst();
      List<Change> rest = child.changes().subList(1, child.changes().size());
      Change other = Change.put(first.key(), Bytes.utf8("forged"));
      return new ChildChanges(
          child.storageKey(), Stream.concat(Stream.of(other), rest.stream()).toList());
    }
  }

  @Test
  void shouldPublishBlocksThatChangeChildTriesOnceTheyAreProven() throws Exception {
    try (var fetcher = stage.fetcher("child", FetcherSettings.DEFAULT, CountingNode::new)) {
      stage.awaitTip(fetcher);
    }
    PublishedLog log = stage.log("child").assertWhole();
    List<Integer> changing =
        log.para().stream()
            .filter(block -> block.getNumber() > 0 && changesChildTrie(block))
            .map(ParaBlockRecord::getNumber)
            .toList();
    assertEquals(List.of(EVERY, 2 * EVERY, 3 * EVERY), changing);
    assertTrue(childProofs.get() >= changing.size(), childProofs + " proofs of child tries");
  }

  private static boolean changesChildTrie(ParaBlockRecord block) {
    return !StorageChanges.decode(block.getStorageChanges().toByteArray()).child().isEmpty();
  }

  @Test
  void shouldDropANodeThatForgesAChildTrie() throws Exception {
    String forger = stage.para().getFirst();
    try (var fetcher =
        stage.fetcher(
            "forged",
            FetcherSettings.DEFAULT,
            node -> node.endpoint().equals(forger) ? new ForgingNode(node) : node)) {
      stage.awaitTip(fetcher);
      stage.awaitTold("forged", Chain.PARA, forger, "state root");
    }
    stage.log("forged").assertWhole();
  }
}
