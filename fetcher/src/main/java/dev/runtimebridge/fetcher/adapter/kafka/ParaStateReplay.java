package dev.runtimebridge.fetcher.adapter.kafka;

import dev.runtimebridge.fetcher.domain.ChainPoint;
import dev.runtimebridge.fetcher.domain.EncodedHeader;
import dev.runtimebridge.fetcher.domain.ParaRuntime;
import dev.runtimebridge.fetcher.domain.StateWatch;
import dev.runtimebridge.fetcher.domain.WatchedChanges;
import dev.runtimebridge.fetcher.domain.WatchedItem;
import dev.runtimebridge.schemas.v1.ChainGenesis;
import dev.runtimebridge.schemas.v1.ParaBlockRecord;
import dev.runtimebridge.schemas.v1.ParaStateRecord;
import dev.runtimebridge.schemas.v1.RuntimeMetadataRecord;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.scale.MalformedScale;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.storage.StorageChanges;
import dev.runtimebridge.substrate.storage.StorageChanges.Change;
import dev.runtimebridge.substrate.storage.StorageState;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The table {@code chain.para-state} as the log's own genesis, runtimes and blocks make it, without
 * any node. One thread uses it.
 */
public final class ParaStateReplay {
  private final NavigableMap<Long, ParaRuntime> runtimes = new TreeMap<>();
  private final Map<Bytes, Last> values = new HashMap<>();
  private final ParaStateRecords records = new ParaStateRecords();
  private StateWatch watch;
  private ChainPoint reached;
  private long timeMs;

  /** The last change of a key, to be read by the runtime that made it. */
  private record Last(Change change, ChainPoint block, StateWatch watch) {}

  /**
   * The table as of block 0.
   *
   * @param metadata all of {@code chain.metadata}
   * @throws IllegalArgumentException if the genesis cannot be read, or no runtime of it is known
   */
  public ParaStateReplay(ChainGenesis genesis, Collection<RuntimeMetadataRecord> metadata) {
    for (RuntimeMetadataRecord record : metadata) {
      ParaRuntime runtime = LogHistory.runtime(record);
      runtimes.put(runtime.since().number(), runtime);
    }
    if (!runtimes.containsKey(0L)) {
      throw new IllegalArgumentException("the log does not have the runtime of block 0");
    }
    watch = StateWatch.of(runtimes.get(0L));
    try {
      reached = EncodedHeader.of(genesis.getParaGenesisHeader().toByteArray()).point();
      StorageState state = StorageState.decode(genesis.getGenesisState().toByteArray());
      take(reached, WatchedChanges.in(state.entries()));
    } catch (MalformedScale e) {
      throw new IllegalArgumentException("the genesis cannot be read: " + e.getMessage(), e);
    }
  }

  /** Number of the block that the table is as of. */
  public long block() {
    return reached.number();
  }

  /**
   * Takes the next block.
   *
   * @throws IllegalArgumentException if it cannot be read, or is not the next
   */
  public void take(ParaBlockRecord record) {
    try {
      ChainPoint block = EncodedHeader.of(record.getHeader().toByteArray()).point();
      if (block.number() != reached.number() + 1) {
        throw new IllegalArgumentException(
            "block %d follows block %d".formatted(block.number(), reached.number()));
      }
      var all = StorageChanges.decode(record.getStorageChanges().toByteArray());
      WatchedChanges changes = WatchedChanges.in(all);
      take(block, changes);
      if (changes.newCode()) {
        watch = StateWatch.of(runtimes.floorEntry(block.number()).getValue());
      }
    } catch (MalformedScale e) {
      throw new IllegalArgumentException("it cannot be read: " + e.getMessage(), e);
    }
  }

  private void take(ChainPoint block, WatchedChanges changes) {
    for (Change change : changes.changes()) {
      if (WatchedItem.of(change.key()).orElse(null) == WatchedItem.TIME) {
        timeMs = change.value().map(ParaStateReplay::time).orElse(timeMs);
      } else {
        values.put(change.key(), new Last(change, block, watch));
      }
    }
    reached = block;
  }

  private static long time(Bytes encoded) {
    try {
      return ScaleReader.decodeAll(encoded.toByteArray(), ScaleReader::u64);
    } catch (MalformedScale e) {
      return 0;
    }
  }

  /** All entries, by the key that they have in the topic. */
  public SortedMap<String, ParaStateRecord> table() {
    var table = new TreeMap<String, ParaStateRecord>();
    for (Last last : values.values()) {
      last.watch()
          .value(last.change(), last.block())
          .flatMap(records::of)
          .ifPresent(record -> table.put(ParaStateRecords.key(last.change().key()), record));
    }
    table.put(ParaStateRecords.CLOCK, ParaStateRecords.clock(reached, timeMs));
    return table;
  }
}
