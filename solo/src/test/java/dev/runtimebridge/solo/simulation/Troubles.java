package dev.runtimebridge.solo.simulation;

/** What is wrong with the cluster at present. */
final class Troubles {
  /** One call in so many fails, 0 for none. */
  int failsOneIn;

  /** Whether anything is asked of it in vain. */
  boolean away;

  /** Whether the next call fails. */
  boolean strike(Scheduler scheduler) {
    return away || (failsOneIn > 0 && scheduler.oneIn(failsOneIn));
  }

  /** All is well. */
  void heal() {
    failsOneIn = 0;
    away = false;
  }
}
