package dev.runtimebridge.syncer.adapter.kafka;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import dev.runtimebridge.schemas.topic.TopicCatalogue;
import dev.runtimebridge.schemas.v1.ParaBlockRecord;
import dev.runtimebridge.schemas.v1.RelayHeaderRecord;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.syncer.domain.Reach;
import dev.runtimebridge.syncer.domain.RelayMark;
import dev.runtimebridge.syncer.port.ChainLog;
import dev.runtimebridge.syncer.port.Genesis;
import dev.runtimebridge.syncer.port.LogUnavailable;
import dev.runtimebridge.syncer.port.ParaBlock;
import dev.runtimebridge.syncer.port.RelayHeader;
import dev.runtimebridge.syncer.port.Snapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** The chain topics of a Kafka cluster as a log of blocks. */
public final class KafkaChainLog implements ChainLog, AutoCloseable {
  private final NumberedTopic<RelayHeaderRecord> relay;
  private final NumberedTopic<ParaBlockRecord> para;
  private final SnapshotReader snapshots;
  private final LogClients clients;
  private final ReachWatch watch = new ReachWatch();
  private final LogTail tail;
  private final Thread tailThread;

  /**
   * Begins to follow the log.
   *
   * @param readers clients that read ranges
   * @param maxSnapshotBytes largest state that is put together
   * @param deadline longest time for one range
   */
  public KafkaChainLog(
      String bootstrapServers,
      TopicCatalogue topics,
      int readers,
      long maxSnapshotBytes,
      Duration deadline) {
    this.relay =
        new NumberedTopic<>(
            topics.relayHeaders(), header -> Integer.toUnsignedLong(header.getNumber()));
    this.para =
        new NumberedTopic<>(
            topics.paraBlocks(), block -> Integer.toUnsignedLong(block.getNumber()));
    this.snapshots = new SnapshotReader(topics.paraSnapshots(), maxSnapshotBytes);
    this.clients = new LogClients(bootstrapServers, readers, deadline);
    this.tail = new LogTail(bootstrapServers, topics, relay, para, watch, deadline);
    this.tailThread = Thread.ofPlatform().daemon().name("chain-log-tail").start(tail);
  }

  @Override
  public Reach reach() {
    return watch.get();
  }

  @Override
  public Reach awaitNews(Reach seen, Duration atMost) throws InterruptedException {
    return watch.await(seen, atMost);
  }

  /** Why the log is not followed at present; empty when all is well. */
  public Optional<String> trouble() {
    return tail.trouble();
  }

  @Override
  public Genesis genesis() {
    return tail.genesis()
        .orElseThrow(
            () ->
                new LogUnavailable(
                    "the log has no genesis yet: "
                        + tail.trouble().orElse("the fetcher has not published it")));
  }

  @Override
  public Optional<Snapshot> snapshot() {
    return clients.with(
        consumer -> snapshots.read(consumer, Deadline.in(clients.deadline().multipliedBy(4))));
  }

  @Override
  public List<RelayHeader> relayHeaders(long from, long to) {
    List<RelayHeader> headers = new ArrayList<>();
    read(
        relay,
        from,
        record -> {
          headers.add(header(record));
          return headers.getLast().mark().number() < to;
        });
    return headers;
  }

  @Override
  public List<Bytes> paraHeaders(long from, long to) {
    List<Bytes> headers = new ArrayList<>();
    read(
        para,
        from,
        record -> {
          headers.add(bytes(record.getHeader()));
          return Integer.toUnsignedLong(record.getNumber()) < to;
        });
    return headers;
  }

  @Override
  public List<ParaBlock> paraBlocks(long from, long to, long maxBytes) {
    List<ParaBlock> blocks = new ArrayList<>();
    long[] size = {0};
    read(
        para,
        from,
        record -> {
          ParaBlock block = block(record);
          size[0] += block.size();
          if (blocks.isEmpty() || size[0] <= maxBytes) {
            blocks.add(block);
          }
          return block.number() < to && size[0] <= maxBytes;
        });
    return blocks;
  }

  @Override
  public void close() {
    tailThread.interrupt();
    clients.close();
  }

  private <V extends MessageLite> void read(NumberedTopic<V> topic, long from, Predicate<V> more) {
    clients.with(
        consumer -> {
          topic.read(consumer, from, Deadline.in(clients.deadline()), more);
          return from;
        });
  }

  private static RelayHeader header(RelayHeaderRecord from) {
    OptionalLong head =
        from.hasParaHead()
            ? OptionalLong.of(Integer.toUnsignedLong(from.getParaHead().getNumber()))
            : OptionalLong.empty();
    return new RelayHeader(
        new RelayMark(
            Integer.toUnsignedLong(from.getNumber()),
            from.hasJustification(),
            from.getChangesSet(),
            head),
        bytes(from.getHeader()),
        from.hasJustification() ? Optional.of(bytes(from.getJustification())) : Optional.empty(),
        from.getParaHead().getProofList().stream().map(KafkaChainLog::bytes).toList());
  }

  private static ParaBlock block(ParaBlockRecord from) {
    return new ParaBlock(
        Integer.toUnsignedLong(from.getNumber()),
        bytes(from.getHeader()),
        bytes(from.getStorageChanges()));
  }

  private static Bytes bytes(ByteString from) {
    return Bytes.of(from.toByteArray());
  }
}
