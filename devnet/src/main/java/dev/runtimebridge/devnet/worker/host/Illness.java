package dev.runtimebridge.devnet.worker.host;

import java.time.Duration;

/** How a worker answers while it is ill. */
public sealed interface Illness {
  /** As pRuntime does. */
  record None() implements Illness {}

  /** Never. */
  record Stalling() implements Illness {}

  /** By closing the connection. */
  record Dropping() implements Illness {}

  /** As if it were executing blocks. */
  record Busy() implements Illness {}

  /** Late. */
  record Slow(Duration delay) implements Illness {}

  /** With a web page. */
  record NotAPRuntime() implements Illness {}
}
