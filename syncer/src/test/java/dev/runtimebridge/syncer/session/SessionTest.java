package dev.runtimebridge.syncer.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.syncer.domain.AggregateId;
import dev.runtimebridge.syncer.domain.ChainCall.SyncOffchainMessage;
import dev.runtimebridge.syncer.domain.Errand;
import dev.runtimebridge.syncer.domain.FailureKind;
import dev.runtimebridge.syncer.domain.Heights;
import dev.runtimebridge.syncer.domain.Observation;
import dev.runtimebridge.syncer.domain.Observation.ChainStateLoaded;
import dev.runtimebridge.syncer.domain.Observation.EgressSeen;
import dev.runtimebridge.syncer.domain.Observation.EndpointsSigned;
import dev.runtimebridge.syncer.domain.Observation.ErrandFailed;
import dev.runtimebridge.syncer.domain.Observation.HeightsSeen;
import dev.runtimebridge.syncer.domain.Observation.RegistrationInfoSeen;
import dev.runtimebridge.syncer.domain.Observation.RequestFailed;
import dev.runtimebridge.syncer.domain.Observation.RuntimeInitialized;
import dev.runtimebridge.syncer.domain.Observation.RuntimeKicked;
import dev.runtimebridge.syncer.domain.Observation.RuntimeSeen;
import dev.runtimebridge.syncer.domain.Observation.SessionOpened;
import dev.runtimebridge.syncer.domain.RetryPolicy;
import dev.runtimebridge.syncer.domain.SyncPlan;
import dev.runtimebridge.syncer.port.LogUnavailable;
import dev.runtimebridge.syncer.port.PRuntimeFailure;
import dev.runtimebridge.syncer.testing.NotedClock;
import dev.runtimebridge.syncer.testing.TinyLog;
import dev.runtimebridge.syncer.testing.TinyRequests;
import dev.runtimebridge.syncer.testing.TinyRuntime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionTest {
  private final TinyLog log = TinyLog.random(new Random(11), 120);
  private final TinyRuntime worker = new TinyRuntime(log);
  private final TinyRequests encoder = new TinyRequests();
  private final List<Observation> said = new CopyOnWriteArrayList<>();
  private final NotedClock clock = new NotedClock();
  private final AtomicInteger refusals = new AtomicInteger();
  private final AtomicReference<Optional<Errand>> errand = new AtomicReference<>(Optional.empty());
  private Thread thread = Thread.ofVirtual().unstarted(() -> {});

  @AfterEach
  void endSession() throws InterruptedException {
    thread.interrupt();
    assertTrue(thread.join(Duration.ofSeconds(5)), "the session did not end");
  }

  @Test
  void shouldBringANewWorkerToTheTip() {
    start();

    awaitTip();
    assertEquals(new SessionOpened(), said.getFirst());
    assertEquals(1, told(RuntimeInitialized.class).size());
    assertEquals(List.of(), told(RequestFailed.class));
  }

  @Test
  void shouldTellWhatAWorkerIsOnceItIsInitialized() {
    start();

    awaitTip();
    assertFalse(told(RuntimeSeen.class).getFirst().facts().initialized());
    assertTrue(told(RuntimeSeen.class).getLast().facts().initialized());
  }

  @Test
  void shouldGoOnWithTheNextHeader() {
    start();
    awaitTip();

    log.append(true, false);

    awaitTip();
  }

  @Test
  void shouldAskAgainHowFarTheWorkerIsAfterAnError() {
    worker.failures.add(new PRuntimeFailure(FailureKind.TIMED_OUT, "no answer"));
    worker.failures.add(new PRuntimeFailure(FailureKind.UNREACHABLE, "gone"));

    start();

    awaitTip();
    List<Integer> attempts =
        told(RequestFailed.class).stream().map(failed -> failed.failure().attempt()).toList();
    assertEquals(List.of(1, 2), attempts);
    assertEquals(2, clock.pauses().size());
  }

  @Test
  void shouldGoOnAfterALogThatTakesNoObservationNotEvenThatOfTheFailure() {
    refusals.set(4);

    start();

    awaitTip();
    assertEquals(new SessionOpened(), said.getFirst());
  }

  @Test
  void shouldCutElsewhereWhereAJustificationIsRefused() {
    for (long number = 20; worker.badJustifications.size() < 5; number++) {
      if (log.mark(number).justified() && !log.mark(number).changesSet()) {
        worker.badJustifications.add(number);
      }
    }

    start();

    awaitTip();
    int failures = told(RequestFailed.class).size();
    assertTrue(failures <= 5, () -> "more failures than bad justifications: " + failures);
  }

  @Test
  void shouldGoOnFromWhereAWorkerFellBackTo() {
    start();
    awaitTip();

    worker.goBackTo(new Heights(1, 0, 1));
    log.append(true, false);

    awaitTip();
  }

  @Test
  void shouldLoadAStateWhereThereIsOne() {
    log.snapshotAt(20);

    start();

    awaitTip();
    assertEquals(List.of(new ChainStateLoaded(20)), told(ChainStateLoaded.class));
  }

  @Test
  void shouldGetAllBlocksWhereAStateIsRefused() {
    log.snapshotAt(20);
    worker.refuseStates = true;

    start();

    awaitTip();
    assertEquals(List.of(), told(RequestFailed.class));
    assertEquals(List.of(), told(ChainStateLoaded.class));
  }

  @Test
  void shouldLeaveAWorkerOfAnotherChainAlone() {
    worker.initializeFor("ff".repeat(32));

    start();

    await(() -> told(RequestFailed.class).size() >= 2);
    var failure = told(RequestFailed.class).getFirst().failure();
    assertEquals(FailureKind.WRONG_CHAIN, failure.kind());
    assertTrue(failure.message().contains("ff".repeat(32)), failure::message);
    assertEquals(0, worker.calls());
  }

  @Test
  void shouldWaitForALogThatCannotBeRead() {
    log.breakDown(true);
    start();
    await(
        () ->
            told(RequestFailed.class).stream()
                .anyMatch(failed -> failed.failure().kind() == FailureKind.LOG_UNAVAILABLE));

    log.breakDown(false);

    awaitTip();
  }

  @Test
  void shouldNotTellHeightsMoreOftenThanUseful() {
    start();

    awaitTip();
    assertTrue(told(HeightsSeen.class).size() <= 3, () -> "told " + told(HeightsSeen.class));
  }

  @Test
  void shouldFetchWhatTheRegistryNeedsWhileTheWorkerRests() {
    start();
    awaitTip();
    Bytes operator = Bytes.utf8("operator");
    errand.set(Optional.of(new Errand.FetchRegistration("e1", true, Optional.of(operator))));

    await(() -> !told(RegistrationInfoSeen.class).isEmpty());
    var seen = told(RegistrationInfoSeen.class).getFirst();
    assertEquals("e1", seen.errandId());
    assertEquals(operator, seen.call().runtimeInfo());
  }

  @Test
  void shouldDoAnErrandOnceUnlessItStillStandsMuchLater() {
    start();
    awaitTip();
    errand.set(Optional.of(new Errand.KickWorker("e1")));
    await(() -> worker.kicks == 1);

    await(() -> worker.kicks == 2);
    errand.set(Optional.empty());
    assertEquals("e1", told(RuntimeKicked.class).getFirst().errandId());
  }

  @Test
  void shouldSayWhatPRuntimeWillNotDo() {
    start();
    awaitTip();
    worker.failures.add(new PRuntimeFailure(FailureKind.REFUSED, "checkpoints are disabled"));
    errand.set(Optional.of(new Errand.TakeCheckpoint("e1")));

    await(() -> !told(ErrandFailed.class).isEmpty());
    assertEquals(
        new ErrandFailed("e1", "checkpoints are disabled"), told(ErrandFailed.class).getFirst());
  }

  @Test
  void shouldGoOnWithBlocksWhileAnAttestationCannotBeCompleted() {
    worker.collateralTrouble = Optional.of("the service is away");
    start();
    awaitTip();
    errand.set(Optional.of(new Errand.FetchRegistration("e1", false, Optional.empty())));
    await(() -> !told(ErrandFailed.class).isEmpty());

    log.append(true, false);

    awaitTip();
    assertEquals(
        new ErrandFailed("e1", "the service is away"), told(ErrandFailed.class).getFirst());
    assertEquals(List.of(), told(RequestFailed.class));
  }

  @Test
  void shouldTryAnErrandAgainThatAnIllWorkerCouldNotDo() {
    start();
    awaitTip();
    worker.failures.add(new PRuntimeFailure(FailureKind.BUSY, "RCU in progress"));
    errand.set(Optional.of(new Errand.SignEndpoints("e1", List.of("http://a"))));

    await(() -> !told(EndpointsSigned.class).isEmpty());
    assertEquals(Bytes.utf8("http://a"), told(EndpointsSigned.class).getFirst().call().payload());
  }

  @Test
  void shouldTellOfMessagesAtOnceAndAgainWhileTheyStay() {
    var message = new SyncOffchainMessage(Bytes.utf8("signed"), Bytes.utf8("sender"), 7);
    start();
    awaitTip();
    worker.messages.add(message);

    await(() -> told(EgressSeen.class).size() >= 2);
    assertEquals(List.of(message), told(EgressSeen.class).getLast().messages());
  }

  private void start() {
    var settings =
        new SessionSettings(
            new SyncPlan(16, 4),
            true,
            new RetryPolicy(Duration.ofMillis(1), 2, Duration.ofMillis(50), 0),
            new RetryPolicy(Duration.ofMillis(1), 1, Duration.ofMillis(5), 0),
            Duration.ofSeconds(1),
            Duration.ofMillis(200),
            Duration.ofMillis(300),
            Duration.ofMillis(300));
    var requests =
        new SyncRequests(
            log,
            encoder,
            1 << 20,
            1 << 20,
            Duration.ofSeconds(5),
            task -> Thread.ofVirtual().start(task));
    var reports =
        new SessionReports(
            new AggregateId("worker/1"),
            1,
            (id, epoch, observation) -> {
              if (refusals.getAndDecrement() > 0) {
                throw new LogUnavailable("the log takes no observation");
              }
              said.add(observation);
            },
            clock,
            settings.progressEvery());
    thread =
        Thread.ofVirtual()
            .start(new Session(worker, log, requests, settings, reports, errand::get));
  }

  private void awaitTip() {
    await(() -> log.reach().hasAllPublished(worker.heights()));
    await(
        () -> {
          var seen = told(HeightsSeen.class);
          return !seen.isEmpty()
              && log.reach().hasAllPublished(seen.getLast().heights())
              && seen.getLast().stateRoot().equals("root" + worker.heights().nextParaBlock());
        });
  }

  private <T extends Observation> List<T> told(Class<T> kind) {
    return said.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private void await(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not in time; worker at " + worker.heights() + ", said " + said);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }
}
