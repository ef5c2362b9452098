package dev.runtimebridge.dispatcher.task;

import dev.runtimebridge.dispatch.domain.ComputingTask;
import dev.runtimebridge.dispatcher.port.Clock;
import dev.runtimebridge.dispatcher.port.OpenTask;
import dev.runtimebridge.dispatcher.port.TaskControl;
import dev.runtimebridge.dispatcher.port.TaskReports;
import dev.runtimebridge.dispatcher.port.TaskWorkers;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tasks of the rounds that this process decides on, a virtual thread each. A task that is no
 * longer open, or whose worker has moved, is given up within its call.
 */
public final class TaskRunner implements TaskControl, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TaskRunner.class);

  private final TaskWorkers workers;
  private final ComputingTask.SignatureCheck signatures;
  private final TaskReports reports;
  private final Clock clock;
  private final Settings settings;
  private final Semaphore calls;
  private final Map<OpenTask, Running> running = new LinkedHashMap<>();
  private boolean active;
  private long block;
  private boolean closed;

  /**
   * How tasks are run.
   *
   * @param callsAtOnce calls to workers at the same time
   * @param retry waits between calls to a worker that does not answer
   * @param reportAgain when a report is written again that the round does not know of
   */
  public record Settings(int callsAtOnce, RetryWaits retry, Duration reportAgain) {}

  private record Running(TaskAttempts attempts, Thread thread) {}

  /** Runs nothing yet. */
  public TaskRunner(
      TaskWorkers workers,
      ComputingTask.SignatureCheck signatures,
      TaskReports reports,
      Clock clock,
      Settings settings) {
    this.workers = workers;
    this.signatures = signatures;
    this.reports = reports;
    this.clock = clock;
    this.settings = settings;
    this.calls = new Semaphore(settings.callsAtOnce(), true);
  }

  @Override
  public synchronized void reconcile(long newBlock, Collection<OpenTask> open) {
    if (closed) {
      return;
    }
    block = newBlock;
    active = true;
    Set<OpenTask> wanted = new HashSet<>(open);
    running.entrySet().removeIf(task -> !wanted.contains(task.getKey()) && end(task.getValue()));
    for (OpenTask task : open) {
      running.computeIfAbsent(task, this::start);
    }
  }

  @Override
  public synchronized void release() {
    running.values().forEach(TaskRunner::end);
    if (!running.isEmpty()) {
      LOG.info("Tasks released: count={}", running.size());
    }
    running.clear();
    active = false;
  }

  /** Whether the rounds are decided here and not by another process. */
  public synchronized boolean isActive() {
    return active;
  }

  /** The block that the rounds have come to, as far as this process knows. */
  public synchronized long block() {
    return block;
  }

  /** How many tasks are open. */
  public synchronized int count() {
    return running.size();
  }

  /** Why workers do not compute or reports are not taken at present, for people. */
  public synchronized List<String> troubles() {
    return running.values().stream()
        .map(task -> task.attempts().trouble())
        .flatMap(Optional::stream)
        .sorted()
        .toList();
  }

  /** Gives all tasks up for good. */
  @Override
  public synchronized void close() {
    closed = true;
    release();
  }

  private Running start(OpenTask open) {
    var attempts = new TaskAttempts(open, workers, signatures, reports, clock, settings, calls);
    Thread thread =
        Thread.ofVirtual()
            .name("task-" + open.task().round() + "-" + open.worker())
            .start(attempts::run);
    return new Running(attempts, thread);
  }

  private static boolean end(Running task) {
    task.thread().interrupt();
    return true;
  }
}
