package dev.runtimebridge.submitter.domain;

import dev.runtimebridge.schemas.v1.TransactionSigned;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.key.AccountId;
import java.util.List;
import java.util.Optional;

/**
 * A signed transaction of which is not known yet whether it lands.
 *
 * @param extrinsic the signed bytes with their length before them; only these are ever sent
 * @param birth the finalized block that is signed with it; it can land only after that
 * @param death the first block that cannot have it
 * @param batch whether the calls are wrapped in a batch
 * @param sent whether a node took it
 * @param inBlock block of the best chain that has it at present
 */
public record LiveTransaction(
    Hash256 hash,
    Bytes extrinsic,
    long nonce,
    long birth,
    long death,
    long specVersion,
    Group group,
    List<String> requestIds,
    boolean batch,
    boolean sent,
    Optional<BlockRef> inBlock) {

  /** Copies the list. */
  public LiveTransaction {
    requestIds = List.copyOf(requestIds);
  }

  /** The transaction that the journal tells of. */
  static LiveTransaction of(TransactionSigned signed) {
    Optional<AccountId> proxied =
        signed.hasProxied()
            ? Optional.of(AccountId.of(signed.getProxied().toByteArray()))
            : Optional.empty();
    return new LiveTransaction(
        Hash256.of(signed.getHash().toByteArray()),
        Bytes.of(signed.getExtrinsic().toByteArray()),
        Integer.toUnsignedLong(signed.getNonce()),
        Integer.toUnsignedLong(signed.getBirth()),
        Integer.toUnsignedLong(signed.getDeath()),
        Integer.toUnsignedLong(signed.getSpecVersion()),
        new Group(signed.getPid(), proxied),
        signed.getRequestIdsList(),
        signed.getBatch(),
        false,
        Optional.empty());
  }

  /** The same, taken by a node. */
  LiveTransaction taken() {
    return with(true, inBlock);
  }

  /** The same, seen in a block of the best chain or seen in none any more. */
  LiveTransaction in(Optional<BlockRef> block) {
    return with(sent, block);
  }

  private LiveTransaction with(boolean nowSent, Optional<BlockRef> block) {
    return new LiveTransaction(
        hash,
        extrinsic,
        nonce,
        birth,
        death,
        specVersion,
        group,
        requestIds,
        batch,
        nowSent,
        block);
  }
}
