package dev.runtimebridge.syncer.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.runtimebridge.syncer.domain.AggregateId;
import dev.runtimebridge.syncer.domain.ChainLife;
import dev.runtimebridge.syncer.domain.Observation;
import dev.runtimebridge.syncer.domain.RetryPolicy;
import dev.runtimebridge.syncer.domain.Stage;
import dev.runtimebridge.syncer.domain.SyncPlan;
import dev.runtimebridge.syncer.domain.WorkerConfig;
import dev.runtimebridge.syncer.domain.WorkerState;
import dev.runtimebridge.syncer.port.Clock;
import dev.runtimebridge.syncer.port.PRuntime;
import dev.runtimebridge.syncer.port.WantedSession;
import dev.runtimebridge.syncer.testing.NotedClock;
import dev.runtimebridge.syncer.testing.TinyLog;
import dev.runtimebridge.syncer.testing.TinyRequests;
import dev.runtimebridge.syncer.testing.TinyRuntime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which sessions run, by what the states ask for. */
class SessionsTest {
  private static final String ME = "me";
  private static final String HERE = "http://here:1";

  private final TinyLog log = TinyLog.random(new Random(5), 20);
  private final List<String> happened = new CopyOnWriteArrayList<>();
  private final LateClock clock = new LateClock();
  private PRuntime.Directory workers = this::visit;
  private final Sessions sessions =
      new Sessions(
          ME,
          endpoint -> workers.at(endpoint),
          log,
          requests(),
          this::note,
          clock,
          new SessionSettings(
              new SyncPlan(16, 4),
              false,
              new RetryPolicy(Duration.ofMillis(1), 2, Duration.ofMillis(50), 0),
              new RetryPolicy(Duration.ofMillis(1), 1, Duration.ofMillis(5), 0),
              Duration.ofSeconds(1),
              Duration.ofMillis(200),
              Duration.ofSeconds(30),
              Duration.ofSeconds(10)));

  /** Real time, but later. */
  private static final class LateClock implements Clock {
    private final NotedClock real = new NotedClock();
    private volatile Duration later = Duration.ZERO;

    @Override
    public Instant now() {
      return real.now().plus(later);
    }

    @Override
    public void pause(Duration time) throws InterruptedException {
      real.pause(time);
    }

    @Override
    public double chance() {
      return real.chance();
    }
  }

  @AfterEach
  void end() {
    sessions.close();
  }

  @Test
  void shouldOpenASessionOfTheNextEpoch() {
    sessions.reconcile(0, List.of(wanted("a", 1, "")));

    awaitOpened("a 2");
    assertEquals(1, sessions.count());
  }

  @Test
  void shouldKeepASessionWhoseOpeningIsNotInTheStateYet() {
    sessions.reconcile(0, List.of(wanted("a", 1, "")));
    awaitOpened("a 2");

    sessions.reconcile(0, List.of(wanted("a", 1, "")));
    sessions.reconcile(0, List.of(wanted("a", 2, ME)));

    assertNoOther("a 2");
  }

  @Test
  void shouldOpenAgainWhatWasNotAcceptedInTime() {
    sessions.reconcile(0, List.of(wanted("a", 1, "")));
    awaitOpened("a 2");
    clock.later = Duration.ofMinutes(1);

    sessions.reconcile(0, List.of(wanted("a", 1, "")));

    awaitOpened("a 2", "a 2");
  }

  @Test
  void shouldOutbidTheSessionOfAnotherProcess() {
    sessions.reconcile(0, List.of(wanted("a", 1, "")));
    awaitOpened("a 2");

    sessions.reconcile(0, List.of(wanted("a", 2, "other")));

    awaitOpened("a 2", "a 3");
    assertEquals(1, sessions.count());
  }

  @Test
  void shouldBeginAnewAfterARestart() {
    sessions.reconcile(0, List.of(wanted("a", 1, "")));
    awaitOpened("a 2");

    sessions.reconcile(0, List.of(wanted("a", 3, "")));

    awaitOpened("a 2", "a 4");
  }

