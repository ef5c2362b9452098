package dev.runtimebridge.submitter.domain;

import com.google.protobuf.ByteString;
import dev.runtimebridge.schemas.v1.ChainCall;
import dev.runtimebridge.schemas.v1.TransactionRequestRecord;
import dev.runtimebridge.substrate.key.AccountId;
import java.time.Instant;
import java.util.Optional;

/**
 * A call that somebody wants to be sent.
 *
 * @param offset place in {@code tx.requests}; the order of arrival
 * @param arrived when this submitter first read it since its start
 */
public record Request(
    long offset,
    String id,
    String aggregateId,
    AccountId operator,
    Group group,
    ChainCall call,
    Instant arrived) {
  private static final int CALL_OVERHEAD = 16;

  /**
   * The request that a record holds.
   *
   * @throws IllegalArgumentException if it names no id, or accounts that are none; the message says
   *     which
   */
  public static Request of(long offset, TransactionRequestRecord record, Instant arrived) {
    if (record.getId().isEmpty()) {
      throw new IllegalArgumentException("a request without id at offset " + offset);
    }
    Optional<AccountId> proxied =
        record.hasProxied() ? Optional.of(account(record.getProxied())) : Optional.empty();
    return new Request(
        offset,
        record.getId(),
        record.getAggregateId(),
        account(record.getOperator()),
        new Group(record.getPid(), proxied),
        record.getCall(),
        arrived);
  }

  /** About how many bytes the call takes in a transaction. */
  public int size() {
    return call.getSerializedSize() + CALL_OVERHEAD;
  }

  private static AccountId account(ByteString bytes) {
    return AccountId.of(bytes.toByteArray());
  }
}
