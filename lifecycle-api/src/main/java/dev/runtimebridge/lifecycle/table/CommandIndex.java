package dev.runtimebridge.lifecycle.table;

import dev.runtimebridge.lifecycle.domain.CommandKey;
import dev.runtimebridge.lifecycle.table.HistoryIndex.Place;
import dev.runtimebridge.schemas.v1.WorkerEventRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where the first event of each command lies that came with an idempotency key. The newest are
 * kept; one thread writes, many read.
 */
public final class CommandIndex {
  /** Commands that are remembered. */
  static final int KEPT = 100_000;

  private final Map<Long, Decided> byKey = new LinkedHashMap<>();

  /**
   * A command that was decided.
   *
   * @param key what its id is made of
   * @param aggregateId the pool or worker
   * @param place of its first event
   */
  record Decided(CommandKey key, String aggregateId, Place place) {}

  synchronized void add(WorkerEventRecord event, Place place) {
    CommandKey.read(event.getMeta().getCause())
        .ifPresent(
            key -> {
              byKey.putIfAbsent(key.whose(), new Decided(key, event.getAggregateId(), place));
              if (byKey.size() > KEPT) {
                var oldest = byKey.keySet().iterator();
                oldest.next();
                oldest.remove();
              }
            });
  }

  /** What was decided with this key, if it was used. */
  synchronized Optional<Decided> find(CommandKey key) {
    return Optional.ofNullable(byKey.get(key.whose()));
  }
}
