package dev.runtimebridge.solo.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.devnet.DevnetSettings;
import dev.runtimebridge.devnet.count.ExecutedCall;
import dev.runtimebridge.devnet.count.Subject;
import dev.runtimebridge.devnet.node.Faults;
import dev.runtimebridge.devnet.runtime.DevAccount;
import dev.runtimebridge.devnet.worker.RestartFrom;
import dev.runtimebridge.schemas.v1.ActOnWorkersRequest;
import dev.runtimebridge.schemas.v1.FailureKind;
import dev.runtimebridge.schemas.v1.SessionState;
import dev.runtimebridge.schemas.v1.StopWorkerComputing;
import dev.runtimebridge.schemas.v1.TakeCheckpoint;
import dev.runtimebridge.schemas.v1.WorkerEventRecord.EventCase;
import dev.runtimebridge.schemas.v1.WorkerStage;
import dev.runtimebridge.substrate.Bytes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What happened to operators, happening to one bridge all at once, each to another worker. The
 * names are those of docs/incidents.md. {@code -Dtest.workers} says how many are added at once,
 * {@code -Dtest.busy} for how many seconds one is busy; {@code -Dtest.benchmark=true} adds a worker
 * whose benchmark is lost, which the chain takes twenty of its minutes to notice.
 */
class IncidentsIT {
  private static final int WORKERS = Integer.getInteger("test.workers", 40);
  private static final Duration BUSY = Duration.ofSeconds(Integer.getInteger("test.busy", 12));
  private static final int BLOCKS_BETWEEN_CHECKPOINTS = 2;
  private static final int LOST_TRANSACTIONS = 4;
  private static final String MESSAGE = "PhalaMq.sync_offchain_message";

  private static final int OLD_CHECKPOINT = 0;
  private static final int NO_CHECKPOINT = 1;
  private static final int BUSY_WORKER = 2;
  private static final int RESTARTED = 3;
  private static final int COOLING_DOWN = 4;
  private static final int LOST_BENCHMARK = 5;
  private static final int COMPUTING = 6;

  private static final long OF_ALICE = 1;
  private static final long OF_CHARLIE = 2;

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> shouldGetOverWhatHappenedToOperators() {
    var settings =
        DevnetSettings.builder()
            .history(60)
            .workers(Math.max(WORKERS, COMPUTING))
            .relayNodes(2)
            .paraNodes(2)
            .storageChangeBytes(4 * 1024)
            .blockInterval(Duration.ofMillis(500));
    Stage stage = Stage.start(folder, settings.build());
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    return happening(stage, threads).entrySet().stream()
        .map(each -> DynamicTest.dynamicTest(each.getKey(), () -> ended(each.getValue())))
        .onClose(
            () -> {
              stage.close();
              threads.shutdownNow();
            });
  }

  private static Map<String, Future<?>> happening(Stage stage, ExecutorService threads) {
    long began = System.nanoTime();
    Future<?> enrolled = threads.submit(() -> addAllAtOnce(stage));
    Map<String, Runnable> incidents = new LinkedHashMap<>();
    if (Boolean.getBoolean("test.benchmark")) {
      incidents.put("a worker killed during its benchmark", () -> killDuringBenchmark(stage));
    }
    incidents.put("a worker restored from an older checkpoint", () -> restoreOlder(stage));
    incidents.put("a checkpoint that is broken", () -> loseCheckpoints(stage));
    incidents.put("RCU in progress for minutes", () -> answerBusy(stage));
    incidents.put("a restart during a restart", () -> restartTwice(stage));
    incidents.put(
        "a worker in cooling down removed and added again", () -> removeWhileCoolingDown(stage));
    incidents.put("messages sent and never seen again", () -> loseMessages(stage));
    incidents.put("a pool whose operator changes", () -> changeOperator(stage));
    incidents.put("an operator shared by two pools", () -> shareOperator(stage));
    Map<String, Future<?>> begun = new LinkedHashMap<>();
    begun.put(
        "1 000 workers added at once",
        threads.submit(
            () -> {
              ended(enrolled);
              bringAllToTheTip(stage, began);
              return "at the tip";
            }));
    incidents.forEach(
        (name, incident) ->
            begun.put(
                name,
                threads.submit(
                    () -> {
                      ended(enrolled);
                      incident.run();
                      return name;
                    })));
    List<Future<?>> all = List.copyOf(begun.values());
    begun.put(
        "all at once",
        threads.submit(
            () -> {
              for (Future<?> each : all) {
                ended(each);
              }
              everyMessageOnce(stage);
              return "done";
            }));
    return begun;
  }

