package dev.runtimebridge.lifecycle.adapter.kafka;

import dev.runtimebridge.lifecycle.command.CommandLog;
import dev.runtimebridge.lifecycle.config.KafkaConfig;
import dev.runtimebridge.lifecycle.config.TopicsConfig;
import dev.runtimebridge.schemas.v1.WorkerCommandRecord;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes commands with a plain producer, made for the first of them. It gives up before the caller
 * does and never sends a command later on its own, so that who was told "not confirmed" is not
 * surprised an hour afterwards.
 */
@ApplicationScoped
class CommandProducer implements CommandLog {
  // Together less than the ten seconds that a command may take by default.
  private static final int MAX_BLOCK_MS = 2_000;
  private static final int REQUEST_MS = 2_000;
  private static final int DELIVERY_MS = 6_000;
  private static final Duration CLOSE = Duration.ofSeconds(2);

  private final String bootstrapServers;
  private final String topic;
  private @Nullable Producer<String, byte[]> producer;

  CommandProducer(KafkaConfig kafka, TopicsConfig topics) {
    this.bootstrapServers = kafka.bootstrapServers();
    this.topic = topics.catalogue().workerCommands().name();
  }

  @Override
  public CompletionStage<?> publish(WorkerCommandRecord command) {
    var written = new CompletableFuture<Void>();
    var record = new ProducerRecord<>(topic, command.getAggregateId(), command.toByteArray());
    try {
      Future<?> _ =
          producer()
              .send(
                  record,
                  (metadata, error) -> {
                    if (error == null) {
                      written.complete(null);
                    } else {
                      written.completeExceptionally(error);
                    }
                  });
    } catch (KafkaException | IllegalStateException e) {
      written.completeExceptionally(e);
    }
    return written;
  }

  @PreDestroy
  synchronized void close() {
    if (producer != null) {
      producer.close(CLOSE);
    }
  }

  private synchronized Producer<String, byte[]> producer() {
    Producer<String, byte[]> made = producer;
    if (made == null) {
      made = make();
      producer = made;
    }
    return made;
  }

  // Every replica confirms, and nobody waits for company.
  private Producer<String, byte[]> make() {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ProducerConfig.CLIENT_ID_CONFIG,
            "lifecycle-api-commands",
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            true,
            ProducerConfig.LINGER_MS_CONFIG,
            0,
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            MAX_BLOCK_MS,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
            REQUEST_MS,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            DELIVERY_MS),
        new StringSerializer(),
        new ByteArraySerializer());
  }
}
