package dev.runtimebridge.syncer.adapter.kafka;

import dev.runtimebridge.schemas.topic.Topic;
import dev.runtimebridge.schemas.v1.WorkerObservationRecord;
import dev.runtimebridge.syncer.domain.AggregateId;
import dev.runtimebridge.syncer.domain.Input.Observed;
import dev.runtimebridge.syncer.domain.Observation;
import dev.runtimebridge.syncer.port.Clock;
import dev.runtimebridge.syncer.port.LogUnavailable;
import dev.runtimebridge.syncer.port.Observations;
import dev.runtimebridge.syncer.topology.ObservationCodec;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Observations into the topic {@code worker.observations}. */
public final class KafkaObservations implements Observations, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaObservations.class);
  private static final int MAX_BLOCK_MS = 5_000;

  private final Producer<String, WorkerObservationRecord> producer;
  private final Topic<WorkerObservationRecord> topic;
  private final String driver;
  private final Clock clock;

  /** Observations of the sessions that {@code driver} holds. */
  public KafkaObservations(
      String bootstrapServers, Topic<WorkerObservationRecord> topic, String driver, Clock clock) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MS);
    this.producer =
        new KafkaProducer<>(settings, topic.key().serializer(), topic.value().serializer());
    this.topic = topic;
    this.driver = driver;
    this.clock = clock;
  }

  @Override
  public void report(AggregateId worker, long epoch, Observation observation) {
    var observed =
        new Observed(UUID.randomUUID().toString(), clock.now(), epoch, driver, observation);
    try {
      var _ =
          producer.send(
              new ProducerRecord<>(
                  topic.name(), worker.value(), ObservationCodec.write(worker, observed)),
              (written, error) -> {
                if (error != null) {
                  LOG.warn("Observation lost: worker={} error={}", worker, error.toString());
                }
              });
    } catch (KafkaException e) {
      throw new LogUnavailable("the log takes no observation: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(2));
  }
}
