package dev.runtimebridge.syncer.facts;

import dev.runtimebridge.syncer.domain.AggregateId;
import dev.runtimebridge.syncer.domain.Observation;
import dev.runtimebridge.syncer.domain.WorkerFacts;
import dev.runtimebridge.syncer.port.Clock;
import dev.runtimebridge.syncer.port.LogUnavailable;
import dev.runtimebridge.syncer.port.Observations;
import dev.runtimebridge.syncer.port.SessionControl;
import dev.runtimebridge.syncer.port.WantedSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports the facts of every worker that this process drives and whose state lacks them. It
 * compares with the state, so a report that is lost is made again.
 */
public final class FactsWatch implements SessionControl {
  private static final Logger LOG = LoggerFactory.getLogger(FactsWatch.class);
  private static final Duration AGAIN_AFTER = Duration.ofSeconds(5);

  private final String driver;
  private final FactsTable table;
  private final Observations observations;
  private final Clock clock;
  private final Map<Integer, Map<AggregateId, Told>> byPartition = new HashMap<>();

  private record Told(long epoch, WorkerFacts facts, Instant at) {}

  /**
   * Watches for the workers whose session {@code driver} holds.
   *
   * @param driver name of this process, as its sessions have it
   */
  public FactsWatch(String driver, FactsTable table, Observations observations, Clock clock) {
    this.driver = driver;
    this.table = table;
    this.observations = observations;
    this.clock = clock;
  }

  @Override
  public synchronized void reconcile(int partition, Collection<WantedSession> wanted) {
    Map<AggregateId, Told> told = byPartition.computeIfAbsent(partition, absent -> new HashMap<>());
    Set<AggregateId> ids =
        wanted.stream().map(WantedSession::worker).collect(Collectors.toUnmodifiableSet());
    told.keySet().retainAll(ids);
    for (WantedSession want : wanted) {
      if (want.driver().equals(driver)) {
        tellWhatIsLacking(told, want);
      }
    }
  }

  @Override
  public synchronized void release(int partition) {
    byPartition.remove(partition);
  }

  private void tellWhatIsLacking(Map<AggregateId, Told> told, WantedSession want) {
    Optional<WorkerFacts> newest = want.publicKey().flatMap(key -> table.of(key, want.pid()));
    if (newest.isEmpty() || !want.lacks(newest.get())) {
      told.remove(want.worker());
      return;
    }
    if (isUnderWay(told.get(want.worker()), want.epoch(), newest.get())) {
      return;
    }
    try {
      observations.report(want.worker(), want.epoch(), new Observation.FactsSeen(newest.get()));
      told.put(want.worker(), new Told(want.epoch(), newest.get(), clock.now()));
    } catch (LogUnavailable e) {
      LOG.debug("Facts are told later: worker={} error={}", want.worker(), e.getMessage());
    }
  }

  private boolean isUnderWay(@Nullable Told last, long epoch, WorkerFacts newest) {
    return last != null
        && last.epoch() == epoch
        && last.facts().equals(newest)
        && Duration.between(last.at(), clock.now()).abs().compareTo(AGAIN_AFTER) < 0;
  }
}
