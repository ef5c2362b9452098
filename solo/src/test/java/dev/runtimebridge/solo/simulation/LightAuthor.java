package dev.runtimebridge.solo.simulation;

import java.time.Duration;

/** Has the {@link LightChain} grow, with forks, pauses and upgrades until all is calm. */
final class LightAuthor {
  private static final Duration SLOT = Duration.ofSeconds(6);
  private static final int MOST_UPGRADES = 2;

  private final Scheduler scheduler;
  private final LightChain chain;
  private boolean calm;
  private int upgrades;

  /** An author that begins at once. */
  LightAuthor(Scheduler scheduler, LightChain chain) {
    this.scheduler = scheduler;
    this.chain = chain;
    slot();
  }

  void calmDown() {
    calm = true;
  }

  private void slot() {
    scheduler.after(
        SLOT,
        () -> {
          grow();
          slot();
        });
  }

  private void grow() {
    if (calm || !scheduler.oneIn(4)) {
      boolean upgrade = !calm && upgrades < MOST_UPGRADES && scheduler.oneIn(30);
      upgrades += upgrade ? 1 : 0;
      chain.author(calm, upgrade);
    }
    if (calm || !scheduler.oneIn(3)) {
      chain.settle(calm ? 2 : 1 + scheduler.chance().nextInt(4));
    }
  }
}
