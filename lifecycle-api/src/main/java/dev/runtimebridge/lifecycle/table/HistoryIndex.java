package dev.runtimebridge.lifecycle.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Where the newest events of each pool and worker lie in the log; the events themselves are read
 * from there when somebody asks. One thread writes, many read.
 */
public final class HistoryIndex {
  /** Events of one pool or worker that can be found; older ones stay in the log. */
  public static final int KEPT = 1_000;

  private final Map<String, Events> byAggregate = new ConcurrentHashMap<>();

  /**
   * One event's place in the log.
   *
   * @param partition partition of the events' topic
   * @param offset offset in it
   */
  public record Place(int partition, long offset) {}

  void add(String aggregateId, long sequence, Place place) {
    byAggregate
        .computeIfAbsent(aggregateId, id -> new Events(place.partition()))
        .add(sequence, place.offset());
  }

  /** Whether any event of this pool or worker is known. */
  public boolean knows(String aggregateId) {
    return byAggregate.containsKey(aggregateId);
  }

  /**
   * Places of the newest events, newest first.
   *
   * @param limit at most this many
   * @param beforeSequence only events of lower sequence numbers; 0 for all
   */
  public List<Place> newest(String aggregateId, int limit, long beforeSequence) {
    @Nullable Events events = byAggregate.get(aggregateId);
    return events == null ? List.of() : events.newest(limit, beforeSequence);
  }

  /** A ring of primitive pairs: thousands of workers have one each. */
  private static final class Events {
    private static final int FIRST_CAPACITY = 8;
    private final int partition;
    private long[] sequences = new long[FIRST_CAPACITY];
    private long[] offsets = new long[FIRST_CAPACITY];
    private int size;
    private int oldest;

    Events(int partition) {
      this.partition = partition;
    }

    synchronized void add(long sequence, long offset) {
      if (size > 0 && offsets[at(size - 1)] >= offset) {
        // Read again from the beginning after the reader lost its place.
        return;
      }
      if (size == KEPT) {
        oldest = (oldest + 1) % sequences.length;
        size--;
      } else if (size == sequences.length) {
        int capacity = Math.min(KEPT, size * 2);
        sequences = Arrays.copyOf(sequences, capacity);
        offsets = Arrays.copyOf(offsets, capacity);
      }
      sequences[at(size)] = sequence;
      offsets[at(size)] = offset;
      size++;
    }

    synchronized List<Place> newest(int limit, long beforeSequence) {
      var places = new ArrayList<Place>(Math.min(limit, size));
      for (int i = size - 1; i >= 0 && places.size() < limit; i--) {
        if (beforeSequence == 0 || Long.compareUnsigned(sequences[at(i)], beforeSequence) < 0) {
          places.add(new Place(partition, offsets[at(i)]));
        }
      }
      return places;
    }

    private int at(int index) {
      return (oldest + index) % sequences.length;
    }
  }
}
