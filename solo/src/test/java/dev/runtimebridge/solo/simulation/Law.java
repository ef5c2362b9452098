package dev.runtimebridge.solo.simulation;

/** What must hold in every run, whatever fails; the numbers are those of the architecture. */
enum Law {
  /** 1: what is replayed from the log alone is what is there. */
  LOG_IS_THE_TRUTH,
  /** 2: the log holds only what the honest chain has. */
  NOTHING_UNVERIFIED,
  /** 3: no gap, no duplicate, nothing out of order. */
  EACH_BLOCK_ONCE,
  /** 4: only the session that counts changes anything, and no two of one process feed at once. */
  ONE_DRIVER,
  /** 5: a node gets only bytes that are in the journal. */
  RECORDED_BEFORE_SENT,
  /** 5: no call twice on the chain, no two transactions that could both land. */
  PAID_ONCE,
  /** 5: each request ends once, with what became of it. */
  EACH_REQUEST_ENDS_ONCE,
  /** Messages stand on the chain in order, none lost, none doubled. */
  MESSAGES_IN_ORDER,
  /** 6: once nothing fails any more everything is there in time. */
  NO_FAILURE_IS_FINAL,
  /** 8: what waits is never more than a bound. */
  EVERYTHING_IS_BOUNDED
}
