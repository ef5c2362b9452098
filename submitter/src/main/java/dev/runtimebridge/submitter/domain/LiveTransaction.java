package dev.runtimebridge.submitter.domain;

import dev.runtimebridge.substrate.hash.Hash256;
import java.util.List;
import java.util.Optional;

/**
 * A signed transaction of which is not known yet whether it lands.
 *
 * @param sent whether a node took it
 * @param inBlock block of the best chain that has it at present
 */
public record LiveTransaction(SignedTransaction signed, boolean sent, Optional<BlockRef> inBlock) {

  /** The transaction that the journal tells of. */
  static LiveTransaction of(SignedTransaction signed) {
    return new LiveTransaction(signed, false, Optional.empty());
  }

  /** Names it. */
  public Hash256 hash() {
    return signed.hash();
  }

  /** The place among the account's transactions that it takes. */
  public long nonce() {
    return signed.nonce();
  }

  /** What it carries, in the order of its calls. */
  public List<String> requestIds() {
    return signed.requestIds();
  }

  /** The same, taken by a node. */
  LiveTransaction taken() {
    return new LiveTransaction(signed, true, inBlock);
  }

  /** The same, seen in a block of the best chain or seen in none any more. */
  LiveTransaction in(Optional<BlockRef> block) {
    return new LiveTransaction(signed, sent, block);
  }
}
