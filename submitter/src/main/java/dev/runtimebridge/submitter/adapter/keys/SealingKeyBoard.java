package dev.runtimebridge.submitter.adapter.keys;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import dev.runtimebridge.schemas.topic.TopicCatalogue;
import dev.runtimebridge.schemas.v1.SealingKey;
import dev.runtimebridge.submitter.adapter.kafka.KafkaClients;
import dev.runtimebridge.substrate.key.SealingKeyPair;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells in the topic {@code tx.sealing-keys} for whom secrets are to be sealed, each time that this
 * submitter becomes the one that works, until the cluster has taken it.
 */
public final class SealingKeyBoard implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SealingKeyBoard.class);
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration TAKEN_WITHIN = Duration.ofSeconds(15);
  private static final Duration STOP_DEADLINE = Duration.ofSeconds(3);

  private final KafkaClients clients;
  private final String topic;
  private final SealingKeyPair sealing;
  private final BooleanSupplier working;
  private final InstantSource clock;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread =
      Thread.ofVirtual().name("submitter-sealing-key").unstarted(this::run);

  /**
   * A board that tells nothing yet.
   *
   * @param working whether this submitter is the one that works
   */
  public SealingKeyBoard(
      KafkaClients clients,
      TopicCatalogue topics,
      SealingKeyPair sealing,
      BooleanSupplier working,
      InstantSource clock) {
    this.clients = clients;
    this.topic = topics.sealingKeys().name();
    this.sealing = sealing;
    this.working = working;
    this.clock = clock;
  }

  /** Begins to look whether there is something to tell. */
  public void start() {
    thread.start();
  }

  private void run() {
    boolean told = false;
    try {
      while (!stopped.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        told = working.getAsBoolean() && (told || tell());
      }
    } catch (InterruptedException e) {
      LOG.debug("the sealing key is no longer told");
    }
  }

  private boolean tell() throws InterruptedException {
    try (Producer<byte[], byte[]> producer = clients.plain()) {
      producer.send(record()).get(TAKEN_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
      LOG.info("secrets are sealed for this submitter: keyId={}", sealing.keyId());
      return true;
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      LOG.debug("the sealing key was not told: error={}", e.getMessage());
      return false;
    }
  }

  private ProducerRecord<byte[], byte[]> record() {
    Instant now = clock.instant();
    SealingKey key =
        SealingKey.newBuilder()
            .setKeyId(sealing.keyId())
            .setPublicKey(ByteString.copyFrom(sealing.publicKey().toByteArray()))
            .setTime(
                Timestamp.newBuilder().setSeconds(now.getEpochSecond()).setNanos(now.getNano()))
            .build();
    return new ProducerRecord<>(
        topic, 0, sealing.keyId().getBytes(StandardCharsets.UTF_8), key.toByteArray());
  }

  @Override
  public void close() {
    stopped.countDown();
    try {
      thread.join(STOP_DEADLINE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
