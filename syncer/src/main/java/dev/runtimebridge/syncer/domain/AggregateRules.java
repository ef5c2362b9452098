package dev.runtimebridge.syncer.domain;

import dev.runtimebridge.syncer.domain.Event.CommandRejected;
import dev.runtimebridge.syncer.domain.Input.Commanded;
import dev.runtimebridge.syncer.domain.Input.Observed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Applies inputs to pools and workers: once each, with a sequence number for each event. */
public final class AggregateRules {
  private final WorkerDecider workers;

  /** Rules by which a worker is at the tip as {@code tip} says, and lives on from there. */
  public AggregateRules(TipPolicy tip, LifePolicy life) {
    this.workers = new WorkerDecider(tip, life);
  }

  /**
   * What came of an input.
   *
   * @param after the aggregate afterwards
   * @param events new events; the last has the sequence number of {@code after}
   */
  public record Outcome(Aggregate after, List<Event> events) {
    /** Copies the list. */
    public Outcome {
      events = List.copyOf(events);
    }
  }

  /** What {@code input} makes of {@code now}, which is known by {@code id}. */
  public Outcome apply(AggregateId id, Aggregate now, Input input) {
    return switch (input) {
      case Commanded commanded ->
          now.hasApplied(commanded.id())
              ? new Outcome(now, List.of())
              : decided(id, now.remembering(commanded.id()), commanded);
      case Observed observed -> watched(decided(id, now, observed), observed);
    };
  }

  /** What {@code event} makes of {@code now}, live and on replay alike. */
  public static AggregateState evolve(AggregateState now, Event event, Instant at) {
    return switch (event) {
      case CommandRejected rejected -> now;
      case PoolEvent pool when now instanceof PoolState state -> PoolDecider.evolve(state, pool);
      case WorkerEvent worker when now instanceof WorkerState state ->
          WorkerDecider.evolve(state, worker, at);
      case PoolEvent pool -> throw misplaced(now, event);
      case WorkerEvent worker -> throw misplaced(now, event);
    };
  }

  private Outcome decided(AggregateId id, Aggregate now, Input input) {
    return switch (decide(now.state(), input, new EventIds(id, now.sequence()))) {
      case Decision.Accepted<? extends Event>(var events) -> evolved(now, events, input.time());
      case Decision.Rejected<? extends Event>(var reason, var message) ->
          evolved(now, List.of(new CommandRejected(reason, message)), input.time());
      case Decision.Ignored<? extends Event> ignored -> new Outcome(now, List.of());
    };
  }

  private Decision<? extends Event> decide(AggregateState now, Input input, EventIds ids) {
    return switch (now) {
      case WorkerState worker -> workers.decide(worker, input, ids);
      case PoolState pool ->
          switch (input) {
            case Commanded(var id, var time, PoolCommand command) ->
                PoolDecider.decide(pool, command);
            case Commanded(var id, var time, WorkerCommand command) ->
                Decision.rejected(
                    RejectionReason.INVALID_VALUE,
                    "a pool was sent the worker's command " + command.getClass().getSimpleName());
            case Observed observed -> new Decision.Ignored<PoolEvent>("pools have no sessions");
          };
    };
  }

  private static Outcome evolved(Aggregate now, List<? extends Event> events, Instant at) {
    Aggregate after = now;
    List<Event> all = new ArrayList<>(events.size());
    for (Event event : events) {
      after = after.after(evolve(after.state(), event, at));
      all.add(event);
    }
    return new Outcome(after, all);
  }

  private static Outcome watched(Outcome outcome, Observed observed) {
    return outcome.after().state() instanceof WorkerState worker
        ? new Outcome(
            outcome.after().showing(WorkerDecider.watch(worker, observed)), outcome.events())
        : outcome;
  }

  private static IllegalStateException misplaced(AggregateState now, Event event) {
    return new IllegalStateException(
        "the event %s does not fit the state %s".formatted(event, now));
  }
}
