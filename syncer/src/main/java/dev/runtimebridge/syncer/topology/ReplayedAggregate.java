package dev.runtimebridge.syncer.topology;

import dev.runtimebridge.schemas.v1.AggregateStateRecord;
import dev.runtimebridge.schemas.v1.WorkerCommandRecord;
import dev.runtimebridge.schemas.v1.WorkerEventRecord;
import dev.runtimebridge.syncer.domain.Aggregate;
import dev.runtimebridge.syncer.domain.AggregateId;
import dev.runtimebridge.syncer.domain.AggregateRules;
import dev.runtimebridge.syncer.domain.AggregateState;
import dev.runtimebridge.syncer.domain.PoolState;
import dev.runtimebridge.syncer.domain.Readings;
import java.time.Instant;
import java.util.List;

/**
 * A worker or a pool as the log alone makes it: folded from {@code worker.events} by the very rules
 * that made its live state, and never written. Immutable.
 *
 * @param id its key
 * @param state after the events so far
 * @param sequence number of the last of them, 0 before the first
 * @param time of the last of them
 */
public record ReplayedAggregate(AggregateId id, AggregateState state, long sequence, Instant time) {

  /**
   * Two versions of one state, each written anew by this version, so that only what they say
   * differs and not by which version it was said.
   *
   * @param rebuilt from events, with the readings of {@code live}
   * @param live as it is shown
   */
  public record Comparison(AggregateStateRecord rebuilt, AggregateStateRecord live) {
    /** Whether they are the same, entry for entry. */
    public boolean same() {
      return rebuilt.equals(live);
    }
  }

  /**
   * One that nothing has happened to.
   *
   * @throws UnreadableRecord if {@code key} is neither a worker's nor a pool's
   */
  public static ReplayedAggregate unseen(String key) {
    try {
      var id = new AggregateId(key);
      return new ReplayedAggregate(id, Aggregate.unseen(id).state(), 0, Instant.EPOCH);
    } catch (IllegalArgumentException e) {
      throw new UnreadableRecord(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * The same after one more event.
   *
   * @throws UnreadableRecord if this version cannot read it, or if it is none of such an aggregate
   */
  public ReplayedAggregate after(WorkerEventRecord event) {
    Instant at = Times.read(event.getMeta().getTime());
    try {
      AggregateState after = AggregateRules.evolve(state, EventReader.read(event), at);
      return new ReplayedAggregate(id, after, event.getMeta().getSequence(), at);
    } catch (IllegalStateException e) {
      throw new UnreadableRecord(String.valueOf(e.getMessage()), e);
    }
  }

  /** The state in the words of {@code worker.state}; without readings, which no event tells. */
  public AggregateStateRecord record() {
    return written(state).setTime(Times.write(time)).build();
  }

  /**
   * Puts what a session read (heights, attempts, values of the chain that move with each block) on
   * this state and holds it against {@code live}.
   *
   * @throws UnreadableRecord if {@code live} cannot be read
   */
  public Comparison against(AggregateStateRecord live) {
    AggregateState shown = StateCodec.state(live);
    return new Comparison(
        written(Readings.onto(state, shown)).build(),
        written(shown).setSequence(live.getSequence()).build());
  }

  /** Ids of the commands that are remembered after {@code command}, oldest first. */
  public static List<String> remembered(List<String> before, WorkerCommandRecord command) {
    var known = new Aggregate(new PoolState.Unseen(), 0, before);
    return known.hasApplied(command.getId())
        ? before
        : known.remembering(command.getId()).appliedCommands();
  }

  private AggregateStateRecord.Builder written(AggregateState from) {
    return StateCodec.state(from).setAggregateId(id.value()).setSequence(sequence);
  }
}
