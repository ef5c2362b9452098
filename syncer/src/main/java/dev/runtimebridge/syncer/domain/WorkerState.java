package dev.runtimebridge.syncer.domain;

import dev.runtimebridge.substrate.Bytes;
import java.time.Instant;
import java.util.Optional;

/**
 * A worker's state, rebuilt from its events and never set.
 *
 * <pre>
 * Unseen ──► Active ⇄ Disabled          Active: STARTING ─► INITIALIZING ─► LOADING_STATE ─► SYNCING ⇄ AT_TIP
 *              │          │                        (any) ⇄ waiting to retry
 *              └► Removed ◄┘ ──► Active or Disabled again
 * </pre>
 *
 * <p>The epoch grows with each session and with each command that ends one, and never shrinks: what
 * a session of an earlier epoch says does not count.
 */
public sealed interface WorkerState extends AggregateState {
  /** Never heard of. */
  record Unseen() implements WorkerState {}

  /** Known and left alone. */
  record Disabled(
      WorkerConfig config, long epoch, Instant since, Optional<Progress> progress, ChainLife life)
      implements WorkerState {

    Disabled living(ChainLife newLife) {
      return new Disabled(config, epoch, since, progress, newLife);
    }
  }

  /**
   * Driven by a session.
   *
   * @param config what the operator says
   * @param epoch number of the newest session
   * @param driver process that holds this session; empty while none has opened
   * @param stage how far it has come
   * @param since since when it is at this stage
   * @param retry what failed last, while it has not succeeded since
   * @param progress newest reading
   * @param life on the chain
   */
  record Active(
      WorkerConfig config,
      long epoch,
      String driver,
      Stage stage,
      Instant since,
      Optional<Failure> retry,
      Optional<Progress> progress,
      ChainLife life)
      implements WorkerState {

    /** The key that pRuntime told last, if it has told one. */
    public Optional<Bytes> publicKey() {
      return progress.flatMap(read -> read.facts().key());
    }

    /**
     * Whether {@code newest} is to be reported: it says something else than what is known, or is
     * what a call or a message waits for, or is much newer.
     */
    public boolean lacks(WorkerFacts newest) {
      return life.facts().map(known -> FactsNews.worthTelling(this, known, newest)).orElse(true);
    }

    Active living(ChainLife newLife) {
      return new Active(config, epoch, driver, stage, since, retry, progress, newLife);
    }

    Active at(Stage newStage, Instant at) {
      Instant newSince = newStage == stage ? since : at;
      return new Active(config, epoch, driver, newStage, newSince, retry, progress, life);
    }

    Active with(Optional<Failure> newRetry) {
      return new Active(config, epoch, driver, stage, since, newRetry, progress, life);
    }

    Active read(Progress newProgress) {
      return new Active(config, epoch, driver, stage, since, retry, Optional.of(newProgress), life);
    }

    Active configured(WorkerConfig newConfig) {
      return new Active(newConfig, epoch, driver, stage, since, retry, progress, life);
    }
  }

  /** Was there; may be created again under the same name. */
  record Removed(WorkerConfig config, long epoch, Instant since, ChainLife life)
      implements WorkerState {

    Removed living(ChainLife newLife) {
      return new Removed(config, epoch, since, newLife);
    }
  }
}
