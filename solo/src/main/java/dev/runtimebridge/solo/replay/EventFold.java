package dev.runtimebridge.solo.replay;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.runtimebridge.schemas.v1.WorkerEventRecord;
import dev.runtimebridge.syncer.topology.ReplayedAggregate;
import dev.runtimebridge.syncer.topology.UnreadableRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** One partition of {@code worker.events}, folded into the states of its workers and pools. */
final class EventFold {
  private final ToLongFunction<String> shown;
  private final Map<String, Row> rows = new HashMap<>();
  private final List<Difference> gaps = new ArrayList<>();

  /** An aggregate, and as it was after the event that the live table shows. */
  static final class Row {
    private final long shown;
    private ReplayedAggregate now;
    private @Nullable ReplayedAggregate asShown;

    private Row(ReplayedAggregate now, long shown) {
      this.now = now;
      this.shown = shown;
    }

    ReplayedAggregate now() {
      return now;
    }

    /** Nothing if the log's events do not reach as far as the live table, or pass it by. */
    Optional<ReplayedAggregate> asShown() {
      return Optional.ofNullable(asShown);
    }
  }

  /**
   * A fold of nothing yet.
   *
   * @param shown sequence number of the last event in the live state of a key; 0 if it has none
   */
  EventFold(ToLongFunction<String> shown) {
    this.shown = shown;
  }

  /** Folds the next record of the partition. */
  void take(ConsumerRecord<byte[], byte[]> record) {
    try {
      take(Newest.key(record), WorkerEventRecord.parseFrom(record.value()));
    } catch (InvalidProtocolBufferException | UnreadableRecord e) {
      throw new LogUnreadable(record, e);
    }
  }

  private void take(String key, WorkerEventRecord event) {
    Row row = rows.get(key);
    if (row == null) {
      row = new Row(ReplayedAggregate.unseen(key), shown.applyAsLong(key));
      rows.put(key, row);
    }
    long sequence = event.getMeta().getSequence();
    if (sequence != row.now.sequence() + 1) {
      gaps.add(
          Difference.of(
              key, "in the log event %d follows event %d".formatted(sequence, row.now.sequence())));
      if (sequence <= row.now.sequence()) {
        return;
      }
    }
    row.now = row.now.after(event);
    if (sequence == row.shown) {
      row.asShown = row.now;
    }
  }

  Map<String, Row> rows() {
    return rows;
  }

  /** Events that are missing or are there twice. */
  List<Difference> gaps() {
    return gaps;
  }
}
