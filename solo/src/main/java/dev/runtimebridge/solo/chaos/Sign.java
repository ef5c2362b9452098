package dev.runtimebridge.solo.chaos;

/** What shows that the bridge works again; each is seen from outside. */
enum Sign {
  /** Every worker has a parachain block that was made later. */
  BLOCKS,
  /** A transaction is in a block that was made later. */
  TRANSACTIONS,
  /** The rounds of tasks have come to a parachain block that was made later. */
  ROUNDS,
  /** The API has answered a question that was asked later. */
  ANSWERS
}