  @Test
  void shouldFollowAWorkerToAnotherEndpoint() {
    sessions.reconcile(0, List.of(wanted("a", 1, "")));
    awaitOpened("a 2");

    sessions.reconcile(0, List.of(wanted("a", "http://there:1", 3, "")));

    awaitOpened("a 2", "a 4");
    await(() -> happened.contains("visit http://there:1"));
  }

  @Test
  void shouldEndWhatIsNoLongerWanted() {
    sessions.reconcile(0, List.of(wanted("a", 1, ""), wanted("b", 1, "")));
    await(() -> opened().size() == 2);

    sessions.reconcile(0, List.of(wanted("b", 2, ME)));

    assertEquals(1, sessions.count());
    assertEquals(2, opened().size());
  }

  @Test
  void shouldReleaseOnePartitionAndKeepTheOther() {
    sessions.reconcile(0, List.of(wanted("a", 1, "")));
    sessions.reconcile(1, List.of(wanted("b", 1, ""), wanted("c", 1, "")));

    sessions.release(1);

    assertEquals(1, sessions.count());
  }

  @Test
  void shouldSendNothingBeforeThePredecessorHasEnded() {
    var inside = new CountDownLatch(1);
    var mayLeave = new CountDownLatch(1);
    workers =
        endpoint -> {
          inside.countDown();
          awaitDeaf(mayLeave);
          happened.add("left");
          workers = this::visit;
          return visit(endpoint);
        };
    sessions.reconcile(0, List.of(wanted("a", 1, "")));
    awaitDeaf(inside);

    sessions.reconcile(0, List.of(wanted("a", 2, "other")));
    mayLeave.countDown();

    awaitOpened("a 3");
    assertEquals("left", happened.getFirst());
  }

  @Test
  void shouldStartNothingOnceItIsClosed() {
    sessions.close();

    sessions.reconcile(0, List.of(wanted("a", 1, "")));

    assertEquals(0, sessions.count());
    assertEquals(List.of(), happened);
  }

  private SyncRequests requests() {
    return new SyncRequests(
        log,
        new TinyRequests(),
        1 << 20,
        1 << 20,
        Duration.ofSeconds(5),
        task -> Thread.ofVirtual().start(task));
  }

  private PRuntime visit(String endpoint) {
    happened.add("visit " + endpoint);
    return new TinyRuntime(log);
  }

  private void note(AggregateId worker, long epoch, Observation observation) {
    if (observation instanceof Observation.SessionOpened) {
      happened.add("opened " + worker.value().substring("worker/".length()) + " " + epoch);
    }
  }

  private static WantedSession wanted(String worker, long epoch, String driver) {
    return wanted(worker, HERE, epoch, driver);
  }

  private static WantedSession wanted(String worker, String endpoint, long epoch, String driver) {
    var config = new WorkerConfig(worker, endpoint, 1, "", true, false, false);
    return new WantedSession(
        worker(worker),
        new WorkerState.Active(
            config,
            epoch,
            driver,
            Stage.STARTING,
            Instant.EPOCH,
            Optional.empty(),
            Optional.empty(),
            ChainLife.NEW));
  }

  private static AggregateId worker(String name) {
    return new AggregateId("worker/" + name);
  }

  private List<String> opened() {
    String mark = "opened ";
    return happened.stream()
        .filter(one -> one.startsWith(mark))
        .map(one -> one.substring(mark.length()))
        .toList();
  }

  private void awaitOpened(String... sessionsInOrder) {
    await(() -> opened().equals(List.of(sessionsInOrder)));
  }

  /** A session that would begin visits its worker first, so one more cycle shows it. */
  private void assertNoOther(String only) {
    sessions.reconcile(1, List.of(wanted("z", 1, "")));
    await(() -> opened().contains("z 2"));
    assertEquals(List.of(only, "z 2"), opened());
  }

  private void await(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not in time: " + happened);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  /** Waits as a call does that does not hear an interrupt. */
  private static void awaitDeaf(CountDownLatch latch) {
    boolean interrupted = false;
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
