package dev.runtimebridge.fetcher.adapter.kafka;

import com.google.protobuf.MessageLite;
import dev.runtimebridge.fetcher.port.LogException;
import dev.runtimebridge.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Writes records in transactions under one id, so that there is one writer. One thread uses it. */
final class LogWriter implements AutoCloseable {
  private static final Duration CLOSE = Duration.ofSeconds(3);

  private final KafkaClients clients;
  private final String transactionalId;
  private final Asking asking;
  private final AtomicReference<@Nullable Exception> sendFailure = new AtomicReference<>();
  private @Nullable Producer<byte[], byte[]> producer;

  /** A writer that is not opened yet. */
  LogWriter(KafkaClients clients, String transactionalId, Asking asking) {
    this.clients = clients;
    this.transactionalId = transactionalId;
    this.asking = asking;
  }

  /** Becomes the one that writes; who was it before is shut out. */
  void open() throws LogException {
    asking.to(
        "open the log",
        () -> {
          Producer<byte[], byte[]> opened = clients.transactional(transactionalId);
          producer = opened;
          opened.initTransactions();
          return opened;
        });
  }

  void begin() throws LogException {
    sendFailure.set(null);
    asking.to(
        "begin a transaction",
        () -> {
          opened().beginTransaction();
          return true;
        });
  }

  /**
   * Adds a record to the transaction.
   *
   * @param value null takes away what the key had
   */
  <V extends MessageLite> void send(Topic<V> topic, @Nullable String key, @Nullable V value)
      throws LogException {
    byte[] keyBytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
    byte[] valueBytes = value == null ? null : value.toByteArray();
    asking.to(
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

  void commit() throws LogException {
    asking.to(
        "commit",
        () -> {
          opened().flush();
          failIfSendFailed();
          opened().commitTransaction();
          return true;
        });
  }

  void abort() throws LogException {
    asking.to(
        "abort",
        () -> {
          opened().abortTransaction();
          return true;
        });
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
