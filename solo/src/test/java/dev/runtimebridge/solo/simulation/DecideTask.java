package dev.runtimebridge.solo.simulation;

import com.google.protobuf.Message;
import dev.runtimebridge.schemas.v1.StoredAggregate;
import dev.runtimebridge.schemas.v1.TransactionRequestRecord;
import dev.runtimebridge.schemas.v1.WorkerEventRecord;
import dev.runtimebridge.schemas.v1.WorkerObservationRecord;
import dev.runtimebridge.solo.simulation.WorkerTopics.Input;
import dev.runtimebridge.solo.simulation.WorkerTopics.Partition;
import dev.runtimebridge.solo.simulation.WorkerTopics.Taken;
import dev.runtimebridge.syncer.domain.AggregateRules;
import dev.runtimebridge.syncer.port.SessionControl;
import dev.runtimebridge.syncer.topology.SyncerTopology;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * One partition in the hands of one syncer, as Kafka Streams has it with exactly-once: what came of
 * the inputs, the table and how far they were read become durable together, or not at all.
 */
final class DecideTask {
  private static final int MOST_AT_ONCE = 6;

  private final WorkerTopics topics;
  private final TxTopics transactions;
  private final Partition partition;
  private final Verdict verdict;
  private final Mutation mutation;
  private final int generation;
  private final SimStore store;
  private final SimContext<Message> context;
  private final Processor<String, Message, String, Message> processor;
  private final List<Taken> taken = new ArrayList<>();
  private int commandsRead;
  private int observationsRead;
  private Instant reconciled = Instant.MIN;

  /** A task whose owner shuts out those before it. */
  DecideTask(
      int number,
      WorkerTopics topics,
      TxTopics transactions,
      AggregateRules rules,
      SessionControl sessions,
      Duration reconcileEvery,
      Verdict verdict,
      Mutation mutation) {
    this.topics = topics;
    this.transactions = transactions;
    this.partition = topics.partition(number);
    this.verdict = verdict;
    this.mutation = mutation;
    this.generation = ++partition.generation;
    this.store = new SimStore(partition.table);
    this.context = new SimContext<>(number, store);
    this.processor = SyncerTopology.decider(rules, sessions, reconcileEvery).get();
    this.commandsRead = partition.commandsRead;
    this.observationsRead = partition.observationsRead;
    processor.init(context);
  }

  /** Takes in some of what is there. */
  void work(Scheduler scheduler) {
    for (int i = 0; i < MOST_AT_ONCE; i++) {
      boolean commands = scheduler.oneIn(2);
      int next = commands ? commandsRead : observationsRead;
      if (next < partition.topic(commands).size()) {
        take(commands, next);
      }
    }
  }

  private void take(boolean commands, int index) {
    Input input = partition.topic(commands).get(index);
    if (commands) {
      commandsRead = index + 1;
    } else {
      observationsRead = index + 1;
    }
    if (mutation == Mutation.ACK_BEFORE_COMMIT) {
      partition.commandsRead = Math.max(partition.commandsRead, commandsRead);
      partition.observationsRead = Math.max(partition.observationsRead, observationsRead);
    }
    StoredAggregate before =
        store.entries().getOrDefault(input.key(), StoredAggregate.getDefaultInstance());
    processor.process(new Record<>(input.key(), bent(input.value(), before), input.timestamp()));
    StoredAggregate after =
        store.entries().getOrDefault(input.key(), StoredAggregate.getDefaultInstance());
    taken.add(new Taken(commands, index));
    if (input.value() instanceof WorkerObservationRecord observation && !before.equals(after)) {
      hold(observation, before);
    }
  }

  /** An observation changed something: it must be of the session that counts. */
  private void hold(WorkerObservationRecord observation, StoredAggregate before) {
    var worker = before.getState().getWorker();
    boolean counts =
        switch (observation.getObservationCase()) {
          case CALL_OUTCOME_SEEN -> true;
          case SESSION_OPENED -> observation.getEpoch() > worker.getEpoch();
          default ->
              observation.getEpoch() == worker.getEpoch()
                  && observation.getDriver().equals(worker.getDriver());
        };
    verdict.require(
        Law.ONE_DRIVER,
        counts,
        "%s of %s, epoch %d, changed %s, whose session is of %s, epoch %d",
        observation.getObservationCase(),
        observation.getDriver(),
        observation.getEpoch(),
        observation.getAggregateId(),
        worker.getDriver(),
        worker.getEpoch());
  }

  private Message bent(Message value, StoredAggregate now) {
    if (mutation != Mutation.DROP_EPOCH_CHECK
        || !(value instanceof WorkerObservationRecord observation)
        || observation.hasSessionOpened()) {
      return value;
    }
    var worker = now.getState().getWorker();
    return observation.toBuilder()
        .setEpoch(worker.getEpoch())
        .setDriver(worker.getDriver())
        .build();
  }

  /** Tells the sessions what is wanted, if it is time to. */
  void reconcile(Instant now) {
    for (SimContext.Repeated each : context.repeated()) {
      if (!now.isBefore(reconciled.equals(Instant.MIN) ? now : reconciled.plus(each.every()))) {
        reconciled = now;
        each.what().punctuate(now.toEpochMilli());
      }
    }
  }

  /** Whether there is more to take in. */
  boolean hasInput() {
    return commandsRead < partition.commands.size()
        || observationsRead < partition.observations.size();
  }

  /** Makes all since the last time durable; false if another one owns the partition by now. */
  boolean commit() {
    if (generation != partition.generation) {
      return false;
    }
    for (SimContext.Forwarded<Message> each : context.take()) {
      switch (each.sink()) {
        case SyncerTopology.EVENTS_SINK -> topics.event((WorkerEventRecord) each.record().value());
        case SyncerTopology.REQUESTS_SINK ->
            transactions.requests().add((TransactionRequestRecord) each.record().value());
        default -> {
          // The table is what worker.state says.
        }
      }
    }
    partition.table.clear();
    partition.table.putAll(store.entries());
    partition.taken.addAll(taken);
    partition.commandsRead = commandsRead;
    partition.observationsRead = observationsRead;
    taken.clear();
    return true;
  }

  /** Gives the partition away; what was not committed is forgotten. */
  void close() {
    processor.close();
  }

  /** The table that comes of the inputs alone, in the order in which they were taken in. */
  static void replay(int number, WorkerTopics topics, AggregateRules rules, Verdict verdict) {
    Partition partition = topics.partition(number);
    var fresh = new SimStore(Map.of());
    var replayed = new SimContext<Message>(number, fresh);
    Processor<String, Message, String, Message> decider =
        SyncerTopology.decider(rules, new NoSessions(), Duration.ofSeconds(1)).get();
    decider.init(replayed);
    for (Taken each : partition.taken) {
      Input input = partition.topic(each.command()).get(each.index());
      decider.process(new Record<>(input.key(), input.value(), input.timestamp()));
    }
    fresh
        .entries()
        .forEach(
            (key, value) ->
                verdict.require(
                    Law.LOG_IS_THE_TRUTH,
                    Objects.equals(value, partition.table.get(key)),
                    "replayed from the log %s is %s, in the table it is %s",
                    key,
                    value,
                    partition.table.get(key)));
    verdict.require(
        Law.LOG_IS_THE_TRUTH,
        fresh.entries().size() == partition.table.size(),
        "replayed from the log there are %d entries, in the table %d",
        fresh.entries().size(),
        partition.table.size());
  }
}
