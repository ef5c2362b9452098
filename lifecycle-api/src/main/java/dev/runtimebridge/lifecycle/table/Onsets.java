package dev.runtimebridge.lifecycle.table;

import com.google.protobuf.Timestamp;
import dev.runtimebridge.lifecycle.domain.WorkerId;
import dev.runtimebridge.schemas.v1.AggregateStateRecord;
import dev.runtimebridge.schemas.v1.Chain;
import dev.runtimebridge.schemas.v1.ChainTip;
import dev.runtimebridge.schemas.v1.SyncHeights;
import dev.runtimebridge.schemas.v1.TransactionEventRecord;
import dev.runtimebridge.schemas.v1.WorkerEventRecord;
import dev.runtimebridge.substrate.Bytes;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Since when what stands has stood, as the log's records tell in their order; the other tables only
 * know what stands. After a restart the same records tell the same times. One thread writes, many
 * read.
 */
public final class Onsets {
  private final Map<String, WorkerOnsets> workers = new ConcurrentHashMap<>();
  private final Map<String, Moved> moved = new ConcurrentHashMap<>();
  private final Map<Chain, PublishedTimes> published = new EnumMap<>(Chain.class);
  private final Map<Bytes, Instant> low = new ConcurrentHashMap<>();

  private record Moved(SyncHeights heights, Instant at) {}

  Onsets() {
    published.put(Chain.RELAY, new PublishedTimes());
    published.put(Chain.PARA, new PublishedTimes());
  }

  void apply(WorkerEventRecord event) {
    workers.compute(
        event.getAggregateId(),
        (id, before) -> {
          WorkerOnsets now = (before == null ? WorkerOnsets.NONE : before).after(event);
          return now.equals(WorkerOnsets.NONE) ? null : now;
        });
  }

  void apply(AggregateStateRecord state) {
    if (!state.getWorker().hasProgress()) {
      moved.remove(state.getAggregateId());
      return;
    }
    var progress = state.getWorker().getProgress();
    SyncHeights heights = progress.getFacts().getHeights();
    Moved before = moved.get(state.getAggregateId());
    if (before == null || !before.heights().equals(heights)) {
      moved.put(state.getAggregateId(), new Moved(heights, instant(progress.getSeen())));
    }
  }

  void apply(ChainTip tip) {
    PublishedTimes times = published.get(tip.getChain());
    if (times != null && tip.hasPublishedNumber()) {
      times.put(Integer.toUnsignedLong(tip.getPublishedNumber()), instant(tip.getTime()));
    }
  }

  void apply(TransactionEventRecord event) {
    if (event.hasBalanceSeen()) {
      Bytes operator = LogBytes.read(event.getOperator());
      if (event.getBalanceSeen().getLow()) {
        low.putIfAbsent(operator, instant(event.getTime()));
      } else {
        low.remove(operator);
      }
    }
  }

  void erase(String aggregateId) {
    workers.remove(aggregateId);
    moved.remove(aggregateId);
  }

  /** Since when the events of a worker say that something is wrong with it. */
  public WorkerOnsets of(WorkerId worker) {
    return workers.getOrDefault(worker.aggregateId(), WorkerOnsets.NONE);
  }

  /** When a worker's heights were seen for the first time as they are; empty if they never were. */
  public Optional<Instant> movedAt(WorkerId worker) {
    return Optional.ofNullable(moved.get(worker.aggregateId())).map(Moved::at);
  }

  /** Since when an operator's balance is low; empty while it is not. */
  public Optional<Instant> lowSince(Bytes operator) {
    return Optional.ofNullable(low.get(operator));
  }

  /** When the newest block of a chain came into the log; empty while it has none. */
  public Optional<Instant> publishedAt(Chain chain) {
    return Optional.ofNullable(published.get(chain)).flatMap(PublishedTimes::newest);
  }

  /**
   * When the log first had block {@code number} of a chain, as far back as is remembered; empty
   * while it has not.
   */
  public Optional<Instant> publishedAt(Chain chain, long number) {
    return Optional.ofNullable(published.get(chain)).flatMap(times -> times.first(number));
  }

  static Instant instant(Timestamp time) {
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }
}
