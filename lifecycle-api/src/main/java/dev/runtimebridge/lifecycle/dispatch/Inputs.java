package dev.runtimebridge.lifecycle.dispatch;

import dev.runtimebridge.dispatch.domain.RefusedInput;
import dev.runtimebridge.dispatch.domain.Stake;
import dev.runtimebridge.lifecycle.domain.Checked;
import dev.runtimebridge.lifecycle.domain.PhaAmount;
import dev.runtimebridge.lifecycle.domain.Refusal;
import java.util.function.Supplier;

/** What callers give, as the library takes it; what it refuses as callers are told. */
final class Inputs {
  private Inputs() {}

  /** A stake in PHA; nothing for 0. */
  static Checked<Stake> stake(String field, String text) {
    return text.isEmpty()
        ? Checked.valid(Stake.ZERO)
        : PhaAmount.parse(field, text)
            .then(amount -> checked(() -> Stake.ofSmallestUnits(amount.smallestUnits())));
  }

  /** What the library gives, or why it refuses. */
  static <T> Checked<T> checked(Supplier<T> value) {
    try {
      return Checked.valid(value.get());
    } catch (RefusedInput refused) {
      return Checked.refused(reason(refused), String.valueOf(refused.getMessage()));
    }
  }

  private static Refusal.Reason reason(RefusedInput refused) {
    return switch (refused.reason()) {
      case STAKE_TOO_LARGE -> Refusal.Reason.STAKE_TOO_LARGE;
      case WEIGHT_OVERFLOW -> Refusal.Reason.WEIGHT_OVERFLOW;
      case TOO_MANY_TASKS -> Refusal.Reason.TOO_MANY_TASKS;
      case TOO_MANY_WORKERS -> Refusal.Reason.TOO_MANY_WORKERS;
      case NO_MACHINES -> Refusal.Reason.NO_MACHINES;
      case TOO_MANY_MACHINES -> Refusal.Reason.TOO_MANY_MACHINES;
      case BUDGET_BELOW_MINIMUM -> Refusal.Reason.BUDGET_BELOW_MINIMUM;
      case CHANCE_OUT_OF_RANGE -> Refusal.Reason.CHANCE_OUT_OF_RANGE;
      case NEGATIVE_STAKE,
          NEGATIVE_SCORE,
          SCORE_TOO_LARGE,
          NEGATIVE_TASKS,
          NO_SUCH_WEIGHT,
          DUPLICATE_MACHINE,
          DUPLICATE_CANDIDATE,
          CHANCE_OUT_OF_REACH,
          MALFORMED_SEED,
          MALFORMED_RULES ->
          Refusal.Reason.INVALID_VALUE;
    };
  }
}
