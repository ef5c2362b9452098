package dev.runtimebridge.syncer.session;

import dev.runtimebridge.syncer.domain.AggregateId;
import dev.runtimebridge.syncer.domain.Errand;
import dev.runtimebridge.syncer.port.ChainLog;
import dev.runtimebridge.syncer.port.Clock;
import dev.runtimebridge.syncer.port.Observations;
import dev.runtimebridge.syncer.port.PRuntime;
import dev.runtimebridge.syncer.port.SessionControl;
import dev.runtimebridge.syncer.port.WantedSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sessions of this process, one virtual thread each. A session counts from when its opening is
 * in the worker's state; one that is replaced has ended before its successor sends anything.
 */
public final class Sessions implements SessionControl, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
  private static final Duration ACCEPTED_WITHIN = Duration.ofSeconds(30);
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(10);

  private final String driver;
  private final PRuntime.Directory workers;
  private final ChainLog log;
  private final SyncRequests requests;
  private final Observations observations;
  private final Clock clock;
  private final SessionSettings settings;
  private final Map<Integer, Map<AggregateId, Running>> byPartition = new HashMap<>();
  private boolean closed;

  private record Running(
      WantedSession wanted,
      long epoch,
      Instant opened,
      AtomicReference<Optional<Errand>> errand,
      Thread thread) {}

  /**
   * No sessions yet.
   *
   * @param driver name of this process, another at each start
   */
  public Sessions(
      String driver,
      PRuntime.Directory workers,
      ChainLog log,
      SyncRequests requests,
      Observations observations,
      Clock clock,
      SessionSettings settings) {
    this.driver = driver;
    this.workers = workers;
    this.log = log;
    this.requests = requests;
    this.observations = observations;
    this.clock = clock;
    this.settings = settings;
  }

  @Override
  public synchronized void reconcile(int partition, Collection<WantedSession> wanted) {
    if (closed) {
      return;
    }
    Map<AggregateId, Running> running =
        byPartition.computeIfAbsent(partition, absent -> new HashMap<>());
    Set<AggregateId> ids =
        wanted.stream().map(WantedSession::worker).collect(Collectors.toUnmodifiableSet());
    running.values().removeIf(session -> !ids.contains(session.wanted().worker()) && end(session));
    for (WantedSession want : wanted) {
      running.compute(want.worker(), (id, now) -> driven(now, want));
    }
  }

  @Override
  public synchronized void release(int partition) {
    Map<AggregateId, Running> running = byPartition.remove(partition);
    if (running != null) {
      running.values().forEach(Sessions::end);
      LOG.info("Sessions released: partition={} count={}", partition, running.size());
    }
  }

  /** How many sessions run. */
  public synchronized int count() {
    return byPartition.values().stream().mapToInt(Map::size).sum();
  }

  /** Ends all sessions for good. */
  @Override
  public synchronized void close() {
    closed = true;
    byPartition.values().forEach(running -> running.values().forEach(Sessions::end));
    byPartition.clear();
  }

  private Running driven(@Nullable Running now, WantedSession want) {
    Running right = now != null && isRight(now, want) ? now : replace(now, want);
    right.errand().set(want.errand());
    return right;
  }

  private boolean isRight(Running now, WantedSession want) {
    if (!now.thread().isAlive() || !now.wanted().endpoint().equals(want.endpoint())) {
      return false;
    }
    boolean accepted = now.epoch() == want.epoch() && driver.equals(want.driver());
    boolean awaited =
        now.epoch() == want.epoch() + 1 && clock.now().isBefore(now.opened().plus(ACCEPTED_WITHIN));
    return accepted || awaited;
  }

  private Running replace(@Nullable Running before, WantedSession want) {
    if (before != null) {
      end(before);
    }
    long epoch = want.epoch() + 1;
    var errand = new AtomicReference<>(want.errand());
    @Nullable Thread predecessor = before == null ? null : before.thread();
    Thread thread =
        Thread.ofVirtual()
            .name("session-" + want.worker() + "-" + epoch)
            .start(() -> runAfter(predecessor, session(want, epoch, errand::get), want, epoch));
    return new Running(want, epoch, clock.now(), errand, thread);
  }

  private static void runAfter(
      @Nullable Thread predecessor, Session session, WantedSession want, long epoch) {
    try {
      if (predecessor != null && !predecessor.join(ENDS_WITHIN)) {
        LOG.warn("Former session is slow to end: worker={} epoch={}", want.worker(), epoch);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    session.run();
  }

  private Session session(WantedSession want, long epoch, Supplier<Optional<Errand>> errand) {
    var reports =
        new SessionReports(want.worker(), epoch, observations, clock, settings.progressEvery());
    return new Session(workers.at(want.endpoint()), log, requests, settings, reports, errand);
  }

  private static boolean end(Running session) {
    session.thread().interrupt();
    return true;
  }
}
