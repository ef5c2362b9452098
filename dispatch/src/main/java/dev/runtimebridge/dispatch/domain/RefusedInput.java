package dev.runtimebridge.dispatch.domain;

/** What was asked cannot be answered; the message names the value and says what to give instead. */
public final class RefusedInput extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  /** Why, for programs. */
  public enum Reason {
    NEGATIVE_STAKE,
    STAKE_TOO_LARGE,
    NEGATIVE_SCORE,
    SCORE_TOO_LARGE,
    WEIGHT_OVERFLOW,
    NEGATIVE_TASKS,
    TOO_MANY_TASKS,
    NO_SUCH_WEIGHT,
    TOO_MANY_WORKERS,
    NO_MACHINES,
    DUPLICATE_MACHINE,
    TOO_MANY_MACHINES,
    DUPLICATE_CANDIDATE,
    BUDGET_BELOW_MINIMUM,
    CHANCE_OUT_OF_RANGE,
    CHANCE_OUT_OF_REACH,
    MALFORMED_SEED,
    MALFORMED_RULES
  }

  private final Reason reason;

  RefusedInput(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** Why, for programs. */
  public Reason reason() {
    return reason;
  }
}
