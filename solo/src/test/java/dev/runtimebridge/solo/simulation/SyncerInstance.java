package dev.runtimebridge.solo.simulation;

import dev.runtimebridge.schemas.v1.TransactionEventRecord;
import dev.runtimebridge.schemas.v1.WorkerObservationRecord;
import dev.runtimebridge.syncer.domain.AggregateRules;
import dev.runtimebridge.syncer.domain.LifePolicy;
import dev.runtimebridge.syncer.domain.RetryPolicy;
import dev.runtimebridge.syncer.domain.SyncPlan;
import dev.runtimebridge.syncer.domain.TipPolicy;
import dev.runtimebridge.syncer.facts.FactsTable;
import dev.runtimebridge.syncer.facts.FactsWatch;
import dev.runtimebridge.syncer.port.PRuntime;
import dev.runtimebridge.syncer.port.SessionControl;
import dev.runtimebridge.syncer.port.SessionControls;
import dev.runtimebridge.syncer.session.SessionSettings;
import dev.runtimebridge.syncer.session.Sessions;
import dev.runtimebridge.syncer.session.SyncRequests;
import dev.runtimebridge.syncer.topology.SyncerTopology;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;

/** One process of the syncer: its stream thread, its sessions, its table of facts. */
final class SyncerInstance {
  private static final Duration RECONCILE_EVERY = Duration.ofSeconds(1);
  private static final Duration COMMIT_EVERY = Duration.ofMillis(100);
  private static final Duration IDLE = Duration.ofMillis(400);
  private static final Duration REJOIN_AFTER = Duration.ofSeconds(2);
  private static final SessionSettings SETTINGS =
      new SessionSettings(
          new SyncPlan(8, 5),
          false,
          new RetryPolicy(Duration.ofSeconds(1), 2, Duration.ofSeconds(30), 0.3),
          new RetryPolicy(Duration.ofMillis(500), 1.5, Duration.ofSeconds(5), 0.3),
          Duration.ofSeconds(2),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30));

  private final SimProcess process;
  private final SyncerWorld.Shared shared;
  private final SessionControl control;
  private final Sessions sessions;
  private final FactsTable facts = new FactsTable();
  private final Map<Integer, DecideTask> tasks = new TreeMap<>();
  private boolean outcomes;
  private int outcomesGeneration;

  /** Hears nothing of the group, nor the group of it. */
  boolean cutOff;

  SyncerInstance(SimProcess process, SyncerWorld.Shared shared) {
    this.process = process;
    this.shared = shared;
    var log = new SimSyncLog(process, shared.chain(), shared.time(), shared.troubles());
    var observations =
        new SimObservations(process, process.name(), shared.topics(), shared.troubles());
    var drivers = new Drivers(shared.verdict());
    PRuntime.Directory directory =
        endpoint -> new SimPRuntime(process, shared.worker(endpoint), shared.troubles(), drivers);
    var requests =
        new SyncRequests(
            log, new NumberRequests(), 1 << 20, 1000, Duration.ofMinutes(5), this::make);
    sessions =
        new Sessions(process.name(), directory, log, requests, observations, process, SETTINGS);
    control =
        new SessionControls(
            List.of(sessions, new FactsWatch(process.name(), facts, observations, process)));
  }

  /** Requests are made on threads of their own; what the cache does for itself, at once. */
  private void make(Runnable task) {
    if (task instanceof CompletableFuture.AsynchronousCompletionTask) {
      process.start("log-loader", task);
    } else {
      task.run();
    }
  }

  /** Begins to work. */
  void start() {
    process.start("facts", this::readFacts);
    process.start("stream", this::stream);
  }

  int sessionCount() {
    return sessions.count();
  }

  private void readFacts() {
    try {
      shared.facts().begin(facts);
      for (long at = -1; ; ) {
        process.pause(process.scheduler().between(Duration.ofMillis(200), Duration.ofSeconds(2)));
        at = shared.troubles().away ? at : shared.facts().read(facts, at);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void stream() {
    try {
      while (true) {
        if (!turn()) {
          closeAll();
          process.pause(REJOIN_AFTER);
        }
        process.pause(idle() ? IDLE : COMMIT_EVERY);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Takes in what is there and commits; false if the tasks have to begin anew. */
  private boolean turn() throws InterruptedException {
    if (!cutOff) {
      own(shared.group().heartbeat(process));
    }
    Scheduler scheduler = process.scheduler();
    for (DecideTask task : tasks.values()) {
      task.work(scheduler);
      task.reconcile(process.now());
    }
    process.pause(scheduler.between(Duration.ofMillis(1), Duration.ofMillis(30)));
    if (shared.troubles().strike(scheduler)) {
      return false;
    }
    for (DecideTask task : tasks.values()) {
      if (!task.commit()) {
        scheduler.note(process.name() + " is fenced");
        return false;
      }
    }
    return !outcomes || tellOutcomes();
  }

  private boolean idle() {
    return tasks.values().stream().noneMatch(DecideTask::hasInput);
  }

  private void own(Set<Integer> mine) {
    for (int partition : List.copyOf(tasks.keySet())) {
      if (!mine.contains(partition)) {
        process.scheduler().note(process.name() + " gives away " + partition);
        tasks.remove(partition).close();
      }
    }
    for (int partition : mine) {
      if (partition < shared.topics().count() && !tasks.containsKey(partition)) {
        process.scheduler().note(process.name() + " takes " + partition);
        tasks.put(
            partition,
            new DecideTask(
                partition,
                shared.topics(),
                shared.transactions(),
                shared.rules(),
                control,
                RECONCILE_EVERY,
                shared.verdict(),
                shared.mutation()));
      }
    }
    boolean told = mine.contains(shared.topics().count());
    if (told && !outcomes) {
      outcomesGeneration = ++shared.topics().outcomesGeneration;
    }
    outcomes = told;
  }

  private boolean tellOutcomes() {
    WorkerTopics topics = shared.topics();
    if (outcomesGeneration != topics.outcomesGeneration) {
      return false;
    }
    var context = new SimContext<WorkerObservationRecord>(0, new SimStore(Map.of()));
    Processor<String, TransactionEventRecord, String, WorkerObservationRecord> processor =
        SyncerTopology.outcomes().get();
    processor.init(context);
    List<TransactionEventRecord> events = shared.transactions().events();
    long now = process.now().toEpochMilli();
    for (int i = topics.outcomesRead; i < events.size(); i++) {
      processor.process(new Record<>("", events.get(i), now));
    }
    topics.outcomesRead = events.size();
    context
        .take()
        .forEach(
            each ->
                topics.observation(
                    new WorkerTopics.Input(each.record().key(), each.record().value(), now)));
    return true;
  }

  private void closeAll() {
    tasks.values().forEach(DecideTask::close);
    tasks.clear();
    outcomes = false;
  }

  /** The rules that decide. */
  static AggregateRules rules() {
    return new AggregateRules(new TipPolicy(4, 4, 12, 12), LifePolicy.USUAL);
  }
}
