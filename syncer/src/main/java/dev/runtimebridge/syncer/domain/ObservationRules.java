package dev.runtimebridge.syncer.domain;

import dev.runtimebridge.syncer.domain.Input.Observed;
import dev.runtimebridge.syncer.domain.Observation.CallOutcomeSeen;
import dev.runtimebridge.syncer.domain.Observation.ChainStateLoaded;
import dev.runtimebridge.syncer.domain.Observation.ChainStateLoading;
import dev.runtimebridge.syncer.domain.Observation.HeightsSeen;
import dev.runtimebridge.syncer.domain.Observation.RequestFailed;
import dev.runtimebridge.syncer.domain.Observation.RuntimeInitialized;
import dev.runtimebridge.syncer.domain.Observation.RuntimeSeen;
import dev.runtimebridge.syncer.domain.Observation.SessionOpened;
import dev.runtimebridge.syncer.domain.WorkerState.Active;
import dev.runtimebridge.syncer.domain.WorkerState.Disabled;
import dev.runtimebridge.syncer.domain.WorkerState.Removed;
import dev.runtimebridge.syncer.domain.WorkerState.Unseen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a session's observations lead to. */
final class ObservationRules {
  private final TipPolicy policy;

  ObservationRules(TipPolicy policy) {
    this.policy = policy;
  }

  Decision<WorkerEvent> decide(WorkerState now, Observed observed) {
    if (observed.observation() instanceof CallOutcomeSeen(var result, var block)) {
      return awaits(now, result.requestId())
          ? new Decision.Accepted<>(List.of())
          : new Decision.Ignored<>("nothing waits for that request");
    }
    if (!(now instanceof Active active)) {
      return new Decision.Ignored<>("the worker is not driven");
    }
    if (observed.observation() instanceof SessionOpened) {
      return observed.epoch() > active.epoch()
          ? Decision.accepted(new WorkerEvent.SessionBegan(observed.epoch(), observed.driver()))
          : new Decision.Ignored<>("a session of epoch %d exists".formatted(active.epoch()));
    }
    return counts(active, observed)
        ? new Decision.Accepted<>(events(active, observed.observation()))
        : new Decision.Ignored<>("another session drives the worker");
  }

  private static boolean awaits(WorkerState now, String requestId) {
    return switch (now) {
      case Active active -> LifeRules.awaits(active.life(), requestId);
      case Disabled disabled -> LifeRules.awaits(disabled.life(), requestId);
      case Removed removed -> LifeRules.awaits(removed.life(), requestId);
      case Unseen unseen -> false;
    };
  }

  static WorkerState watch(WorkerState now, Observed observed) {
    if (!(now instanceof Active active) || !counts(active, observed)) {
      return now;
    }
    return switch (observed.observation()) {
      case RuntimeSeen(var facts) ->
          active.read(new Progress(facts, observed.time(), reach(active)));
      case HeightsSeen seen ->
          active
              .progress()
              .map(before -> active.read(advanced(before, seen, observed.time())))
              .orElse(active);
      case RequestFailed(var failure) -> active.with(Optional.of(failure));
      case SessionOpened opened -> active;
      case RuntimeInitialized initialized -> active;
      case ChainStateLoading loading -> active;
      case ChainStateLoaded loaded -> active;
      case Observation.FactsSeen(var facts) ->
          isLate(active, facts) ? active : active.living(active.life().knowing(facts));
      case Observation.RegistrationInfoSeen seen -> active;
      case Observation.EndpointsSigned signed -> active;
      case Observation.CheckpointTaken taken -> active;
      case Observation.RuntimeKicked kicked -> active;
      case Observation.ErrandFailed failed -> active;
      case Observation.EgressSeen seen -> active;
      case Observation.CallOutcomeSeen seen -> active;
    };
  }

  private static boolean counts(Active active, Observed observed) {
    return observed.epoch() == active.epoch() && observed.driver().equals(active.driver());
  }

