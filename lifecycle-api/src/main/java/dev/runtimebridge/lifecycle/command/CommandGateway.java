package dev.runtimebridge.lifecycle.command;

import static dev.runtimebridge.lifecycle.domain.Refusal.Reason.STALE_VERSION;
import static dev.runtimebridge.lifecycle.domain.Refusal.Reason.TIMED_OUT;
import static dev.runtimebridge.lifecycle.domain.Refusal.Reason.TOO_MUCH;
import static dev.runtimebridge.lifecycle.domain.Refusal.Reason.UNAVAILABLE;

import com.google.protobuf.Timestamp;
import dev.runtimebridge.lifecycle.domain.Change;
import dev.runtimebridge.lifecycle.domain.Checked;
import dev.runtimebridge.lifecycle.domain.Command;
import dev.runtimebridge.lifecycle.domain.CommandKey;
import dev.runtimebridge.schemas.v1.AggregateStateRecord;
import dev.runtimebridge.schemas.v1.CommandRejected;
import dev.runtimebridge.schemas.v1.WorkerCommandRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries commands to the log and waits for what they lead to. Commands for one pool or worker, or
 * with a claim in common, go one after another, so that each is checked against the state that the
 * one before has left. Blocks the calling thread, up to a deadline; made for virtual threads.
 */
public final class CommandGateway {
  private static final Logger LOG = LoggerFactory.getLogger(CommandGateway.class);
  private static final int AT_ONCE = 1_024;
  private static final int LOCKS = 256;

  private final CommandLog log;
  private final PendingCommands pending;
  private final Duration timeout;
  private final Clock clock;
  private final EarlierAnswers earlier;
  private final Semaphore places = new Semaphore(AT_ONCE);
  private final ReentrantLock[] locks =
      Stream.generate(ReentrantLock::new).limit(LOCKS).toArray(ReentrantLock[]::new);

  /**
   * A gateway.
   *
   * @param pending is told of all events and states that the log has
   * @param timeout how long a call may take, its turn included
   * @param earlier knows what repeated commands have led to
   */
  public CommandGateway(
      CommandLog log,
      PendingCommands pending,
      Duration timeout,
      Clock clock,
      EarlierAnswers earlier) {
    this.log = log;
    this.pending = pending;
    this.timeout = timeout;
    this.clock = clock;
    this.earlier = earlier;
  }

  /**
   * Checks, publishes and waits. A command that was decided before is answered as it was then.
   *
   * @param change who asks, and what makes a repeated command the same
   * @param rule turns the request into a command by the state at the time that it is called
   * @return the state after the command's event, or why there is none
   */
  public Checked<AggregateStateRecord> execute(Change change, Supplier<Checked<Command>> rule) {
    return decidedBefore(change).orElseGet(() -> executeNow(change, rule));
  }

  private Optional<Checked<AggregateStateRecord>> decidedBefore(Change change) {
    return change.key().flatMap(earlier::to);
  }

  private Checked<AggregateStateRecord> executeNow(Change change, Supplier<Checked<Command>> rule) {
    if (!places.tryAcquire()) {
      return Checked.refused(
          TOO_MUCH, "%d commands are under way: try again in a moment".formatted(AT_ONCE));
    }
    try {
      // The first check tells whose turn to wait for; the second one sees what came before.
      return rule.get().then(command -> inTurn(command, change, rule));
    } catch (InterruptedRuntimeException e) {
      Thread.currentThread().interrupt();
      return Checked.refused(UNAVAILABLE, "the API is stopping: try again when it is back");
    } finally {
      places.release();
    }
  }

  private Checked<AggregateStateRecord> inTurn(
      Command first, Change change, Supplier<Checked<Command>> rule) {
    long deadline = System.nanoTime() + timeout.toNanos();
    Deque<ReentrantLock> held = new ArrayDeque<>();
    try {
      for (ReentrantLock turn : turns(first)) {
        if (!turn.tryLock(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
          return Checked.refused(
              TIMED_OUT,
              "other commands for %s took longer than %s: nothing was changed, try again"
                  .formatted(first.aggregateId(), timeout));
        }
        held.push(turn);
      }
      return decidedBefore(change)
          .orElseGet(() -> rule.get().then(command -> carryOut(first, command, change, deadline)));
    } catch (InterruptedException e) {
      throw new InterruptedRuntimeException(e);
    } finally {
      held.forEach(ReentrantLock::unlock);
    }
  }

  // Always in the same order, so that no two commands wait for each other.
  private List<ReentrantLock> turns(Command command) {
    return Stream.concat(Stream.of(command.aggregateId()), command.claims().stream())
        .map(key -> Math.floorMod(key.hashCode(), LOCKS))
        .distinct()
        .sorted()
        .map(index -> locks[index])
        .toList();
  }

  // Whose turn was waited for is not who would have to decide, if a name went over meanwhile.
  private Checked<AggregateStateRecord> carryOut(
      Command first, Command command, Change change, long deadline) {
    return first.aggregateId().equals(command.aggregateId())
        ? carryOut(record(command, change), change, deadline)
        : Checked.refused(
            STALE_VERSION,
            "the name of what this command is for is another's since a moment ago: see whose it is, and try again");
  }

  private Checked<AggregateStateRecord> carryOut(
      WorkerCommandRecord command, Change change, long deadline) {
    String aggregateId = command.getAggregateId();
    CompletableFuture<Outcome> outcome = pending.await(aggregateId, command.getId());
    try {
      // Decided between the last look and the beginning of waiting: nobody would tell it again.
      Optional<Checked<AggregateStateRecord>> before = decidedBefore(change);
      if (before.isPresent()) {
        return before.get();
      }
      CompletableFuture<?> published = log.publish(command).toCompletableFuture();
      published.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      return answer(outcome.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return Checked.refused(
          TIMED_OUT,
          "command %s for %s was not decided within %s: it may still be; see whether a syncer runs, then ask for the state before trying again"
              .formatted(command.getId(), aggregateId, timeout));
    } catch (ExecutionException e) {
      LOG.warn("Command not written: aggregateId={} error={}", aggregateId, e.toString());
      return Checked.refused(
          UNAVAILABLE,
          "the log did not confirm command %s for %s (%s): see whether Kafka runs, then ask for the state before trying again"
              .formatted(command.getId(), aggregateId, e.getCause()));
    } catch (InterruptedException e) {
      throw new InterruptedRuntimeException(e);
    } finally {
      pending.forget(aggregateId);
    }
  }

  private WorkerCommandRecord record(Command command, Change change) {
    Instant now = clock.instant();
    return command.content().toBuilder()
        .setId(change.key().map(CommandKey::id).orElseGet(() -> UUID.randomUUID().toString()))
        .setTime(Timestamp.newBuilder().setSeconds(now.getEpochSecond()).setNanos(now.getNano()))
        .setIssuedBy(change.issuedBy())
        .build();
  }

  private static Checked<AggregateStateRecord> answer(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done(AggregateStateRecord state) -> Checked.valid(state);
      case Outcome.Rejected(CommandRejected rejection) -> Rejections.refused(rejection);
    };
  }

  /** Carries an interrupt out of a function that may not throw it. */
  private static final class InterruptedRuntimeException extends RuntimeException {
    InterruptedRuntimeException(InterruptedException cause) {
      super(cause);
    }
  }
}
