package dev.runtimebridge.broker;

import dev.runtimebridge.schemas.topic.Topic;
import dev.runtimebridge.schemas.topic.TopicCatalogue;
import dev.runtimebridge.schemas.topic.TopicCreation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicCreationIT {
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final int CATALOGUES = 5;
  private static final int PARTITIONS = 32;

  @TempDir Path folder;

  @Test
  void shouldReturnWhenEveryPartitionTakesARecordAtTheFirstAttempt() throws Exception {
    try (var broker = EmbeddedBroker.start(folder);
        var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      for (int i = 0; i < CATALOGUES; i++) {
        TopicCatalogue topics = TopicCatalogue.of("fresh-" + i, PARTITIONS);
        TopicCreation.ensure(admin, topics, (short) 1, DEADLINE);
        try (var producer = unforgiving(broker)) {
          for (Future<RecordMetadata> written : writeToAll(producer, topics)) {
            written.get();
          }
        }
        // Once more, as every service does at every start.
        TopicCreation.ensure(admin, topics, (short) 1, DEADLINE);
      }
    }
  }

  private static List<Future<RecordMetadata>> writeToAll(
      KafkaProducer<byte[], byte[]> producer, TopicCatalogue topics) {
    var all = new ArrayList<Future<RecordMetadata>>();
    for (Topic<?> topic : topics.all()) {
      for (PartitionInfo partition : producer.partitionsFor(topic.name())) {
        // Compacted topics want a key.
        all.add(
            producer.send(
                new ProducerRecord<>(
                    topic.name(), partition.partition(), new byte[] {1}, new byte[] {1})));
      }
    }
    return all;
  }

  private static KafkaProducer<byte[], byte[]> unforgiving(EmbeddedBroker broker) {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers",
            broker.bootstrapServers(),
            "enable.idempotence",
            false,
            "retries",
            0),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}
