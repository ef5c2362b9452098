package dev.runtimebridge.solo.simulation;

import dev.runtimebridge.devnet.DevnetSettings;
import dev.runtimebridge.devnet.chain.Block;
import dev.runtimebridge.devnet.chain.RuntimeSpec;
import dev.runtimebridge.devnet.chain.TwoChains;
import dev.runtimebridge.fetcher.domain.ChainPoint;
import dev.runtimebridge.fetcher.domain.EncodedHeader;
import dev.runtimebridge.fetcher.domain.ParaRuntime;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;
import java.util.HashMap;
import java.util.Map;

/**
 * Two chains of the devnet, grown once and seen by all runs up to the height that each has reached.
 * What is costly to encode is encoded once.
 */
final class SharedChains {
  /** Relay-chain blocks that there are in all. */
  static final long HEIGHT = 66;

  private static final Map<Integer, SharedChains> GROWN = new HashMap<>();
  private static final int KINDS = 3;

  private final TwoChains chains;
  private final Map<Hash256, EncodedHeader> headers = new HashMap<>();
  private final Map<Hash256, Bytes> changes = new HashMap<>();

  private SharedChains(int kind) {
    chains =
        new TwoChains(
            DevnetSettings.builder()
                .seed(100 + kind)
                .paraStart(4 + kind)
                .paraEvery(2 + kind % 2)
                .authorities(kind == 0 ? 1 : 4)
                .setChangeEvery(kind == 1 ? 0 : 11 + kind)
                .justificationEvery(4)
                .storageChangeBytes(300)
                .workers(0)
                .build());
    chains.growTo(HEIGHT);
  }

  /** One of few; all of them on one thread. */
  static SharedChains of(int draw) {
    return GROWN.computeIfAbsent(Math.floorMod(draw, KINDS), SharedChains::new);
  }

  TwoChains chains() {
    return chains;
  }

  EncodedHeader header(Block block) {
    return headers.computeIfAbsent(block.hash(), absent -> EncodedHeader.of(block.header()));
  }

  /** Storage changes as an honest node sends them. */
  Bytes changes(Block block) {
    return changes.computeIfAbsent(block.hash(), absent -> Bytes.of(block.changes().encode()));
  }

  ParaRuntime runtime(Block block) {
    Bytes metadata = chains.runtime().metadataAt(block.state());
    var point = new ChainPoint(block.number(), block.hash());
    return new ParaRuntime(
        RuntimeSpec.PARA.name(),
        RuntimeSpec.PARA.version(),
        RuntimeSpec.PARA.transactionVersion(),
        point,
        metadata);
  }

  Block relay(long number) {
    return chains.relay().block(number).orElseThrow();
  }

  Block para(long number) {
    return chains.para().block(number).orElseThrow();
  }
}
