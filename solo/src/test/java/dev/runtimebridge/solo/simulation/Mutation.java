package dev.runtimebridge.solo.simulation;

import dev.runtimebridge.solo.simulation.Schedule.Kind;

/**
 * A bug that is planted around the services' code, to see that the laws notice. The code itself
 * knows none of them.
 */
enum Mutation {
  /** All is as it is delivered. */
  NONE(Kind.FETCHER, Law.NO_FAILURE_IS_FINAL),
  /** Storage changes go into the log as a node sent them. */
  PUBLISH_BEFORE_VERIFYING(Kind.FETCHER, Law.NOTHING_UNVERIFIED),
  /** The journal says that it has what it has not yet. */
  SEND_BEFORE_JOURNALING(Kind.SUBMITTER, Law.RECORDED_BEFORE_SENT),
  /** Observations count whatever their epoch. */
  DROP_EPOCH_CHECK(Kind.SYNCER, Law.ONE_DRIVER),
  /** An input is taken for done before what came of it is committed. */
  ACK_BEFORE_COMMIT(Kind.SYNCER, Law.LOG_IS_THE_TRUTH);

  private final Kind kind;
  private final Law law;

  Mutation(Kind kind, Law law) {
    this.kind = kind;
    this.law = law;
  }

  /** Where it can be met. */
  Kind kind() {
    return kind;
  }

  /** What it breaks. */
  Law law() {
    return law;
  }
}
