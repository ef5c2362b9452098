package dev.runtimebridge.solo.simulation;

import dev.runtimebridge.syncer.domain.RelayMark;

/** What workers can get of both chains: blocks that are in the log, by their numbers. */
interface PublishedChain {

  /** The header that workers start from. */
  long start();

  /** Whether the log has begun. */
  boolean begun();

  /** Last relay-chain header in the log. */
  long relay();

  /** Last parachain block in the log. */
  long para();

  /** What matters of a relay-chain header in the log. */
  RelayMark mark(long number);
}
