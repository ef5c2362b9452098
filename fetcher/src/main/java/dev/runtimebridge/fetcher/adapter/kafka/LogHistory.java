package dev.runtimebridge.fetcher.adapter.kafka;

import dev.runtimebridge.fetcher.domain.ChainPoint;
import dev.runtimebridge.fetcher.domain.EncodedHeader;
import dev.runtimebridge.fetcher.domain.LoggedBlocks;
import dev.runtimebridge.fetcher.domain.ParaBlock;
import dev.runtimebridge.fetcher.domain.ParaRuntime;
import dev.runtimebridge.fetcher.port.LogException;
import dev.runtimebridge.schemas.topic.TopicCatalogue;
import dev.runtimebridge.schemas.v1.Chain;
import dev.runtimebridge.schemas.v1.ChainGenesis;
import dev.runtimebridge.schemas.v1.ParaBlockRecord;
import dev.runtimebridge.schemas.v1.ParaStateRecord;
import dev.runtimebridge.schemas.v1.RuntimeMetadataRecord;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.scale.MalformedScale;
import dev.runtimebridge.substrate.storage.StorageState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads back what the log holds of the parachain. */
final class LogHistory {
  private static final long MOST_BYTES = 8L << 20;

  private final LogTail tail;
  private final TopicCatalogue topics;

  LogHistory(LogTail tail, TopicCatalogue topics) {
    this.tail = tail;
    this.topics = topics;
  }

  Optional<ParaRuntime> runtime() throws LogException {
    Optional<RuntimeMetadataRecord> last =
        tail.last(topics.chainMetadata(), record -> record.getChain() == Chain.PARA);
    if (last.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(runtime(last.get()));
    } catch (IllegalArgumentException e) {
      throw unreadable(topics.chainMetadata().name(), e);
    }
  }

  /** The runtime that a record of {@code chain.metadata} holds. */
  static ParaRuntime runtime(RuntimeMetadataRecord record) {
    var since =
        new ChainPoint(
            Integer.toUnsignedLong(record.getSinceBlock()),
            Hash256.of(record.getBlockHash().toByteArray()));
    return new ParaRuntime(
        record.getSpecName(),
        Integer.toUnsignedLong(record.getSpecVersion()),
        Integer.toUnsignedLong(record.getTransactionVersion()),
        since,
        Bytes.of(record.getMetadata().toByteArray()));
  }

  OptionalLong clock() throws LogException {
    Optional<ParaStateRecord> last = tail.last(topics.paraState(), ParaStateRecord::hasClock);
    return last.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(Integer.toUnsignedLong(last.get().getClock().getBlockNumber()));
  }

  StorageState genesisState() throws LogException {
    ChainGenesis genesis =
        tail.last(topics.chainGenesis())
            .orElseThrow(
                () -> new LogException.Unreadable(topics.chainGenesis().name() + " is empty"));
    try {
      return StorageState.decode(genesis.getGenesisState().toByteArray());
    } catch (MalformedScale e) {
      throw unreadable(topics.chainGenesis().name(), e);
    }
  }

  LoggedBlocks paraBlocks(long from) throws LogException {
    LogTail.Part<ParaBlockRecord> part = tail.part(topics.paraBlocks(), from, MOST_BYTES);
    List<ParaBlock> blocks = new ArrayList<>(part.values().size());
    try {
      for (ParaBlockRecord record : part.values()) {
        blocks.add(
            new ParaBlock(
                EncodedHeader.of(record.getHeader().toByteArray()),
                Bytes.of(record.getStorageChanges().toByteArray()),
                Integer.toUnsignedLong(record.getProvenAt())));
      }
    } catch (MalformedScale e) {
      throw unreadable(topics.paraBlocks().name(), e);
    }
    return new LoggedBlocks(blocks, part.next());
  }

  private static LogException.Unreadable unreadable(String topic, RuntimeException e) {
    return new LogException.Unreadable(
        "topic %s has a record that does not decode: %s".formatted(topic, e.getMessage()));
  }
}
