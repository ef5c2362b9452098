package dev.runtimebridge.fetcher.adapter.kafka;

import dev.runtimebridge.fetcher.domain.ChainStatus;
import dev.runtimebridge.fetcher.port.StatusBoard;
import dev.runtimebridge.schemas.topic.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells how the chains stand in the topic {@code chain.tip}, outside of transactions. */
public final class KafkaStatusBoard implements StatusBoard, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaStatusBoard.class);

  private final Producer<byte[], byte[]> producer;
  private final TopicCatalogue topics;
  private final InstantSource clock;

  /** A board in the topics of one bridge. */
  public KafkaStatusBoard(KafkaClients clients, TopicCatalogue topics, InstantSource clock) {
    this.producer = clients.plain();
    this.topics = topics;
    this.clock = clock;
  }

  @Override
  public void tell(ChainStatus status) {
    String key = ChainRecords.chain(status.chain()).name();
    byte[] value = ChainRecords.of(status, clock.instant()).toByteArray();
    var record =
        new ProducerRecord<>(
            topics.chainTip().name(), 0, key.getBytes(StandardCharsets.UTF_8), value);
    try {
      Future<?> _ =
          producer.send(
              record,
              (metadata, failure) -> {
                if (failure != null) {
                  LOG.debug("chain.tip was not told: error={}", failure.getMessage());
                }
              });
    } catch (KafkaException e) {
      // The cluster's absence is told by who needs it; the next status makes up for this one.
      LOG.debug("chain.tip was not told: error={}", e.getMessage());
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(1));
  }
}
