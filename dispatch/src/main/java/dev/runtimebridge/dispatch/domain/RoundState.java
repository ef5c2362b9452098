package dev.runtimebridge.dispatch.domain;

import dev.runtimebridge.dispatch.domain.RoundEvent.RoundOpened;
import dev.runtimebridge.dispatch.domain.RoundEvent.RoundSettled;
import dev.runtimebridge.dispatch.domain.RoundEvent.TaskEnded;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a round has come to.
 *
 * <pre>
 * Unopened ─► Open ─► Settled ─► Released
 * </pre>
 */
public sealed interface RoundState {
  /** Has not begun. */
  record Unopened() implements RoundState {}

  /**
   * Tasks are being computed.
   *
   * @param opened how it began
   * @param ended tasks that are over, as they ended
   */
  record Open(RoundOpened opened, List<TaskEnded> ended) implements RoundState {
    /** Copies. */
    public Open {
      ended = List.copyOf(ended);
    }

    /** How a worker's task ended; empty while it is open. */
    public Optional<TaskOutcome> outcome(String worker) {
      return ended.stream()
          .filter(task -> task.worker().equals(worker))
          .map(TaskEnded::outcome)
          .findAny();
    }

    private Open and(TaskEnded task) {
      var more = new ArrayList<>(ended);
      more.add(task);
      return new Open(opened, more);
    }
  }

  /** Shared out; the shares are frozen. */
  record Settled(RoundSettled settled) implements RoundState {}

  /** Over. */
  record Released() implements RoundState {}

  /** The state after an event. */
  static RoundState evolve(RoundState now, RoundEvent event) {
    return switch (event) {
      case RoundOpened opened -> new Open(opened, List.of());
      case TaskEnded task when now instanceof Open open -> open.and(task);
      case TaskEnded _ -> throw new IllegalStateException("a task ended in a round that is " + now);
      case RoundSettled settled -> new Settled(settled);
      case RoundEvent.RewardsReleased _ -> new Released();
    };
  }
}
