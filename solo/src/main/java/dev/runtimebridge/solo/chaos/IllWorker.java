package dev.runtimebridge.solo.chaos;

import dev.runtimebridge.devnet.worker.RestartFrom;
import dev.runtimebridge.devnet.worker.WorkerFarm;
import dev.runtimebridge.devnet.worker.WorkerFaults;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** A worker that fails in one of the ways that pRuntime and its hosts do. */
record IllWorker(WorkerFarm farm, int index, String illness, Duration lasts) implements Fault {
  private static final Map<String, BiConsumer<WorkerFaults, Duration>> ILLNESSES =
      new TreeMap<>(
          Map.of(
              "answers nothing",
              WorkerFaults::stall,
              "computes wrongly",
              (worker, lasts) -> worker.computeWrongly(true),
              "drops connections",
              WorkerFaults::dropConnections,
              "is busy",
              WorkerFaults::answerBusy,
              "is slow",
              (worker, lasts) -> worker.slow(Duration.ofSeconds(2), lasts),
              "is another server",
              WorkerFaults::notAPRuntime,
              "restarts",
              (worker, lasts) -> worker.restart(RestartFrom.NEWEST_CHECKPOINT),
              "restarts from an older checkpoint",
              (worker, lasts) -> worker.restart(RestartFrom.OLDER_CHECKPOINT)));

  /** One of the illnesses. */
  static IllWorker of(WorkerFarm farm, Random random, Duration lasts) {
    var names = ILLNESSES.keySet().stream().toList();
    return new IllWorker(
        farm, random.nextInt(farm.size()), names.get(random.nextInt(names.size())), lasts);
  }

  @Override
  public String name() {
    return "ill worker";
  }

  @Override
  public String detail() {
    return "worker-%04d %s".formatted(index, illness);
  }

  @Override
  public void begin() {
    ILLNESSES.getOrDefault(illness, WorkerFaults::stall).accept(farm.faults(index), lasts);
  }

  @Override
  public void end() {
    farm.faults(index).clear();
  }

  @Override
  public boolean isSurvivable() {
    return false;
  }

  @Override
  public Set<Sign> signs() {
    return EnumSet.of(Sign.BLOCKS);
  }
}
