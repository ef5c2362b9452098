package dev.runtimebridge.solo.simulation;

import java.time.Duration;

/** What is wrong with the cluster at present. */
final class Troubles {
  /** One call in so many fails, 0 for none. */
  int failsOneIn;

  /** Whether anything is asked of it in vain. */
  boolean away;

  /** Something goes wrong, or becomes well again. */
  void disturb(Scheduler scheduler) {
    if (scheduler.oneIn(4)) {
      away = true;
      scheduler.note("the cluster is away");
      scheduler.after(
          scheduler.between(Duration.ofSeconds(1), Duration.ofSeconds(40)), () -> away = false);
    } else {
      failsOneIn = scheduler.oneIn(2) ? 10 + scheduler.chance().nextInt(40) : 0;
    }
  }

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
