package dev.runtimebridge.fetcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.fetcher.pipeline.FetcherSettings;
import dev.runtimebridge.fetcher.port.ChainNode;
import dev.runtimebridge.fetcher.port.NodeException;
import dev.runtimebridge.schemas.v1.RelayHeaderRecord;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.grandpa.FinalityProof;
import dev.runtimebridge.substrate.hash.Hash256;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A block whose justification is bad on every node, as Kusama's block 15294837 once was. */
class BadJustificationIT {
  private static final long NONE = -1;

  @TempDir Path data;

  private final AtomicLong bad = new AtomicLong(NONE);

  /** Names another round than was signed, in the justification of one block. */
  private final class BendingNode extends ForwardingNode {
    BendingNode(ChainNode node) {
      super(node);
    }

    @Override
    public Optional<Bytes> justification(Hash256 block) throws NodeException {
      Optional<Bytes> sound = super.justification(block);
      return isBad(block) ? sound.map(BadJustificationIT::bent) : sound;
    }

    @Override
    public Optional<Bytes> proveFinality(long number) throws NodeException {
      Optional<Bytes> sound = super.proveFinality(number);
      if (sound.isEmpty()) {
        return sound;
      }
      FinalityProof proof = FinalityProof.decode(sound.get().toByteArray());
      if (!isBad(proof.block())) {
        return sound;
      }
      var other =
          new FinalityProof(proof.block(), bent(proof.justification()), proof.unknownHeaders());
      return Optional.of(Bytes.of(other.encode()));
    }

    private boolean isBad(Hash256 block) throws NodeException {
      return bad.get() != NONE && header(block).number() == bad.get();
    }
  }

  private static Bytes bent(Bytes justification) {
    byte[] bytes = justification.toByteArray();
    bytes[0]++;
    return Bytes.of(bytes);
  }

  @Test
  void shouldCutTheBatchBeforeTheBadOneAndWaitThereForASoundNode() throws Exception {
    var chains = ChainsAndLog.smallBlocks().history(130).justificationEvery(8).relayNodes(2);
    try (var stage = ChainsAndLog.start(data, chains.build())) {
      long last = stage.devnet().chains().relay().finalized();
      long justifiedBefore = (last - 1) / 8 * 8;
      bad.set(last);
      try (var logged = new CapturedLog();
          var fetcher = stage.fetcher("bent", FetcherSettings.DEFAULT, this::bending)) {
        stage.awaitHeight(fetcher, justifiedBefore);
        stage.awaitWaiting(
            fetcher,
            "a healthy relay node",
            "justification of relay #" + last,
            stage.relay().get(0),
            stage.relay().get(1));
        PublishedLog cut = stage.log("bent").assertWhole();
        assertEquals(justifiedBefore, cut.relay().getLast().getNumber());
        assertTrue(batchEndsAt(cut, justifiedBefore));
        assertEquals(1, logged.warnings("batch is cut at another justified header").size());
        bad.set(NONE);
        stage.awaitHeight(fetcher, last);
      }
      PublishedLog whole = stage.log("bent").assertWhole();
      assertEquals(last, whole.relay().getLast().getNumber());
    }
  }

  private ChainNode bending(ChainNode node) {
    return new BendingNode(node);
  }

  private static boolean batchEndsAt(PublishedLog log, long number) {
    return log.relay().stream()
        .filter(record -> record.getNumber() == number)
        .anyMatch(RelayHeaderRecord::hasJustification);
  }
}
