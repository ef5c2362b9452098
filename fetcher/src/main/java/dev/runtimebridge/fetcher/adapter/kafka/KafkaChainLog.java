package dev.runtimebridge.fetcher.adapter.kafka;

import com.google.protobuf.MessageLite;
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
import dev.runtimebridge.schemas.topic.Topic;
import dev.runtimebridge.schemas.topic.TopicCatalogue;
import dev.runtimebridge.schemas.topic.TopicCreation;
import dev.runtimebridge.schemas.v1.ParaSnapshotPiece;
import dev.runtimebridge.schemas.v1.ParaStateRecord;
import dev.runtimebridge.schemas.v1.RelayHeaderRecord;
import dev.runtimebridge.schemas.v1.RuntimeMetadataRecord;
import dev.runtimebridge.substrate.storage.StorageState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jspecify.annotations.Nullable;

/** The log in Kafka, written by transactions under one id, so that there is one writer. */
public final class KafkaChainLog implements ChainLog {
  private static final Duration CLOSE = Duration.ofSeconds(3);
  private static final Duration LISTEN_EVERY = Duration.ofSeconds(2);

  private final KafkaClients clients;
  private final TopicCatalogue topics;
  private final short replicas;
  private final String transactionalId;
  private final AtomicReference<@Nullable Exception> sendFailure = new AtomicReference<>();
  private final ParaStateRecords paraState = new ParaStateRecords();
  private @Nullable Producer<byte[], byte[]> producer;
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
    this.transactionalId = prefix + "-fetcher";
  }

  /** Something asked of Kafka. */
  @FunctionalInterface
  private interface Call<T> {
    T run() throws LogException;
  }

  /** Something read from what is committed. */
  @FunctionalInterface
  private interface Read<T> {
    T from(LogHistory history) throws LogException;
  }

  @Override
  public void open() throws LogException {
    close();
    asked(
        "open the log",
        () -> {
          try (Admin admin = clients.admin()) {
            TopicCreation.ensure(admin, topics, replicas, KafkaClients.DEADLINE);
          }
          Producer<byte[], byte[]> opened = clients.transactional(transactionalId);
          producer = opened;
          opened.initTransactions();
          return opened;
        });
  }

  @Override
  public Optional<LogPosition> position() throws LogException {
    return asked(
        "read where the log ends",
        () -> {
          try (var tail = new LogTail(clients.reader())) {
            return new LogEnd(tail, topics).position();
          }
        });
  }

  @Override
  public OptionalLong lastSnapshot() throws LogException {
    return asked(
        "read the last snapshot",
        () -> {
          try (var tail = new LogTail(clients.reader())) {
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
    return asked(
        what,
        () -> {
          try (var tail = new LogTail(clients.reader())) {
            return reading.from(new LogHistory(tail, topics));
          }
        });
  }

  @Override
  public void begin() throws LogException {
    sendFailure.set(null);
    asked(
        "begin a transaction",
        () -> {
          opened().beginTransaction();
          return true;
        });
  }

  @Override
  public void add(Genesis genesis) throws LogException {
    send(topics.chainGenesis(), Long.toString(genesis.chains().paraId()), ChainRecords.of(genesis));
  }

  @Override
  public void add(RelaySegment segment, Optional<ParaHead> head) throws LogException {
    for (RelayHeaderRecord record : ChainRecords.of(segment, head)) {
      send(topics.relayHeaders(), null, record);
    }
  }

  @Override
  public void add(ParaBlock block) throws LogException {
    send(topics.paraBlocks(), null, ChainRecords.of(block));
  }

  @Override
  public void add(StateSnapshot snapshot) throws LogException {
    int count = 0;
    for (ParaSnapshotPiece piece : ChainRecords.of(snapshot)) {
      send(topics.paraSnapshots(), Integer.toString(piece.getIndex()), piece);
      count++;
    }
    for (int index = count; index < snapshotPieces; index++) {
      send(topics.paraSnapshots(), Integer.toString(index), null);
    }
    snapshotPieces = count;
  }

  @Override
  public void add(ParaRuntime runtime) throws LogException {
    RuntimeMetadataRecord record = ChainRecords.of(runtime);
    send(topics.chainMetadata(), "para/" + runtime.specVersion(), record);
  }

  @Override
  public void add(ParaStateValue value) throws LogException {
    Optional<ParaStateRecord> record = paraState.of(value);
    if (record.isPresent()) {
      send(topics.paraState(), ParaStateRecords.key(value.key()), record.get());
    }
  }

  @Override
  public void addClock(ChainPoint block, long timeMs) throws LogException {
    send(topics.paraState(), ParaStateRecords.CLOCK, ParaStateRecords.clock(block, timeMs));
  }

  private <V extends MessageLite> void send(Topic<V> topic, @Nullable String key, @Nullable V value)
      throws LogException {
    byte[] keyBytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
    byte[] valueBytes = value == null ? null : value.toByteArray();
    asked(
        "write to " + topic.name(),
        () -> {
          failIfSendFailed();
          var record = new ProducerRecord<>(topic.name(), 0, keyBytes, valueBytes);
          return opened()
              .send(
                  record,
                  (metadata, failure) -> {
                    if (failure != null) {
                      sendFailure.compareAndSet(null, failure);
                    }
                  });
        });
  }

  @Override
  public void commit() throws LogException {
    asked(
        "commit",
        () -> {
          opened().flush();
          failIfSendFailed();
          opened().commitTransaction();
          return true;
        });
  }

  @Override
  public void abort() throws LogException {
    asked(
        "abort",
        () -> {
          opened().abortTransaction();
          return true;
        });
  }

  @Override
  public void awaitSilence(Duration silence) throws LogException, InterruptedException {
    close();
    long end = -1;
    long heard = System.nanoTime();
    while (System.nanoTime() - heard < silence.toNanos()) {
      long now =
          asked(
              "listen for the other fetcher",
              () -> {
                try (var tail = new LogTail(clients.reader())) {
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

  private void failIfSendFailed() {
    Exception failure = sendFailure.get();
    if (failure instanceof KafkaException kafka) {
      throw kafka;
    }
    if (failure != null) {
      throw new KafkaException(failure);
    }
  }

  private Producer<byte[], byte[]> opened() throws LogException {
    Producer<byte[], byte[]> open = producer;
    if (open == null) {
      throw new LogException.Unavailable("the log is not open", new IllegalStateException());
    }
    return open;
  }

  private <T> T asked(String what, Call<T> call) throws LogException {
    try {
      return call.run();
    } catch (KafkaException | IllegalStateException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof ProducerFencedException
            || cause instanceof InvalidProducerEpochException) {
          throw new LogException.Fenced("could not %s: %s".formatted(what, e.getMessage()), e);
        }
      }
      throw new LogException.Unavailable(
          "could not %s in Kafka at %s (bridge.kafka.bootstrap-servers): %s"
              .formatted(what, clients.bootstrapServers(), e.getMessage()),
          e);
    }
  }

  @Override
  public void close() {
    Producer<byte[], byte[]> open = producer;
    producer = null;
    if (open != null) {
      // With some time the client still aborts what was begun, so that no reader has to wait for
      // it.
      open.close(CLOSE);
    }
  }
}
