package dev.runtimebridge.syncer.domain;

import dev.runtimebridge.syncer.domain.WorkerState.Active;
import dev.runtimebridge.syncer.domain.WorkerState.Disabled;
import dev.runtimebridge.syncer.domain.WorkerState.Removed;
import dev.runtimebridge.syncer.domain.WorkerState.Unseen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Events of one input while they are being decided, and the state that they lead to: each rule sees
 * what the rules before it have decided. For one decision on one thread.
 */
final class Draft {
  private final Instant at;
  private final String cause;
  private final EventIds ids;
  private final List<WorkerEvent> events = new ArrayList<>();
  private WorkerState state;

  Draft(WorkerState state, Input cause, EventIds ids) {
    this.state = state;
    this.at = cause.time();
    this.cause = cause.id();
    this.ids = ids;
  }

  void add(WorkerEvent event) {
    events.add(event);
    state = WorkerEvolution.evolve(state, event, at);
  }

  /** Goes on from a state with the newest reading. */
  void show(WorkerState newest) {
    state = newest;
  }

  WorkerState state() {
    return state;
  }

  Optional<Active> active() {
    return state instanceof Active active ? Optional.of(active) : Optional.empty();
  }

  ChainLife life() {
    return switch (state) {
      case Active active -> active.life();
      case Disabled disabled -> disabled.life();
      case Removed removed -> removed.life();
      case Unseen unseen -> ChainLife.NEW;
    };
  }

  Instant at() {
    return at;
  }

  /** Id of the errand that this input leads to; there is at most one. */
  String errandId() {
    return cause;
  }

  /** Id of the request that the next event asks for. */
  String requestId() {
    return ids.request(events.size());
  }

  List<WorkerEvent> events() {
    return List.copyOf(events);
  }
}
