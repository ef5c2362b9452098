package dev.runtimebridge.solo.simulation;

import com.google.protobuf.Timestamp;
import dev.runtimebridge.schemas.v1.CreateWorker;
import dev.runtimebridge.schemas.v1.RestartWorker;
import dev.runtimebridge.schemas.v1.WorkerCommandRecord;
import dev.runtimebridge.schemas.v1.WorkerConfig;
import dev.runtimebridge.schemas.v1.WorkerStage;
import dev.runtimebridge.schemas.v1.WorkerState;
import dev.runtimebridge.syncer.domain.AggregateRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One or two syncers and a few workers, on a log that others write. */
final class SyncerWorld implements World {
  private static final int MOST_WORKERS = 4;
  private static final Duration CREATED_WITHIN = Duration.ofSeconds(60);

  /** What all instances have in common. */
  record Shared(
      Verdict verdict,
      PublishedChain chain,
      ChainTime time,
      WorkerTopics topics,
      TxTopics transactions,
      Troubles troubles,
      SyncGroup group,
      FactsFeed facts,
      AggregateRules rules,
      List<SimWorker> workers,
      Mutation mutation) {
    SimWorker worker(String endpoint) {
      return workers.stream()
          .filter(worker -> worker.endpoint().equals(endpoint))
          .findFirst()
          .orElseThrow();
    }
  }

  private final Scheduler scheduler;
  private final Shared shared;
  private final boolean toCompute;
  private final List<Instance<SyncerInstance>> instances = new ArrayList<>();
  private int commands;
  private int created;

  /**
   * A world with its syncers; workers are made known little by little.
   *
   * @param toCompute whether workers can do all that they are for, as there is a chain for them
   */
  SyncerWorld(Scheduler scheduler, Shared shared, boolean toCompute) {
    this.scheduler = scheduler;
    this.shared = shared;
    this.toCompute = toCompute;
    for (SimWorker worker : shared.workers()) {
      scheduler.after(scheduler.between(Duration.ZERO, CREATED_WITHIN), () -> create(worker));
    }
    int count = 1 + scheduler.chance().nextInt(2);
    for (int i = 0; i < count; i++) {
      instances.add(new Instance<>("syncer-" + (i + 1), scheduler, this::run));
    }
  }

  /** How many workers there are. */
  static int workers(Scheduler scheduler) {
    return 1 + scheduler.chance().nextInt(MOST_WORKERS);
  }

  private void create(SimWorker worker) {
    created++;
    command(
        worker,
        WorkerCommandRecord.newBuilder()
            .setCreateWorker(
                CreateWorker.newBuilder()
                    .setConfig(
                        WorkerConfig.newBuilder()
                            .setName("w" + worker.index())
                            .setEndpoint(worker.endpoint())
                            .setPid(FactsFeed.PID)
                            .setStake("1000")
                            .setEnabled(true))));
  }

  private void command(SimWorker worker, WorkerCommandRecord.Builder command) {
    WorkerCommandRecord record =
        command
            .setId("c" + ++commands)
            .setTime(Timestamp.newBuilder().setSeconds(scheduler.now().getEpochSecond()))
            .setAggregateId(worker.id())
            .build();
    var input = new WorkerTopics.Input(worker.id(), record, scheduler.now().toEpochMilli());
    shared.topics().command(input);
    if (scheduler.oneIn(5)) {
      shared.topics().command(input);
    }
  }

  private SyncerInstance run(SimProcess process) {
    var syncer = new SyncerInstance(process, shared);
    syncer.start();
    return syncer;
  }

  @Override
  public void disturb() {
    Instance<SyncerInstance> instance = instances.get(scheduler.chance().nextInt(instances.size()));
    SimWorker worker = shared.workers().get(scheduler.chance().nextInt(shared.workers().size()));
    switch (scheduler.chance().nextInt(9)) {
      case 0 -> instance.disturb();
      case 1 -> cutOff(instance);
      case 2 -> shared.group().rebalance();
      case 3 -> {
        scheduler.note(worker.endpoint() + " restarts at " + worker.at());
        worker.restart(scheduler);
      }
      case 4 -> worker.down = !worker.down;
      case 5 -> worker.busy = !worker.busy;
      case 6 -> worker.slow = !worker.slow;
      case 7 -> shared.troubles().disturb(scheduler);
      default ->
          command(
              worker,
              WorkerCommandRecord.newBuilder()
                  .setRestartWorker(RestartWorker.getDefaultInstance()));
    }
  }

  /** A process that stays alive and is taken for dead. */
  private void cutOff(Instance<SyncerInstance> instance) {
    instance
        .running()
        .ifPresent(
            syncer -> {
              scheduler.note(instance.name() + " is cut off");
              syncer.cutOff = true;
              scheduler.after(
                  scheduler.between(Duration.ofSeconds(1), Duration.ofSeconds(30)),
                  () -> syncer.cutOff = false);
            });
  }

  @Override
  public void heal() {
    shared.workers().forEach(SimWorker::heal);
  }

  @Override
  public void look() {
    for (Instance<SyncerInstance> instance : instances) {
      int sessions = instance.running().map(SyncerInstance::sessionCount).orElse(0);
      shared
          .verdict()
          .require(
              Law.EVERYTHING_IS_BOUNDED,
              sessions <= shared.workers().size(),
              "%s has %d sessions for %d workers",
              instance.name(),
              sessions,
              shared.workers().size());
    }
  }

  private WorkerState state(SimWorker worker) {
    return shared.topics().state(worker.id()).getState().getWorker();
  }

  @Override
  public boolean done() {
    WorkerStage wanted = toCompute ? WorkerStage.COMPUTING : WorkerStage.AT_TIP;
    return created == shared.workers().size()
        && shared.workers().stream()
            .allMatch(worker -> hasAll(worker) && state(worker).getStage() == wanted);
  }

  private boolean hasAll(SimWorker worker) {
    return worker.at().nextRelayHeader() == shared.time().lastRelay() + 1
        && worker.at().nextParaBlock() == shared.time().lastPara() + 1
        && (!toCompute || (worker.messages().isEmpty() && state(worker).getInFlightCount() == 0));
  }

  @Override
  public void check() {
    shared
        .verdict()
        .require(
            Law.NO_FAILURE_IS_FINAL,
            done(),
            "not all workers are where they belong: %s",
            shared.workers().stream()
                .map(
                    worker ->
                        worker.endpoint()
                            + " at "
                            + worker.at()
                            + ", "
                            + worker.messages().size()
                            + " messages, "
                            + state(worker))
                .toList());
    shared.topics().check();
    for (int partition = 0; partition < shared.topics().count(); partition++) {
      DecideTask.replay(partition, shared.topics(), shared.rules(), shared.verdict());
    }
  }
}
