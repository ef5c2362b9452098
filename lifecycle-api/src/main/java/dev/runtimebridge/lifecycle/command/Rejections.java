package dev.runtimebridge.lifecycle.command;

import dev.runtimebridge.lifecycle.domain.Checked;
import dev.runtimebridge.lifecycle.domain.Refusal;
import dev.runtimebridge.schemas.v1.CommandRejected;

/** What the decider refuses, as the API does. */
public final class Rejections {
  private Rejections() {}

  /** The refusal that a rejection stands for. */
  public static <T> Checked<T> refused(CommandRejected rejection) {
    return Checked.refused(reason(rejection), rejection.getMessage());
  }

  private static Refusal.Reason reason(CommandRejected rejection) {
    return switch (rejection.getReason()) {
      case ALREADY_EXISTS -> Refusal.Reason.ALREADY_EXISTS;
      case NOT_FOUND -> Refusal.Reason.NOT_FOUND;
      case INVALID_VALUE -> Refusal.Reason.INVALID_VALUE;
      case POOL_NOT_EMPTY -> Refusal.Reason.POOL_NOT_EMPTY;
      case NOT_ENABLED -> Refusal.Reason.NOT_ENABLED;
      case NOT_POSSIBLE_NOW -> Refusal.Reason.NOT_POSSIBLE_NOW;
      case STALE_VERSION -> Refusal.Reason.STALE_VERSION;
      case INTERNAL_ERROR, REJECTION_REASON_UNSPECIFIED, UNRECOGNIZED ->
          Refusal.Reason.INTERNAL_ERROR;
    };
  }
}
