package dev.runtimebridge.submitter.domain;

import dev.runtimebridge.substrate.key.AccountId;
import java.time.Instant;

/**
 * A wish in its place.
 *
 * @param offset place in {@code tx.requests}; the order of arrival
 * @param wish what is asked for
 * @param arrived when this submitter first read it since its start
 */
public record Request(long offset, Wish wish, Instant arrived) {

  /** Names it. */
  public String id() {
    return wish.id();
  }

  /** Whose life it belongs to. */
  public String aggregateId() {
    return wish.aggregateId();
  }

  /** Who signs and pays. */
  public AccountId operator() {
    return wish.operator();
  }

  /** With which others it may share a transaction. */
  public Group group() {
    return wish.group();
  }

  /** What is to be called. */
  public ChainCall call() {
    return wish.call();
  }

  /** About how many bytes the call takes in a transaction. */
  public int size() {
    return wish.call().size();
  }
}
