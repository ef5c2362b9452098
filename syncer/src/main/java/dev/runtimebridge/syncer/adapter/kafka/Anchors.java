package dev.runtimebridge.syncer.adapter.kafka;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** Offsets of some numbered records that are known, so that the next search starts close by. */
final class Anchors {
  private static final int KEPT = 4096;

  private final ConcurrentSkipListMap<Long, Long> offsetByNumber = new ConcurrentSkipListMap<>();

  /** Notes that record {@code number} stands at {@code offset}. */
  void note(long number, long offset) {
    offsetByNumber.put(number, offset);
    if (offsetByNumber.size() > KEPT) {
      offsetByNumber.pollFirstEntry();
    }
  }

  /** The nearest at or before {@code number}. */
  Map.@Nullable Entry<Long, Long> atOrBefore(long number) {
    return offsetByNumber.floorEntry(number);
  }

  /** The nearest behind {@code number}. */
  Map.@Nullable Entry<Long, Long> behind(long number) {
    return offsetByNumber.higherEntry(number);
  }

  /** Forgets all: they did not fit the log. */
  void forget() {
    offsetByNumber.clear();
  }
}
