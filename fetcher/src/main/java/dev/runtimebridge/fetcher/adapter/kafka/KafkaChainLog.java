package dev.runtimebridge.fetcher.adapter.kafka;

import dev.runtimebridge.fetcher.domain.ChainPoint;
import dev.runtimebridge.fetcher.domain.Genesis;
import dev.runtimebridge.fetcher.domain.LogPosition;
import dev.runtimebridge.fetcher.domain.LoggedBlocks;
import dev.runtimebridge.fetcher.domain.ParaBlock;
import dev.runtimebridge.fetcher.domain.ParaHead;
import dev.runtimebridge.fetcher.domain.ParaRuntime;
import dev.runtimebridge.fetcher.domain.ParaStateValue;
import dev.runtimebridge.fetcher.domain.RelaySegment;
import dev.runtimebridge.fetcher.domain.StateSnapshot;
import dev.runtimebridge.fetcher.port.ChainLog;
import dev.runtimebridge.fetcher.port.LogException;
import dev.runtimebridge.schemas.topic.TopicCatalogue;
import dev.runtimebridge.schemas.topic.TopicCreation;
import dev.runtimebridge.schemas.v1.ParaSnapshotPiece;
import dev.runtimebridge.schemas.v1.ParaStateRecord;
import dev.runtimebridge.schemas.v1.RelayHeaderRecord;
import dev.runtimebridge.schemas.v1.RuntimeMetadataRecord;
import dev.runtimebridge.substrate.storage.StorageState;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.admin.Admin;

/**
 * The log in Kafka: which records stand for what the pipeline knows, and how they are found again.
 */
public final class KafkaChainLog implements ChainLog {
  private static final Duration LISTEN_EVERY = Duration.ofSeconds(2);

  private final KafkaClients clients;
  private final TopicCatalogue topics;
  private final short replicas;
  private final Asking asking;
  private final LogWriter writer;
  private final ParaStateRecords paraState = new ParaStateRecords();
  private int snapshotPieces;

  /**
   * A log that is not opened yet.
   *
   * @param prefix of the topics; also names the one who may write
   * @param replicas copies of topics that are created
   */
  public KafkaChainLog(KafkaClients clients, TopicCatalogue topics, String prefix, short replicas) {
    this.clients = clients;
    this.topics = topics;
    this.replicas = replicas;
    this.asking = new Asking(clients.bootstrapServers());
    this.writer = new LogWriter(clients, prefix + "-fetcher", asking);
  }

  /** Something read from what is committed. */
  @FunctionalInterface
  private interface Read<T> {
    T from(LogHistory history) throws LogException;
  }

  @Override
  public void open() throws LogException {
    close();
    asking.to(
        "create the topics",
        () -> {
          try (Admin admin = clients.admin()) {
            TopicCreation.ensure(admin, topics, replicas, clients.deadline());
          }
          return true;
        });
    writer.open();
  }

  @Override
  public Optional<LogPosition> position() throws LogException {
    return asking.to(
        "read where the log ends",
        () -> {
          try (var tail = clients.tail()) {
            return new LogEnd(tail, topics).position();
          }
        });
  }

  @Override
  public OptionalLong lastSnapshot() throws LogException {
    return asking.to(
        "read the last snapshot",
        () -> {
          try (var tail = clients.tail()) {
            Optional<ParaSnapshotPiece> piece = tail.last(topics.paraSnapshots());
            snapshotPieces = piece.map(ParaSnapshotPiece::getCount).orElse(0);
            return piece.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(Integer.toUnsignedLong(piece.get().getBlockNumber()));
          }
        });
  }

  @Override
  public Optional<ParaRuntime> runtime() throws LogException {
    return read("read the newest runtime", LogHistory::runtime);
  }

  @Override
  public OptionalLong clock() throws LogException {
    return read("read how far the parachain's state is told", LogHistory::clock);
  }

  @Override
  public StorageState genesisState() throws LogException {
    return read("read the genesis", LogHistory::genesisState);
  }

  @Override
  public LoggedBlocks paraBlocks(long from) throws LogException {
    return read("read parachain blocks", history -> history.paraBlocks(from));
  }

  private <T> T read(String what, Read<T> reading) throws LogException {
    return asking.to(
        what,
        () -> {
          try (var tail = clients.tail()) {
            return reading.from(new LogHistory(tail, topics));
          }
        });
  }

  @Override
  public void begin() throws LogException {
    writer.begin();
  }

  @Override
  public void add(Genesis genesis) throws LogException {
    writer.send(
        topics.chainGenesis(), Long.toString(genesis.chains().paraId()), ChainRecords.of(genesis));
  }

  @Override
  public void add(RelaySegment segment, Optional<ParaHead> head) throws LogException {
    for (RelayHeaderRecord record : ChainRecords.of(segment, head)) {
      writer.send(topics.relayHeaders(), null, record);
    }
  }

  @Override
  public void add(ParaBlock block) throws LogException {
    writer.send(topics.paraBlocks(), null, ChainRecords.of(block));
  }

  @Override
  public void add(StateSnapshot snapshot) throws LogException {
    int count = 0;
    for (ParaSnapshotPiece piece : ChainRecords.of(snapshot)) {
      writer.send(topics.paraSnapshots(), Integer.toString(piece.getIndex()), piece);
      count++;
    }
    for (int index = count; index < snapshotPieces; index++) {
      writer.send(topics.paraSnapshots(), Integer.toString(index), null);
    }
    snapshotPieces = count;
  }

  @Override
  public void add(ParaRuntime runtime) throws LogException {
    RuntimeMetadataRecord record = ChainRecords.of(runtime);
    writer.send(topics.chainMetadata(), "para/" + runtime.specVersion(), record);
  }

  @Override
  public void add(ParaStateValue value) throws LogException {
    Optional<ParaStateRecord> record = paraState.of(value);
    if (record.isPresent()) {
      writer.send(topics.paraState(), ParaStateRecords.key(value.key()), record.get());
    }
  }

  @Override
  public void addClock(ChainPoint block, long timeMs) throws LogException {
    writer.send(topics.paraState(), ParaStateRecords.CLOCK, ParaStateRecords.clock(block, timeMs));
  }

  @Override
  public void commit() throws LogException {
    writer.commit();
  }

  @Override
  public void abort() throws LogException {
    writer.abort();
  }

  @Override
  public void awaitSilence(Duration silence) throws LogException, InterruptedException {
    close();
    long end = -1;
    long heard = System.nanoTime();
    while (System.nanoTime() - heard < silence.toNanos()) {
      long now =
          asking.to(
              "listen for the other fetcher",
              () -> {
                try (var tail = clients.tail()) {
                  return tail.end(topics.chainTip());
                }
              });
      if (now != end) {
        end = now;
        heard = System.nanoTime();
      }
      Thread.sleep(LISTEN_EVERY);
    }
  }

  @Override
  public void close() {
    writer.close();
  }
}
