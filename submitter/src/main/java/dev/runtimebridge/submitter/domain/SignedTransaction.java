package dev.runtimebridge.submitter.domain;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;
import java.util.List;
import java.util.Optional;

/**
 * A transaction as it was signed.
 *
 * @param hash blake2b-256 of the extrinsic
 * @param extrinsic the signed bytes with their length before them; only these are ever sent
 * @param birth the finalized block that is signed with it; it can land only after that
 * @param death the first block that cannot have it
 * @param requestIds what it carries, in the order of its calls
 * @param batch whether the calls are wrapped in a batch
 * @param replaces the dead transaction whose requests it carries again
 */
public record SignedTransaction(
    Hash256 hash,
    Bytes extrinsic,
    long nonce,
    long birth,
    long death,
    long specVersion,
    Group group,
    List<String> requestIds,
    boolean batch,
    Optional<Hash256> replaces) {

  /** Copies the list. */
  public SignedTransaction {
    requestIds = List.copyOf(requestIds);
  }
}
