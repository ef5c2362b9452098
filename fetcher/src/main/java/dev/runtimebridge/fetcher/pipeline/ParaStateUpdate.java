package dev.runtimebridge.fetcher.pipeline;

import dev.runtimebridge.fetcher.domain.ChainPoint;
import dev.runtimebridge.fetcher.domain.ParaRuntime;
import dev.runtimebridge.fetcher.domain.StateWatch;
import dev.runtimebridge.fetcher.domain.WatchedChanges;
import dev.runtimebridge.fetcher.domain.WatchedItem;
import dev.runtimebridge.fetcher.port.ChainLog;
import dev.runtimebridge.fetcher.port.LogException;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.scale.MalformedScale;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.storage.StorageChanges.Change;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one transaction tells of the parachain's state: the last value of each watched key, the
 * runtimes that came up, and the block that all of it is as of. One thread uses it.
 */
final class ParaStateUpdate {
  private static final Logger LOG = LoggerFactory.getLogger(ParaStateUpdate.class);

  private final Map<Bytes, Last> values = new LinkedHashMap<>();
  private final List<ParaRuntime> runtimes = new ArrayList<>();
  private StateWatch watch;
  private Optional<ChainPoint> reached = Optional.empty();
  private long timeMs;

  /** The last change of a key, to be read by the runtime that made it. */
  private record Last(Change change, ChainPoint block, StateWatch watch) {}

  /** An update whose first block is executed by the runtime of {@code watch}. */
  ParaStateUpdate(StateWatch watch) {
    this.watch = watch;
  }

  /** An update that begins with the state of block 0. */
  static ParaStateUpdate beginning(ParaRuntime first) {
    var update = new ParaStateUpdate(watch(first));
    update.runtimes.add(first);
    return update;
  }

  /** What is watched under {@code runtime}; says so where that is nothing. */
  static StateWatch watch(ParaRuntime runtime) {
    StateWatch watch = StateWatch.of(runtime);
    if (!watch.unreadable().isEmpty()) {
      LOG.warn(
          "nothing is told of workers on the chain until the next runtime: specVersion={} error={}",
          runtime.specVersion(),
          watch.unreadable());
    }
    return watch;
  }

  /** Takes the next block; {@code upgrade} is the runtime that it leaves behind, if another. */
  void take(ChainPoint block, WatchedChanges changes, Optional<ParaRuntime> upgrade) {
    for (Change change : changes.changes()) {
      if (WatchedItem.of(change.key()).orElse(null) == WatchedItem.TIME) {
        timeMs = change.value().map(ParaStateUpdate::time).orElse(timeMs);
      } else {
        values.put(change.key(), new Last(change, block, watch));
      }
    }
    reached = Optional.of(block);
    if (upgrade.isPresent()) {
      runtimes.add(upgrade.get());
      watch = watch(upgrade.get());
      LOG.info(
          "another runtime: para={} specName={} specVersion={}",
          block,
          upgrade.get().specName(),
          upgrade.get().specVersion());
    }
  }

  private static long time(Bytes encoded) {
    try {
      return ScaleReader.decodeAll(encoded.toByteArray(), ScaleReader::u64);
    } catch (MalformedScale e) {
      return 0;
    }
  }

  /** Adds everything to the transaction that is open, the clock last. */
  void write(ChainLog log) throws LogException {
    for (ParaRuntime runtime : runtimes) {
      log.add(runtime);
    }
    for (Last last : values.values()) {
      var value = last.watch().value(last.change(), last.block());
      if (value.isPresent()) {
        log.add(value.get());
      }
    }
    if (reached.isPresent()) {
      log.addClock(reached.get(), timeMs);
    }
  }

  /** What is watched in the next block. */
  StateWatch watch() {
    return watch;
  }
}
