package dev.runtimebridge.dispatcher.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.dispatch.domain.ComputingTask;
import dev.runtimebridge.dispatch.domain.Seed;
import dev.runtimebridge.dispatcher.port.Clock;
import dev.runtimebridge.dispatcher.port.NoAnswer;
import dev.runtimebridge.dispatcher.port.NoAnswer.Reason;
import dev.runtimebridge.dispatcher.port.OpenTask;
import dev.runtimebridge.dispatcher.port.TaskReports;
import dev.runtimebridge.dispatcher.port.TaskWorkers;
import dev.runtimebridge.substrate.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Workers answer when the test lets them; waits last until the test ends them. */
class TaskRunnerTest {
  private static final Duration REPORT_AGAIN = Duration.ofSeconds(15);
  private static final Bytes NO_SIGNATURE = Bytes.of(new byte[64]);
  private static final TaskRunner.Settings SETTINGS =
      new TaskRunner.Settings(
          2, new RetryWaits(Duration.ofMillis(100), Duration.ofMillis(400)), REPORT_AGAIN);

  private final BlockingQueue<Said> said = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
  private final BlockingQueue<Reported> reported = new LinkedBlockingQueue<>();
  private final BlockingQueue<Duration> waits = new LinkedBlockingQueue<>();
  private final Semaphore waitOver = new Semaphore(0);
  private final AtomicInteger reportsLost = new AtomicInteger();
  private final TaskRunner runner =
      new TaskRunner(workers(), (key, message, signature) -> true, reports(), clock(), SETTINGS);

  @AfterEach
  void stop() {
    runner.close();
  }

  @Test
  void shouldReportARightResult() throws Exception {
    runner.reconcile(8, List.of(task(1)));
    said.add(right(1));
    assertEquals(new Reported("worker/1", true), next(reported));
  }

  @Test
  void shouldReportAWrongResultThatTheWorkerSigned() throws Exception {
    runner.reconcile(8, List.of(task(1)));
    said.add(right(2));
    assertEquals(new Reported("worker/1", false), next(reported));
  }

  @Test
  void shouldAskAgainEverLaterUntilAnAnswerCounts() throws Exception {
    runner.reconcile(8, List.of(task(1)));
    for (long wait : new long[] {100, 200, 400, 400}) {
      said.add(new Said(null, Reason.UNREACHABLE));
      assertEquals(Duration.ofMillis(wait), next(waits));
      assertEquals(
          List.of("UNREACHABLE: gone"),
          runner.troubles().stream().map(text -> text.replaceFirst(".*: (?=U)", "")).toList());
      waitOver.release();
    }
    said.add(new Said(new TaskWorkers.Answer(Bytes.of(new byte[3]), NO_SIGNATURE), null));
    assertEquals(Duration.ofMillis(400), next(waits));
    assertTrue(runner.troubles().getFirst().contains("WRONG_SIZE: a result of 3 bytes"));
    waitOver.release();
    said.add(right(1));
    assertEquals(new Reported("worker/1", true), next(reported));
    assertEquals(List.of(), runner.troubles());
  }

  @Test
  void shouldAskEachOpenTaskOnce() throws Exception {
    runner.reconcile(8, List.of(task(1)));
    runner.reconcile(8, List.of(task(1)));
    said.add(right(1));
    next(reported);
    runner.reconcile(8, List.of(task(1)));
    assertEquals(1, asked.size());
    assertEquals(1, runner.count());
  }

  /** A report that the round was not open for, as after a crash, must not be the last. */
  @Test
  void shouldReportAgainWhileTheTaskStaysOpen() throws Exception {
    runner.reconcile(8, List.of(task(1)));
    said.add(right(1));
    next(reported);
    assertEquals(REPORT_AGAIN, next(waits));
    waitOver.release();
    assertEquals(new Reported("worker/1", true), next(reported));
    assertEquals(1, asked.size());
  }

  @Test
  void shouldReportOnceTheLogIsThereAgain() throws Exception {
    reportsLost.set(2);
    runner.reconcile(8, List.of(task(1)));
    said.add(right(1));
    assertEquals(Duration.ofMillis(100), next(waits));
    waitOver.release();
    assertEquals(Duration.ofMillis(200), next(waits));
    waitOver.release();
    assertEquals(new Reported("worker/1", true), next(reported));
  }

  @Test
  void shouldGiveUpWhatIsNoLongerOpen() throws Exception {
    runner.reconcile(8, List.of(task(1)));
    assertEquals("worker/1", next(asked));
    runner.reconcile(8, List.of());
    assertEquals(0, runner.count());
    said.add(right(1));
    runner.reconcile(8, List.of(task(2)));
    said.add(right(2));
    assertEquals("worker/2", next(reported).worker());
  }

  @Test
  void shouldFollowAWorkerThatMoves() throws Exception {
    runner.reconcile(8, List.of(task(1)));
    next(asked);
    OpenTask before = task(1);
    runner.reconcile(8, List.of(new OpenTask(before.worker(), "http://elsewhere", before.task())));
    assertEquals("worker/1", next(asked));
    assertEquals(1, runner.count());
  }

  @Test
  void shouldCallSoManyAtOnceAndNoMore() throws Exception {
    runner.reconcile(8, List.of(task(1), task(2), task(3)));
    next(asked);
    next(asked);
    assertNull(asked.poll(100, TimeUnit.MILLISECONDS));
    said.add(right(1));
    next(asked);
  }

  @Test
  void shouldBeActiveFromTheFirstTasksUntilTheRoundsAreAnothers() throws Exception {
    assertFalse(runner.isActive());
    runner.reconcile(8, List.of(task(1)));
    assertTrue(runner.isActive());
    assertEquals(8, runner.block());
    next(asked);
    runner.release();
    assertFalse(runner.isActive());
    assertEquals(0, runner.count());
    runner.close();
    runner.reconcile(8, List.of(task(1)));
    assertEquals(0, runner.count());
  }

  private record Said(TaskWorkers.Answer answer, Reason refusal) {}

  private record Reported(String worker, boolean done) {}

  private TaskWorkers workers() {
    return open -> {
      asked.add(open.worker());
      Said next = said.take();
      if (next.refusal() != null) {
        throw new NoAnswer(next.refusal(), "gone");
      }
      return next.answer();
    };
  }

  private TaskReports reports() {
    return (task, done) -> {
      if (reportsLost.getAndDecrement() > 0) {
        throw new TaskReports.LogUnavailable("away", new IllegalStateException());
      }
      reported.add(new Reported(task.worker(), done));
    };
  }

  private Clock clock() {
    return new Clock() {
      @Override
      public Instant now() {
        return Instant.EPOCH;
      }

      @Override
      public void pause(Duration time) throws InterruptedException {
        waits.add(time);
        waitOver.acquire();
      }

      @Override
      public double chance() {
        return 0;
      }
    };
  }

  private static OpenTask task(int worker) {
    String key = "%064x".formatted(worker);
    return new OpenTask(
        "worker/" + worker, "http://" + worker, new ComputingTask(7, new Seed(1, 2, 3, 4), key));
  }

  private static Said right(int worker) {
    return new Said(
        new TaskWorkers.Answer(Bytes.of(task(worker).task().result()), NO_SIGNATURE), null);
  }

  private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    T found = queue.poll(20, TimeUnit.SECONDS);
    assertTrue(found != null, "nothing came");
    return found;
  }
}
