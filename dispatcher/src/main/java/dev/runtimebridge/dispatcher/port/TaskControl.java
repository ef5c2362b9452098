package dev.runtimebridge.dispatcher.port;

import java.util.Collection;

/** Has workers compute what the rounds ask for. Never blocks. */
public interface TaskControl {
  /**
   * What there is to do now.
   *
   * @param block that the rounds have come to
   * @param open all tasks that are open; others are given up
   */
  void reconcile(long block, Collection<OpenTask> open);

  /** Gives all tasks up: another process may decide on rounds. */
  void release();
}
