package dev.runtimebridge.lifecycle.table;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** When a chain's newest blocks came into the log. One thread writes, many read. */
final class PublishedTimes {
  /** Half a day of a chain whose log grows every ten seconds. */
  private static final int KEPT = 4_096;

  private final ConcurrentSkipListMap<Long, Instant> byNumber = new ConcurrentSkipListMap<>();
  private int size;

  void put(long number, Instant at) {
    Map.Entry<Long, Instant> newest = byNumber.lastEntry();
    if (newest != null && number < newest.getKey()) {
      // A log that was begun anew: what was known is of another one.
      byNumber.clear();
      size = 0;
    }
    if (byNumber.putIfAbsent(number, at) == null && ++size > KEPT) {
      byNumber.pollFirstEntry();
      size--;
    }
  }

  Optional<Instant> newest() {
    return Optional.ofNullable(byNumber.lastEntry()).map(Map.Entry::getValue);
  }

  Optional<Instant> first(long number) {
    return Optional.ofNullable(byNumber.ceilingEntry(number)).map(Map.Entry::getValue);
  }
}
