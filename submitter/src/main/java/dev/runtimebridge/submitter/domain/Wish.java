package dev.runtimebridge.submitter.domain;

import dev.runtimebridge.substrate.key.AccountId;

/**
 * A call that somebody wants to be sent.
 *
 * @param id names the wish, not the attempt: what is seen twice is sent once
 * @param aggregateId whose life it belongs to
 * @param operator who signs and pays
 * @param group with which others it may share a transaction
 */
public record Wish(String id, String aggregateId, AccountId operator, Group group, ChainCall call) {

  /** Refuses one without an id, which could not be told from others. */
  public Wish {
    if (id.isEmpty()) {
      throw new IllegalArgumentException("a request without id");
    }
  }
}
