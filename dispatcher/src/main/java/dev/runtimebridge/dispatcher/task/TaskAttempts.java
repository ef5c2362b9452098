package dev.runtimebridge.dispatcher.task;

import dev.runtimebridge.dispatch.domain.ComputingTask;
import dev.runtimebridge.dispatcher.port.Clock;
import dev.runtimebridge.dispatcher.port.NoAnswer;
import dev.runtimebridge.dispatcher.port.NoAnswer.Reason;
import dev.runtimebridge.dispatcher.port.OpenTask;
import dev.runtimebridge.dispatcher.port.TaskReports;
import dev.runtimebridge.dispatcher.port.TaskWorkers;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One task from the first call to its worker until somebody gives it up. */
final class TaskAttempts {
  private static final Logger LOG = LoggerFactory.getLogger(TaskAttempts.class);

  private final OpenTask open;
  private final TaskWorkers workers;
  private final ComputingTask.SignatureCheck signatures;
  private final TaskReports reports;
  private final Clock clock;
  private final TaskRunner.Settings settings;
  private final Semaphore calls;
  private volatile Optional<String> trouble = Optional.empty();

  TaskAttempts(
      OpenTask open,
      TaskWorkers workers,
      ComputingTask.SignatureCheck signatures,
      TaskReports reports,
      Clock clock,
      TaskRunner.Settings settings,
      Semaphore calls) {
    this.open = open;
    this.workers = workers;
    this.signatures = signatures;
    this.reports = reports;
    this.clock = clock;
    this.settings = settings;
    this.calls = calls;
  }

  /** What keeps it from being over, for people. */
  Optional<String> trouble() {
    return trouble;
  }

  /** Until the thread is told to end: only the round knows that the task is over. */
  void run() {
    try {
      boolean done = answered();
      // An answer may come in the very moment in which the task is given up.
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      LOG.info(
          "Task answered: round={} workerId={} done={}", open.task().round(), open.worker(), done);
      while (true) {
        report(done);
        clock.pause(settings.reportAgain());
      }
    } catch (InterruptedException e) {
      LOG.debug("Task given up: round={} workerId={}", open.task().round(), open.worker());
    }
  }

  /** Whether the worker's result is right; asks until the worker stands for one. */
  private boolean answered() throws InterruptedException {
    for (int failures = 1; ; failures++) {
      try {
        boolean done = judge(call());
        trouble = Optional.empty();
        return done;
      } catch (NoAnswer e) {
        failed(failures, e.reason() + ": " + e.getMessage());
      }
    }
  }

  private TaskWorkers.Answer call() throws NoAnswer, InterruptedException {
    calls.acquire();
    try {
      return workers.ask(open);
    } finally {
      calls.release();
    }
  }

  private boolean judge(TaskWorkers.Answer answer) throws NoAnswer {
    byte[] result = answer.result().toByteArray();
    byte[] signature = answer.signature().toByteArray();
    return switch (open.task().judge(result, signature, signatures)) {
      case RIGHT -> true;
      case WRONG -> false;
      case WRONG_SIZE ->
          throw new NoAnswer(
              Reason.WRONG_SIZE,
              "a result of %d bytes with a signature of %d"
                  .formatted(result.length, signature.length));
      case NOT_SIGNED_BY_WORKER ->
          throw new NoAnswer(
              Reason.NOT_SIGNED_BY_WORKER,
              "the signature is not of key " + open.task().publicKey());
    };
  }

  private void report(boolean done) throws InterruptedException {
    for (int failures = 1; ; failures++) {
      try {
        reports.report(open, done);
        trouble = Optional.empty();
        return;
      } catch (TaskReports.LogUnavailable e) {
        failed(failures, String.valueOf(e.getMessage()));
      }
    }
  }

  private void failed(int failures, String why) throws InterruptedException {
    trouble =
        Optional.of(
            "round %s, %s, attempt %d: %s"
                .formatted(
                    Long.toUnsignedString(open.task().round()), open.worker(), failures, why));
    if (failures == 1) {
      LOG.info(
          "Task not answered yet: round={} workerId={} error={}",
          open.task().round(),
          open.worker(),
          why);
    }
    clock.pause(settings.retry().after(failures, clock.chance()));
  }
}
