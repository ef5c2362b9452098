package dev.runtimebridge.devnet.chain;

import dev.runtimebridge.substrate.hash.Hash256;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All blocks of one chain, from its genesis to its best block. The best block may be replaced by a
 * sibling; what was replaced is still found by its hash for a while. Safe for all threads.
 */
public final class DevChain {
  private static final int RETRACTED_KEPT = 256;

  private final List<Block> blocks = new ArrayList<>();
  private final Map<Hash256, Block> byHash = new HashMap<>();
  private final Deque<Hash256> retracted = new ArrayDeque<>();
  private long finalized;

  DevChain(Block genesis) {
    append(genesis);
  }

  /** The block of a height. */
  public synchronized Optional<Block> block(long number) {
    return number < 0 || number >= blocks.size()
        ? Optional.empty()
        : Optional.of(blocks.get((int) number));
  }

  /** The block with a hash. */
  public synchronized Optional<Block> block(Hash256 hash) {
    return Optional.ofNullable(byHash.get(hash));
  }

  /** The first block. */
  public synchronized Block genesis() {
    return blocks.getFirst();
  }

  /** The highest block. */
  public synchronized Block best() {
    return blocks.getLast();
  }

  /** The height up to which blocks are final. */
  public synchronized long finalized() {
    return finalized;
  }

  synchronized void append(Block block) {
    blocks.add(block);
    byHash.put(block.hash(), block);
  }

  /** Puts a sibling in the place of the best block, which must not be final. */
  synchronized void replaceBest(Block sibling) {
    Block best = best();
    if (sibling.number() != best.number() || best.number() <= finalized) {
      throw new IllegalArgumentException(
          "block %d cannot be replaced by %d, %d is final"
              .formatted(best.number(), sibling.number(), finalized));
    }
    retracted.add(best.hash());
    if (retracted.size() > RETRACTED_KEPT) {
      byHash.remove(retracted.remove());
    }
    blocks.set(blocks.size() - 1, sibling);
    byHash.put(sibling.hash(), sibling);
  }

  synchronized void finalizeUpTo(long number) {
    finalized = Math.max(finalized, number);
  }
}