  private List<WorkerEvent> events(Active active, Observation observation) {
    return switch (observation) {
      case SessionOpened opened -> List.of();
      case RuntimeSeen(var facts) -> seen(active, facts);
      case RuntimeInitialized(var key, var genesis) ->
          recovered(active, new WorkerEvent.RuntimeInitialized(key, genesis));
      case ChainStateLoading(var block) -> List.of(new WorkerEvent.StateLoadingBegan(block));
      case ChainStateLoaded(var block) ->
          recovered(active, new WorkerEvent.ChainStateLoaded(block));
      case HeightsSeen heights -> advanced(active, heights);
      case RequestFailed(var failure) -> failed(active, failure);
      case Observation.FactsSeen(var facts) ->
          !isLate(active, facts) && active.life().facts().map(facts::isNewsAfter).orElse(true)
              ? List.of(new WorkerEvent.FactsChanged(facts))
              : List.of();
      case Observation.RegistrationInfoSeen seen -> List.of();
      case Observation.EndpointsSigned signed -> List.of();
      case Observation.CheckpointTaken taken -> List.of();
      case Observation.RuntimeKicked kicked -> List.of();
      case Observation.ErrandFailed failed -> List.of();
      case Observation.EgressSeen seen -> List.of();
      case Observation.CallOutcomeSeen seen -> List.of();
    };
  }

  /** Facts of an earlier block than those known, as after a change of who reports them. */
  private static boolean isLate(Active active, WorkerFacts facts) {
    return active
        .life()
        .facts()
        .filter(known -> known.publicKey().equals(facts.publicKey()))
        .map(known -> facts.blockNumber() < known.blockNumber())
        .orElse(false);
  }

  private static List<WorkerEvent> seen(Active active, RuntimeFacts facts) {
    List<WorkerEvent> events = new ArrayList<>(2);
    Optional<WorkerEvent> wentBack = wentBack(active, facts.heights());
    wentBack.ifPresent(events::add);
    if (!facts.initialized() && active.stage() != Stage.INITIALIZING) {
      events.add(new WorkerEvent.InitializationBegan());
    } else if (facts.initialized() && active.stage() == Stage.KICKED && wentBack.isEmpty()) {
      events.add(new WorkerEvent.SyncingBegan(facts.heights()));
    }
    return events;
  }

  private List<WorkerEvent> advanced(Active active, HeightsSeen seen) {
    List<WorkerEvent> events = new ArrayList<>(4);
    if (active.retry().isPresent()) {
      events.add(new WorkerEvent.Recovered());
    }
    Optional<WorkerEvent> wentBack = wentBack(active, seen.heights());
    wentBack.ifPresent(events::add);
    boolean wasAtTip = active.stage().isAtTip() && wentBack.isEmpty();
    if (active.stage() != Stage.SYNCING && !active.stage().isAtTip()) {
      events.add(new WorkerEvent.SyncingBegan(seen.heights()));
    }
    if (!wasAtTip && policy.atTip(seen.heights(), seen.reach())) {
      events.add(
          new WorkerEvent.TipReached(
              seen.heights().nextRelayHeader() - 1, seen.heights().nextParaBlock() - 1));
    }
    if (wasAtTip && policy.fellBehind(seen.heights(), seen.reach())) {
      events.add(new WorkerEvent.FellBehind(seen.heights(), seen.reach()));
    }
    return events;
  }

  /** The first of its kind and then ever fewer: a worker that is dead for a year stays readable. */
  private static List<WorkerEvent> failed(Active active, Failure failure) {
    boolean news = active.retry().map(last -> last.kind() != failure.kind()).orElse(true);
    boolean powerOfTwo = Integer.bitCount(failure.attempt()) == 1;
    return news || powerOfTwo ? List.of(new WorkerEvent.RetryScheduled(failure)) : List.of();
  }

  private static List<WorkerEvent> recovered(Active active, WorkerEvent event) {
    return active.retry().isPresent()
        ? List.of(new WorkerEvent.Recovered(), event)
        : List.of(event);
  }

  private static Optional<WorkerEvent> wentBack(Active active, Heights heights) {
    return active
        .progress()
        .map(progress -> progress.facts().heights())
        .filter(heights::wentBackFrom)
        .map(before -> new WorkerEvent.HeightsWentBack(before, heights));
  }

  private static Reach reach(Active active) {
    return active.progress().map(Progress::reach).orElse(Reach.UNKNOWN);
  }

  private static Progress advanced(Progress before, HeightsSeen seen, Instant time) {
    return new Progress(before.facts().at(seen.heights(), seen.stateRoot()), time, seen.reach());
  }
}
