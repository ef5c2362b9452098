package dev.runtimebridge.lifecycle.domain;

/**
 * Why a call was refused.
 *
 * @param reason which kind of refusal, for programs
 * @param sentence one sentence that names the field, the value and what was expected, for people
 */
public record Refusal(Reason reason, String sentence) {

  /** Kinds of refusal. */
  public enum Reason {
    /** A value is not one that the field can have. */
    INVALID_VALUE,
    /** What the call is about does not exist. */
    NOT_FOUND,
    /** What the call would make is there already. */
    ALREADY_EXISTS,
    /** The value is right, but the present state does not allow it. */
    NOT_POSSIBLE_NOW,
    /** The command is in the log, but nobody decided it in time. */
    TIMED_OUT,
    /** The log, or the tables built from it, cannot be used at present. */
    UNAVAILABLE,
    /** More is asked for at once than the service holds. */
    TOO_MUCH,
    /** A bug. */
    INTERNAL_ERROR
  }

  static Refusal invalid(String sentence) {
    return new Refusal(Reason.INVALID_VALUE, sentence);
  }
}
