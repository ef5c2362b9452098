package dev.runtimebridge.solo.simulation;

import com.google.protobuf.Message;
import dev.runtimebridge.schemas.v1.StoredAggregate;
import dev.runtimebridge.schemas.v1.WorkerEventRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is committed in the topics of workers, partition by partition: inputs, how far they were
 * taken in and in which order, the tables that came of them.
 */
final class WorkerTopics {
  private static final int PARTITIONS = 2;

  /** A record of an input topic. */
  record Input(String key, Message value, long timestamp) {}

  /** Which record of which topic was taken in. */
  record Taken(boolean command, int index) {}

  /** One partition of the topics that belong together. */
  static final class Partition {
    final List<Input> commands = new ArrayList<>();
    final List<Input> observations = new ArrayList<>();
    final List<Taken> taken = new ArrayList<>();
    final TreeMap<String, StoredAggregate> table = new TreeMap<>();
    int commandsRead;
    int observationsRead;

    /** Owners so far; only the newest may commit. */
    int generation;

    List<Input> topic(boolean commands) {
      return commands ? this.commands : observations;
    }
  }

  private final Verdict verdict;
  private final List<Partition> partitions = new ArrayList<>();
  private final Map<String, Long> sequences = new HashMap<>();

  /** How far tx.events was read for what became of calls, and by how many owners. */
  int outcomesRead;

  int outcomesGeneration;

  WorkerTopics(Verdict verdict) {
    this.verdict = verdict;
    for (int i = 0; i < PARTITIONS; i++) {
      partitions.add(new Partition());
    }
  }

  int count() {
    return partitions.size();
  }

  Partition partition(int number) {
    return partitions.get(number);
  }

  private Partition of(String key) {
    return partitions.get(Math.floorMod(key.hashCode(), partitions.size()));
  }

  void command(Input command) {
    of(command.key()).commands.add(command);
  }

  void observation(Input observation) {
    of(observation.key()).observations.add(observation);
  }

  /** The newest committed state of a worker or pool. */
  StoredAggregate state(String key) {
    return of(key).table.getOrDefault(key, StoredAggregate.getDefaultInstance());
  }

  /** An event is committed. */
  void event(WorkerEventRecord event) {
    long expected = sequences.merge(event.getAggregateId(), 1L, Long::sum);
    verdict.require(
        Law.LOG_IS_THE_TRUTH,
        event.getMeta().getSequence() == expected,
        "event %s of %s has number %d where %d belongs",
        event.getEventCase(),
        event.getAggregateId(),
        event.getMeta().getSequence(),
        expected);
  }

  /** Each input that counts as read was taken in, once. */
  void check() {
    for (Partition partition : partitions) {
      whole(partition, true, partition.commandsRead);
      whole(partition, false, partition.observationsRead);
    }
  }

  private void whole(Partition partition, boolean commands, int read) {
    int next = 0;
    for (Taken taken : partition.taken) {
      if (taken.command() == commands) {
        verdict.require(
            Law.LOG_IS_THE_TRUTH,
            taken.index() == next,
            "%s %d is taken in where %d belongs: %s",
            commands ? "command" : "observation",
            taken.index(),
            next,
            partition.topic(commands).get(next).value());
        next = taken.index() + 1;
      }
    }
    verdict.require(
        Law.LOG_IS_THE_TRUTH,
        next == read,
        "%d %s count as read, %d were taken in",
        read,
        commands ? "commands" : "observations",
        next);
  }
}
