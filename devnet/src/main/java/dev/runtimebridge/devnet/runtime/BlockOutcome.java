package dev.runtimebridge.devnet.runtime;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.storage.StorageChanges.Change;
import java.util.List;

/**
 * What executing a block came to.
 *
 * @param changes what it did to the state, each key once, in the order of the keys; the items of
 *     System that an author writes himself (number, parent, digest, hash) are not among them
 * @param extrinsics what stands in the block, the inherent first
 * @param refused transactions that cannot stand in this block
 */
public record BlockOutcome(List<Change> changes, List<Bytes> extrinsics, List<Refused> refused) {

  /** A transaction that was left out, and why; it may fit later if it is from the future. */
  public record Refused(Bytes extrinsic, TransactionValidity.Invalid why) {}

  /** Copies the lists. */
  public BlockOutcome {
    changes = List.copyOf(changes);
    extrinsics = List.copyOf(extrinsics);
    refused = List.copyOf(refused);
  }
}
