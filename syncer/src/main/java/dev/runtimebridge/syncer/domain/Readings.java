package dev.runtimebridge.syncer.domain;

import dev.runtimebridge.syncer.domain.WorkerState.Active;
import dev.runtimebridge.syncer.domain.WorkerState.Disabled;
import dev.runtimebridge.syncer.domain.WorkerState.Removed;
import dev.runtimebridge.syncer.domain.WorkerState.Unseen;
import java.util.Optional;

/**
 * What sessions read and no event tells: how far a worker is, how often it has failed by now, the
 * chain's values that move with every block, and that a call is over since these show it. A history
 * that is replayed does not bring it back, so it is taken over from the state that is shown; what
 * an event would have told is not.
 */
public final class Readings {
  private Readings() {}

  /**
   * {@code replayed}, which events alone have led to, with the readings of {@code shown}. If both
   * are of the same events, it equals {@code shown}.
   */
  public static AggregateState onto(AggregateState replayed, AggregateState shown) {
    return switch (replayed) {
      case PoolState pool -> pool;
      case Unseen unseen -> unseen;
      case Active active when shown instanceof Active other ->
          new Active(
              active.config(),
              active.epoch(),
              active.driver(),
              active.stage(),
              active.since(),
              retry(active.retry(), other.retry()),
              other.progress(),
              life(active.life(), other.life()));
      case Disabled disabled when shown instanceof Disabled other ->
          new Disabled(
              disabled.config(),
              disabled.epoch(),
              disabled.since(),
              other.progress(),
              life(disabled.life(), other.life()));
      case Removed removed when shown instanceof Removed other ->
          removed.living(life(removed.life(), other.life()));
      case Active active -> active;
      case Disabled disabled -> disabled;
      case Removed removed -> removed;
    };
  }

  /** Each failure of another kind is an event; of those of one kind most are not. */
  private static Optional<Failure> retry(Optional<Failure> replayed, Optional<Failure> shown) {
    boolean same = replayed.map(Failure::kind).equals(shown.map(Failure::kind));
    return same ? shown : replayed;
  }

  private static ChainLife life(ChainLife replayed, ChainLife shown) {
    Optional<WorkerFacts> newest =
        shown
            .facts()
            .filter(
                facts -> replayed.facts().map(known -> !facts.isNewsAfter(known)).orElse(false));
    return newest.map(replayed::knowing).orElse(replayed);
  }
}
