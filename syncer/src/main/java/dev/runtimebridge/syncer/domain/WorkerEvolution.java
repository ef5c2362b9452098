package dev.runtimebridge.syncer.domain;

import dev.runtimebridge.syncer.domain.WorkerEvent.CallEnded;
import dev.runtimebridge.syncer.domain.WorkerEvent.CallRequested;
import dev.runtimebridge.syncer.domain.WorkerEvent.ChainStateLoaded;
import dev.runtimebridge.syncer.domain.WorkerEvent.ErrandBegan;
import dev.runtimebridge.syncer.domain.WorkerEvent.ErrandEnded;
import dev.runtimebridge.syncer.domain.WorkerEvent.FactsChanged;
import dev.runtimebridge.syncer.domain.WorkerEvent.FellBehind;
import dev.runtimebridge.syncer.domain.WorkerEvent.HeightsWentBack;
import dev.runtimebridge.syncer.domain.WorkerEvent.InitializationBegan;
import dev.runtimebridge.syncer.domain.WorkerEvent.MessageEnded;
import dev.runtimebridge.syncer.domain.WorkerEvent.MessageForwarded;
import dev.runtimebridge.syncer.domain.WorkerEvent.Recovered;
import dev.runtimebridge.syncer.domain.WorkerEvent.RetryScheduled;
import dev.runtimebridge.syncer.domain.WorkerEvent.RuntimeInitialized;
import dev.runtimebridge.syncer.domain.WorkerEvent.SessionBegan;
import dev.runtimebridge.syncer.domain.WorkerEvent.StageEntered;
import dev.runtimebridge.syncer.domain.WorkerEvent.StateLoadingBegan;
import dev.runtimebridge.syncer.domain.WorkerEvent.SyncingBegan;
import dev.runtimebridge.syncer.domain.WorkerEvent.TargetChanged;
import dev.runtimebridge.syncer.domain.WorkerEvent.TipReached;
import dev.runtimebridge.syncer.domain.WorkerEvent.WorkerCreated;
import dev.runtimebridge.syncer.domain.WorkerEvent.WorkerDeleted;
import dev.runtimebridge.syncer.domain.WorkerEvent.WorkerRestarted;
import dev.runtimebridge.syncer.domain.WorkerEvent.WorkerStarted;
import dev.runtimebridge.syncer.domain.WorkerEvent.WorkerStopped;
import dev.runtimebridge.syncer.domain.WorkerEvent.WorkerUpdated;
import dev.runtimebridge.syncer.domain.WorkerState.Active;
import dev.runtimebridge.syncer.domain.WorkerState.Disabled;
import dev.runtimebridge.syncer.domain.WorkerState.Removed;
import dev.runtimebridge.syncer.domain.WorkerState.Unseen;
import java.time.Instant;
import java.util.Optional;

/** What each event makes of a worker's state. */
final class WorkerEvolution {
  private WorkerEvolution() {}

  static WorkerState evolve(WorkerState now, WorkerEvent event, Instant at) {
    return switch (now) {
      case Unseen unseen -> born(now, 0, ChainLife.NEW, event, at);
      case Removed removed -> born(removed, event, at);
      case Disabled disabled -> evolve(disabled, event, at);
      case Active active -> evolve(active, event, at);
    };
  }

  private static WorkerState born(Removed now, WorkerEvent event, Instant at) {
    return event instanceof WorkerCreated
        ? born(now, now.epoch(), now.life(), event, at)
        : now.living(LifeEvolution.evolve(now.life(), event, at));
  }

  private static WorkerState born(
      WorkerState now, long epoch, ChainLife life, WorkerEvent event, Instant at) {
    if (!(event instanceof WorkerCreated(var config))) {
      return now;
    }
    return config.enabled()
        ? starting(config, epoch + 1, Optional.empty(), life.again(), at)
        : new Disabled(config, epoch + 1, at, Optional.empty(), life.again());
  }

  private static WorkerState evolve(Disabled now, WorkerEvent event, Instant at) {
    if (event instanceof WorkerUpdated(var config)) {
      ChainLife life = configured(now.life(), now.config(), config);
      return new Disabled(config, now.epoch(), now.since(), now.progress(), life);
    }
    if (event instanceof WorkerStarted) {
      return starting(
          now.config().withEnabled(true), now.epoch() + 1, now.progress(), now.life(), at);
    }
    if (event instanceof WorkerDeleted) {
      return new Removed(now.config(), now.epoch(), at, now.life());
    }
    return now.living(LifeEvolution.evolve(now.life(), event, at));
  }

  private static WorkerState evolve(Active now, WorkerEvent event, Instant at) {
    return switch (event) {
      case WorkerCreated created -> now;
      case WorkerUpdated(var config) -> updated(now, config, at);
      case WorkerDeleted() ->
          new Removed(now.config(), now.epoch() + 1, at, now.life().withoutErrand());
      case WorkerStarted() -> now;
      case WorkerStopped() ->
          new Disabled(
              now.config().withEnabled(false),
              now.epoch() + 1,
              at,
              now.progress(),
              now.life().withoutErrand());
      case WorkerRestarted() ->
          starting(now.config(), now.epoch() + 1, now.progress(), now.life().retrying(), at);
      case SessionBegan(var epoch, var driver) ->
          new Active(
              now.config(),
              epoch,
              driver,
              Stage.STARTING,
              at,
              Optional.empty(),
              now.progress(),
              now.life());
      case InitializationBegan() -> now.at(Stage.INITIALIZING, at);
      case RuntimeInitialized initialized -> now;
      case StateLoadingBegan loading -> now.at(Stage.LOADING_STATE, at);
      case ChainStateLoaded loaded -> now;
      case SyncingBegan syncing -> now.at(Stage.SYNCING, at);
      case TipReached reached -> now.at(Stage.AT_TIP, at);
      case FellBehind behind -> now.at(Stage.SYNCING, at);
      case HeightsWentBack wentBack -> now.at(Stage.SYNCING, at);
      case RetryScheduled(var failure) -> now.with(Optional.of(failure));
      case Recovered() -> now.with(Optional.empty());
      case StageEntered entered ->
          now.at(entered.stage(), at).living(now.life().entering(now.stage(), entered));
      case FactsChanged changed -> living(now, event, at);
      case TargetChanged changed -> living(now, event, at);
      case ErrandBegan began -> living(now, event, at);
      case ErrandEnded ended -> living(now, event, at);
      case CallRequested requested -> living(now, event, at);
      case CallEnded ended -> living(now, event, at);
      case MessageForwarded forwarded -> living(now, event, at);
      case MessageEnded ended -> living(now, event, at);
    };
  }

  private static Active updated(Active now, WorkerConfig config, Instant at) {
    ChainLife life = configured(now.life(), now.config(), config);
    return config.endpoint().equals(now.config().endpoint())
        ? now.living(life).configured(config)
        : starting(config, now.epoch() + 1, Optional.empty(), life.withoutErrand(), at);
  }

  private static ChainLife configured(ChainLife life, WorkerConfig before, WorkerConfig config) {
    return config.equals(before) ? life : life.changed();
  }

  private static Active living(Active now, WorkerEvent event, Instant at) {
    return now.living(LifeEvolution.evolve(now.life(), event, at));
  }

  private static Active starting(
      WorkerConfig config, long epoch, Optional<Progress> progress, ChainLife life, Instant at) {
    return new Active(config, epoch, "", Stage.STARTING, at, Optional.empty(), progress, life);
  }
}
