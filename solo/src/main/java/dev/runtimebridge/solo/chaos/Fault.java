package dev.runtimebridge.solo.chaos;

import java.io.IOException;
import java.util.Set;

/** Something that is broken, and mended a while later. Both are done by one thread. */
interface Fault {

  /** What it is called in the table: what is done to which part. */
  String name();

  /** Whom it hits and how, for who reads the run. */
  String detail();

  /** Breaks it. */
  void begin() throws IOException, InterruptedException;

  /** Mends it. */
  void end() throws IOException, InterruptedException;

  /**
   * Whether the bridge has to go on while it lasts, so that its recovery is counted from the
   * beginning; else from the end.
   */
  boolean isSurvivable();

  /** Whether it is over as soon as it began, however long the plan would keep it up. */
  default boolean isBrief() {
    return false;
  }

  /** What shows that it was recovered from. */
  Set<Sign> signs();
}
