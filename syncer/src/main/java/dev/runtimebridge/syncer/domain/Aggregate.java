package dev.runtimebridge.syncer.domain;

import java.util.ArrayList;
import java.util.List;

/**
 * A pool or a worker as it is kept: its state, how many events led to it, and what must not act
 * twice.
 *
 * @param state the state
 * @param sequence number of the last event, 0 before the first
 * @param appliedCommands ids of the newest commands, oldest first
 */
public record Aggregate(AggregateState state, long sequence, List<String> appliedCommands) {
  /** How many command ids are remembered. */
  public static final int REMEMBERED_COMMANDS = 64;

  /** Copies the list. */
  public Aggregate {
    appliedCommands = List.copyOf(appliedCommands);
  }

  /** One that nothing has happened to. */
  public static Aggregate unseen(AggregateId id) {
    return new Aggregate(
        id.isPool() ? new PoolState.Unseen() : new WorkerState.Unseen(), 0, List.of());
  }

  /** Whether the command of that id has acted already. */
  public boolean hasApplied(String commandId) {
    return appliedCommands.contains(commandId);
  }

  /** The same after that command, which has acted. */
  public Aggregate remembering(String commandId) {
    List<String> ids = new ArrayList<>(appliedCommands);
    ids.add(commandId);
    int surplus = Math.max(0, ids.size() - REMEMBERED_COMMANDS);
    return new Aggregate(state, sequence, ids.subList(surplus, ids.size()));
  }

  Aggregate after(AggregateState newState) {
    return new Aggregate(newState, sequence + 1, appliedCommands);
  }

  Aggregate showing(AggregateState newState) {
    return new Aggregate(newState, sequence, appliedCommands);
  }
}
