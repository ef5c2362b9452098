package dev.runtimebridge.solo.simulation;

import java.util.Optional;

/**
 * Whether the laws hold so far. The first that does not ends the run: whoever looked may be deep in
 * code that would take an exception for a failure of its own.
 */
final class Verdict {
  private final Scheduler scheduler;
  private Optional<BrokenLaw> broken = Optional.empty();

  Verdict(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /** Breaks {@code law} unless {@code holds}. */
  @SuppressWarnings("AnnotateFormatMethod")
  void require(Law law, boolean holds, String how, Object... values) {
    if (!holds && broken.isEmpty()) {
      broken = Optional.of(new BrokenLaw(law, how.formatted(values)));
      scheduler.note("BROKEN " + broken.get().getMessage());
      scheduler.stop();
    }
  }

  /** The first law that was broken. */
  Optional<BrokenLaw> broken() {
    return broken;
  }
}
