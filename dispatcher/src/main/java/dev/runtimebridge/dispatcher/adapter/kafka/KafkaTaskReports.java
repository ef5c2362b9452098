package dev.runtimebridge.dispatcher.adapter.kafka;

import com.google.protobuf.util.Timestamps;
import dev.runtimebridge.dispatcher.port.Clock;
import dev.runtimebridge.dispatcher.port.OpenTask;
import dev.runtimebridge.dispatcher.port.TaskReports;
import dev.runtimebridge.schemas.topic.Topic;
import dev.runtimebridge.schemas.v1.DispatchTaskReport;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/** Reports into the topic {@code dispatch.reports}. */
public final class KafkaTaskReports implements TaskReports, AutoCloseable {
  private static final int MAX_BLOCK_MS = 5_000;
  private static final int DELIVERED_WITHIN_MS = 15_000;
  private static final int REQUEST_WITHIN_MS = 5_000;

  private final Producer<String, DispatchTaskReport> producer;
  private final Topic<DispatchTaskReport> topic;
  private final Clock clock;

  /** Connects when there is something to report. */
  public KafkaTaskReports(String bootstrapServers, Topic<DispatchTaskReport> topic, Clock clock) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MS);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_WITHIN_MS);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERED_WITHIN_MS);
    this.producer =
        new KafkaProducer<>(settings, topic.key().serializer(), topic.value().serializer());
    this.topic = topic;
    this.clock = clock;
  }

  @Override
  public void report(OpenTask task, boolean done) throws LogUnavailable, InterruptedException {
    DispatchTaskReport report =
        DispatchTaskReport.newBuilder()
            .setId(id(task))
            .setTime(Timestamps.fromMillis(clock.now().toEpochMilli()))
            .setRound(task.task().round())
            .setWorkerId(task.worker())
            .setDone(done)
            .setMessage(done ? "" : "it signed a wrong result")
            .build();
    try {
      producer.send(new ProducerRecord<>(topic.name(), task.worker(), report)).get();
    } catch (ExecutionException | KafkaException e) {
      throw new LogUnavailable("the log takes no report: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(2));
  }

  /** The same for each report on a task, whoever writes it. */
  private static String id(OpenTask task) {
    String name = "task/" + Long.toUnsignedString(task.task().round()) + "/" + task.worker();
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
