package dev.runtimebridge.devnet.count;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.codec.Value;
import dev.runtimebridge.substrate.hash.Hash256;
import java.util.Optional;

/**
 * A call that stands in a block, alone or within batches and proxies, whatever came of it.
 *
 * @param block height of the block
 * @param extrinsic index of the extrinsic in it
 * @param transaction hash of the extrinsic
 * @param signer who paid, 32 bytes
 * @param caller in whose name the call was made: the signer, or whom he is a proxy of
 * @param name such as {@code PhalaRegistry.register_worker_v2}
 * @param arguments of the call
 * @param error the runtime's name of why it came to nothing, if it did
 */
public record ExecutedCall(
    long block,
    int extrinsic,
    Hash256 transaction,
    Bytes signer,
    Bytes caller,
    String name,
    Value.Composite arguments,
    Optional<String> error) {

  /** Whether it did what it is for. */
  public boolean succeeded() {
    return error.isEmpty();
  }

  /** Without its arguments, which fill pages. */
  @Override
  public String toString() {
    return "%s in block %d, extrinsic %d (%s)%s"
        .formatted(name, block, extrinsic, transaction, error.map(" failed: "::concat).orElse(""));
  }

  /** What it is about, if it is about a worker or a message. */
  public Optional<Subject> subject() {
    return Subject.of(this);
  }
}
