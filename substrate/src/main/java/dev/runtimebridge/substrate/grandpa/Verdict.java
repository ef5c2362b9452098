package dev.runtimebridge.substrate.grandpa;

/** What became of a justification under verification. */
public sealed interface Verdict {

  /** The block is final. */
  record Valid() implements Verdict {}

  /**
   * The justification proves nothing; whoever sent it should be asked no more.
   *
   * @param detail names the values that were wrong
   */
  record Invalid(Reason reason, String detail) implements Verdict {}

  /** What a justification can lack, in the order in which it is looked for. */
  enum Reason {
    /** It is for another block than the one asked about. */
    WRONG_TARGET,
    /** The authority set has no voters, or weights beyond 63 bits. */
    UNUSABLE_AUTHORITY_SET,
    /** It has no precommit. */
    NO_PRECOMMITS,
    /** The lowest vote is not on the target. */
    LOWEST_VOTE_NOT_ON_TARGET,
    /** The headers given do not lead from a vote's block back to the target. */
    NO_ROUTE_TO_TARGET,
    /** The headers given are more than the votes need. */
    UNUSED_HEADERS,
    /** A voter voted for a third block. */
    REPEATED_EQUIVOCATION,
    /** The voters weigh less than the threshold. */
    TOO_LITTLE_WEIGHT,
    /** A block above the target has the threshold too, so the target is not what was decided. */
    DESCENDANT_REACHES_THRESHOLD,
    /** A signature is not the voter's over this vote, round and set id. */
    BAD_SIGNATURE
  }
}
