package dev.runtimebridge.dispatch.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.function.Executable;

/** What is refused, by name. */
final class Refusals {
  private Refusals() {}

  static void assertRefused(RefusedInput.Reason reason, Executable input) {
    assertEquals(reason, assertThrows(RefusedInput.class, input).reason());
  }
}