  private static void ended(Future<?> incident) throws Exception {
    try {
      incident.get(2 * Stage.DEADLINE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause().getMessage(), e.getCause());
    }
  }

  /** As many calls at once as there are workers; the first few are to compute. */
  private static void addAllAtOnce(Stage stage) {
    stage.createPool(OF_ALICE);
    stage.createPool(OF_CHARLIE);
    stage.setOperator(OF_ALICE, DevAccount.BOB, Optional.of(DevAccount.ALICE));
    stage.setOperator(OF_CHARLIE, DevAccount.CHARLIE, Optional.empty());
    stage.faults(LOST_BENCHMARK).loseBenchmarkOnRestart(true);
    long began = System.nanoTime();
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> calls =
          IntStream.range(0, WORKERS)
              .<Future<?>>mapToObj(
                  index ->
                      callers.submit(
                          () -> stage.createWorker(index, pool(index), index >= COMPUTING)))
              .toList();
      for (Future<?> call : calls) {
        ended(call);
      }
    } catch (Exception e) {
      throw new AssertionError("a worker was not created", e);
    }
    System.out.printf("%d workers created in %.1f s%n", WORKERS, since(began));
  }

  private static long pool(int index) {
    return index % 2 == 0 ? OF_CHARLIE : OF_ALICE;
  }

  private static void bringAllToTheTip(Stage stage, long began) {
    stage.await("all are at the tip", () -> stage.count(WorkerStage.AT_TIP) == WORKERS - COMPUTING);
    System.out.printf("%d workers at the tip after %.1f s%n", WORKERS - COMPUTING, since(began));
  }

  private static double since(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }

  /** runtime-bridge#69: the score is next to nothing and the worker could never start. */
  private static void killDuringBenchmark(Stage stage) {
    stage.awaitIn(LOST_BENCHMARK, WorkerStage.BENCHMARKING);
    takeCheckpoint(stage, LOST_BENCHMARK);
    stage.faults(LOST_BENCHMARK).restart(RestartFrom.NEWEST_CHECKPOINT);
    stage.awaitIn(LOST_BENCHMARK, WorkerStage.COMPUTING);
    assertTrue(
        done(stage, "PhalaRegistry.register_worker_v2", LOST_BENCHMARK) > 1,
        "it was registered once, so its benchmark was not lost");
  }

  /** Restart of pRuntime on a checkpoint: v3.1 said "Need Restart Manually!" and stopped. */
  private static void restoreOlder(Stage stage) {
    stage.awaitIn(OLD_CHECKPOINT, WorkerStage.COMPUTING);
    takeCheckpoint(stage, OLD_CHECKPOINT);
    awaitBlocks(stage, BLOCKS_BETWEEN_CHECKPOINTS);
    takeCheckpoint(stage, OLD_CHECKPOINT);
    stage.faults(OLD_CHECKPOINT).restart(RestartFrom.OLDER_CHECKPOINT);
    stage.await(
        "its heights go back", () -> stage.happened(OLD_CHECKPOINT, EventCase.HEIGHTS_WENT_BACK));
    stage.awaitIn(OLD_CHECKPOINT, WorkerStage.COMPUTING);
  }

  /** phala-blockchain#752: it does not start, then it starts with nothing. */
  private static void loseCheckpoints(Stage stage) {
    stage.awaitIn(NO_CHECKPOINT, WorkerStage.COMPUTING);
    stage.faults(NO_CHECKPOINT).restart(RestartFrom.NOTHING);
    stage.faults(NO_CHECKPOINT).dropConnections(Duration.ofSeconds(3));
    stage.await(
        "it is initialised again",
        () -> times(stage, NO_CHECKPOINT, EventCase.INITIALIZATION_BEGAN) == 2);
    stage.awaitIn(NO_CHECKPOINT, WorkerStage.COMPUTING);
    assertEquals(1, done(stage, "PhalaStakePoolv2.add_worker", NO_CHECKPOINT));
  }

  /** One such answer was never asked again by v3.1. */
  private static void answerBusy(Stage stage) {
    stage.awaitIn(BUSY_WORKER, WorkerStage.COMPUTING);
    stage.faults(BUSY_WORKER).answerBusy(BUSY);
    stage.await(
        "it is seen to be busy",
        () -> stage.state(BUSY_WORKER).getRetry().getKind() == FailureKind.BUSY);
    long taken = stage.state(BUSY_WORKER).getFacts().getNextSequence();
    stage.awaitIn(BUSY_WORKER, WorkerStage.COMPUTING);
    stage.await(
        "it answers the chain again",
        () -> stage.state(BUSY_WORKER).getFacts().getNextSequence() > taken);
  }

  /** Delete, sleep, add: a second restart within lost or doubled a worker of v3.1. */
  private static void restartTwice(Stage stage) {
    stage.awaitIn(RESTARTED, WorkerStage.COMPUTING);
    long epoch = stage.state(RESTARTED).getEpoch();
    stage.restartWorker(RESTARTED);
    stage.faults(RESTARTED).restart(RestartFrom.NEWEST_CHECKPOINT);
    stage.restartWorker(RESTARTED);
    stage.await("a session of its own", () -> stage.state(RESTARTED).getEpoch() >= epoch + 2);
    stage.awaitIn(RESTARTED, WorkerStage.COMPUTING);
    assertEquals(2, times(stage, RESTARTED, EventCase.WORKER_RESTARTED));
  }

  /** phala-blockchain#500, #552, #559: the stake of 102 workers was locked. */
  private static void removeWhileCoolingDown(Stage stage) {
    stage.awaitIn(COOLING_DOWN, WorkerStage.COMPUTING);
    stage.act(
        COOLING_DOWN,
        ActOnWorkersRequest.newBuilder()
            .setStopComputing(StopWorkerComputing.getDefaultInstance()));
    // By the chain: where it is syncing meanwhile, its stage does not show it.
    stage.await(
        "it cools down",
        () ->
            stage.state(COOLING_DOWN).getFacts().getSession().getState()
                == SessionState.SESSION_WORKER_COOLING_DOWN);
    stage.deleteWorker(COOLING_DOWN);
    stage.createWorker(COOLING_DOWN, pool(COOLING_DOWN), false);
    stage.awaitIn(COOLING_DOWN, WorkerStage.COMPUTING);
    assertEquals(1, done(stage, "PhalaStakePoolv2.add_worker", COOLING_DOWN));
    assertEquals(1, done(stage, "PhalaStakePoolv2.reclaim_pool_worker", COOLING_DOWN));
    assertEquals(2, done(stage, "PhalaStakePoolv2.start_computing", COOLING_DOWN));
  }

  /** A node takes transactions and forgets them; what is signed behind them waits with them. */
  private static void loseMessages(Stage stage) {
    stage.awaitIn(BUSY_WORKER, WorkerStage.COMPUTING);
    stage.devnet().paraNode(0).setFaults(Faults.NONE.withDroppedTransactions(LOST_TRANSACTIONS));
    long landed = messages(stage).count();
    stage.await("messages land", () -> messages(stage).count() > landed + LOST_TRANSACTIONS);
  }

  private static void changeOperator(Stage stage) {
    stage.awaitIn(RESTARTED, WorkerStage.COMPUTING);
    stage.setOperator(OF_ALICE, DevAccount.ALICE, Optional.empty());
    awaitSigned(stage, DevAccount.ALICE, OF_ALICE);
  }

  private static void shareOperator(Stage stage) {
    awaitSigned(stage, DevAccount.ALICE, OF_ALICE);
    stage.setOperator(OF_ALICE, DevAccount.FERDIE, Optional.of(DevAccount.ALICE));
    stage.setOperator(OF_CHARLIE, DevAccount.FERDIE, Optional.of(DevAccount.CHARLIE));
    awaitSigned(stage, DevAccount.FERDIE, OF_ALICE);
    awaitSigned(stage, DevAccount.FERDIE, OF_CHARLIE);
  }

  /** Nothing was lost or taken twice, and all do again what they are there for. */
  private static void everyMessageOnce(Stage stage) {
    for (int index = 0; index < COMPUTING; index++) {
      stage.awaitIn(index, WorkerStage.COMPUTING);
    }
    List<Subject> all = messages(stage).map(call -> call.subject().orElseThrow()).toList();
    assertEquals(all.stream().distinct().count(), all.size());
    stage.await(
        "all rest at the tip", () -> stage.count(WorkerStage.AT_TIP) == WORKERS - COMPUTING);
  }

  private static void takeCheckpoint(Stage stage, int index) {
    long before = times(stage, index, EventCase.ERRAND_ENDED);
    stage.await(
        "a checkpoint is asked for",
        () -> {
          stage.act(
              index,
              ActOnWorkersRequest.newBuilder()
                  .setTakeCheckpoint(TakeCheckpoint.getDefaultInstance()));
          return stage.state(index).hasErrand()
              || times(stage, index, EventCase.ERRAND_ENDED) > before;
        });
    stage.await(
        "a checkpoint is taken", () -> times(stage, index, EventCase.ERRAND_ENDED) > before);
  }

  private static void awaitBlocks(Stage stage, int blocks) {
    long height = stage.paraHeight() + blocks;
    stage.await("blocks are made", () -> stage.paraHeight() >= height);
  }

  /** Waits until a message of a worker of that pool landed that {@code signer} paid for. */
  private static void awaitSigned(Stage stage, DevAccount signer, long pid) {
    stage.await(
        "%s signs for pool %d".formatted(signer, pid),
        () -> {
          List<Bytes> keys = keys(stage, pid);
          return messages(stage)
              .filter(call -> call.signer().equals(signer.account()))
              .anyMatch(
                  call ->
                      call.subject()
                          .filter(
                              of ->
                                  of instanceof Subject.OfSender(var kind, var id, var sequence)
                                      && keys.contains(id))
                          .isPresent());
        });
  }

  /** Those of now: a worker has none before it is initialised. */
  private static List<Bytes> keys(Stage stage, long pid) {
    return IntStream.range(0, COMPUTING)
        .filter(index -> pool(index) == pid)
        .mapToObj(index -> key(stage, index))
        .toList();
  }

  private static Stream<ExecutedCall> messages(Stage stage) {
    return stage.devnet().count().calls(MESSAGE).stream().filter(ExecutedCall::succeeded);
  }

  private static long done(Stage stage, String call, int index) {
    return stage.devnet().count().done(call, key(stage, index));
  }

  private static long times(Stage stage, int index, EventCase event) {
    return stage.history(index).stream().filter(each -> each.getEventCase() == event).count();
  }

  private static Bytes key(Stage stage, int index) {
    return Bytes.fromHex(
        stage.devnet().workers().orElseThrow().info(index).getSystem().getPublicKey());
  }
}
