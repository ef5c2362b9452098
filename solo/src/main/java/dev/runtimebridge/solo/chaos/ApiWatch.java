package dev.runtimebridge.solo.chaos;

import dev.runtimebridge.schemas.v1.WorkerStage;
import dev.runtimebridge.schemas.v1.WorkerView;
import dev.runtimebridge.solo.demo.BridgeClient;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Asks the API for all workers again and again, on a thread of its own. */
final class ApiWatch implements AutoCloseable {
  private static final long ASK_AGAIN_MS = 500;

  private final BridgeClient api;
  private final int size;
  private final Thread thread;
  private volatile List<WorkerView> workers = List.of();
  private volatile long lastAsked = Long.MIN_VALUE;
  private volatile boolean haveComputed;

  /** Begins to ask. */
  ApiWatch(BridgeClient api, int size) {
    this.api = api;
    this.size = size;
    this.thread = Thread.ofPlatform().daemon().name("api-watch").start(this::run);
  }

  /** {@link System#nanoTime} of when the last question was asked that was answered. */
  long lastAsked() {
    return lastAsked;
  }

  /** The last answer. */
  List<WorkerView> workers() {
    return workers;
  }

  /** Whether all compute by the last answer. */
  boolean allCompute() {
    List<WorkerView> now = workers;
    return now.size() == size
        && now.stream().allMatch(each -> each.getState().getStage() == WorkerStage.COMPUTING);
  }

  /** Whether all have ever computed, by an answer. */
  boolean haveComputed() {
    return haveComputed;
  }

  /** How many are in each stage. */
  Map<String, Integer> stages() {
    Map<String, Integer> stages = new TreeMap<>();
    workers.forEach(each -> stages.merge(each.getState().getStage().name(), 1, Integer::sum));
    return stages;
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void run() {
    try {
      while (true) {
        ask();
        Thread.sleep(ASK_AGAIN_MS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void ask() {
    long asked = System.nanoTime();
    try {
      workers = api.workers();
      lastAsked = asked;
      haveComputed |= allCompute();
    } catch (StatusRuntimeException e) {
      // It is away, as it often is here; what it said last stays.
      Thread.onSpinWait();
    }
  }
}
