package dev.runtimebridge.lifecycle.domain;

import dev.runtimebridge.schemas.v1.CallFailure;

/** Failures of calls as the chain's runtime names them. */
public final class FailureWords {
  private FailureWords() {}

  /** Pallet and error, such as {@code PhalaMq.BadSequence}; empty if it has no name. */
  public static String name(CallFailure failure) {
    return failure.getPallet().isEmpty()
        ? failure.getName()
        : failure.getPallet() + "." + failure.getName();
  }

  /** Its name and what was said of it, as far as there is any. */
  public static String text(CallFailure failure) {
    String name = name(failure);
    if (name.isEmpty()) {
      return failure.getMessage();
    }
    return failure.getMessage().isEmpty() ? name : name + ": " + failure.getMessage();
  }
}
