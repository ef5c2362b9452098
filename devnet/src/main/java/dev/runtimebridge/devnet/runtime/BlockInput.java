package dev.runtimebridge.devnet.runtime;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.trie.StateTrie;
import java.util.List;

/**
 * What a block is made from.
 *
 * @param parent state after the block before
 * @param parentHash hash of the block before
 * @param number height of the block to be made
 * @param timeMs its time, milliseconds since 1970; the runtime puts the inherent that sets it first
 *     into the block
 * @param transactions signed extrinsics to be tried in this order, each with its length before it
 * @param upgrade whether this block writes the code of the next runtime, which executes the blocks
 *     after it; nothing happens if that runtime is in force already
 */
public record BlockInput(
    StateTrie parent,
    Hash256 parentHash,
    long number,
    long timeMs,
    List<Bytes> transactions,
    boolean upgrade) {

  /** Copies the list. */
  public BlockInput {
    transactions = List.copyOf(transactions);
  }
}
