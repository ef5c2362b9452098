package dev.runtimebridge.lifecycle.command;

import dev.runtimebridge.schemas.v1.AggregateStateRecord;
import dev.runtimebridge.schemas.v1.WorkerEventRecord;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Commands whose outcome is awaited, at most one for each pool or worker. Fed by the thread that
 * reads the log, after it has updated the tables, so that who gets an outcome finds it there too.
 */
public final class PendingCommands {
  private final Map<String, Pending> byAggregate = new ConcurrentHashMap<>();

  CompletableFuture<Outcome> await(String aggregateId, String commandId) {
    var pending = new Pending(commandId);
    if (byAggregate.putIfAbsent(aggregateId, pending) != null) {
      throw new IllegalStateException("two commands for %s at once".formatted(aggregateId));
    }
    return pending.outcome;
  }

  void forget(String aggregateId) {
    byAggregate.remove(aggregateId);
  }

  /** An event came back from the log. */
  public void onEvent(WorkerEventRecord event) {
    Pending pending = byAggregate.get(event.getAggregateId());
    if (pending != null && pending.commandId.equals(event.getMeta().getCause())) {
      pending.decided(event);
    }
  }

  /** A state came back from the log; it may come before or after its event. */
  public void onState(AggregateStateRecord state) {
    Pending pending = byAggregate.get(state.getAggregateId());
    if (pending != null) {
      pending.reached(state);
    }
  }

  private static final class Pending {
    private final String commandId;
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private @Nullable WorkerEventRecord event;
    private @Nullable AggregateStateRecord state;

    Pending(String commandId) {
      this.commandId = commandId;
    }

    synchronized void decided(WorkerEventRecord decision) {
      if (decision.hasCommandRejected()) {
        outcome.complete(new Outcome.Rejected(decision.getCommandRejected()));
      } else if (event == null) {
        event = decision;
        completeIfBothAreThere();
      }
    }

    synchronized void reached(AggregateStateRecord newer) {
      state = newer;
      completeIfBothAreThere();
    }

    private void completeIfBothAreThere() {
      if (event != null
          && state != null
          && Long.compareUnsigned(state.getSequence(), event.getMeta().getSequence()) >= 0) {
        outcome.complete(new Outcome.Done(state));
      }
    }
  }
}
