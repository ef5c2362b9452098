package dev.runtimebridge.fetcher.adapter.kafka;

import dev.runtimebridge.fetcher.domain.ChainPoint;
import dev.runtimebridge.fetcher.domain.ParaStateValue;
import dev.runtimebridge.fetcher.domain.ParaStateValue.Content;
import dev.runtimebridge.fetcher.domain.WatchedItem;
import dev.runtimebridge.schemas.v1.ParaClock;
import dev.runtimebridge.schemas.v1.ParaStateRecord;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.codec.UnfitValue;
import java.util.EnumSet;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From watched entries of the parachain's state to the records of {@code chain.para-state}. What
 * does not have the expected form is told by its bytes alone and logged once for each item. One
 * thread uses it.
 */
final class ParaStateRecords {
  /** Key of the record that says how far the others are. */
  static final String CLOCK = "clock";

  private static final Logger LOG = LoggerFactory.getLogger(ParaStateRecords.class);

  private final Set<WatchedItem> strange = EnumSet.noneOf(WatchedItem.class);

  /** The record's key for a storage key. */
  static String key(Bytes storageKey) {
    return storageKey.hex().substring(2);
  }

  static ParaStateRecord clock(ChainPoint block, long timeMs) {
    return ParaStateRecord.newBuilder()
        .setBlockNumber((int) block.number())
        .setBlockHash(ChainRecords.bytes(block.hash()))
        .setClock(
            ParaClock.newBuilder()
                .setBlockNumber((int) block.number())
                .setBlockHash(ChainRecords.bytes(block.hash()))
                .setTimeMs(timeMs))
        .build();
  }

  /** The record of an entry; none for pools that are no stake pools. */
  Optional<ParaStateRecord> of(ParaStateValue entry) {
    ParaStateRecord.Builder record = bare(entry);
    switch (entry.content()) {
      case Content.Unknown(String why) -> tellStrange(entry, why);
      case Content.Known known -> {
        try {
          if (!ParaStateContent.fill(record, entry.item(), known)) {
            return Optional.empty();
          }
        } catch (UnfitValue | NoSuchElementException e) {
          tellStrange(entry, String.valueOf(e.getMessage()));
          return Optional.of(bare(entry).build());
        }
      }
    }
    return Optional.of(record.build());
  }

  private static ParaStateRecord.Builder bare(ParaStateValue entry) {
    var record =
        ParaStateRecord.newBuilder()
            .setStorageKey(ChainRecords.bytes(entry.key()))
            .setBlockNumber((int) entry.block().number())
            .setBlockHash(ChainRecords.bytes(entry.block().hash()));
    entry.value().ifPresent(value -> record.setValue(ChainRecords.bytes(value)));
    return record;
  }

  private void tellStrange(ParaStateValue entry, String why) {
    if (strange.add(entry.item())) {
      LOG.warn(
          "{}.{} has another form than is known, workers are driven without it: para={} key={}"
              + " error={}",
          entry.item().pallet(),
          entry.item().item(),
          entry.block(),
          entry.key(),
          why);
    }
  }
}
