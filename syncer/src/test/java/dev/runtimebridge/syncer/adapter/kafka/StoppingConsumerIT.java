package dev.runtimebridge.syncer.adapter.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.runtimebridge.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Two partitions; in the first the third record of four is bad. */
class StoppingConsumerIT {
  @TempDir static Path folder;
  private static EmbeddedBroker broker;

  private final StoppedPartitions stopped = new StoppedPartitions();
  private final List<String> read = new ArrayList<>();
  private TopicPartition ill;
  private TopicPartition well;
  private StoppingConsumer consumer;

  @BeforeAll
  static void startBroker() {
    broker = EmbeddedBroker.start(folder.resolve("broker"));
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @BeforeEach
  void fillTopic(TestInfo test) throws Exception {
    String topic = test.getTestMethod().orElseThrow().getName();
    ill = new TopicPartition(topic, 0);
    well = new TopicPartition(topic, 1);
    try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin
          .createTopics(List.of(new NewTopic(topic, 2, (short) 1)))
          .all()
          .get(20, TimeUnit.SECONDS);
    }
    send(ill, "a", "b", "bad", "c");
    send(well, "1", "2");
    consumer =
        new StoppingConsumer(
            Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "group.id",
                topic,
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                false),
            StoppingConsumerIT::fault,
            stopped);
    consumer.subscribe(List.of(topic), new Unconcerned());
  }

  @AfterEach
  void closeConsumer() {
    consumer.close();
  }

  @Test
  void shouldHandOutWhatStandsBeforeABadRecordAndAllOfTheOtherPartition() throws Exception {
    pollUntilRead("1", "2", "a", "b");
    send(well, "3");

    consumer.resume(List.of(ill, well));

    pollUntilRead("1", "2", "3", "a", "b");
    assertEquals(2, consumer.position(ill));
    assertEquals(OptionalLong.of(0), consumer.currentLag(ill));
    assertEquals(
        List.of("topic %s, partition 0, offset 2: it is bad".formatted(ill.topic())),
        stopped.texts());
  }

  @Test
  void shouldLetNobodyCommitBeyondABadRecord() {
    Map<TopicPartition, OffsetAndMetadata> next = pollUntilRead("1", "2", "a", "b");

    assertEquals(2, next.get(ill).offset());
  }

  @Test
  void shouldReadAnewWhatIsSought() {
    pollUntilRead("1", "2", "a", "b");
    read.clear();

    consumer.seek(ill, 1);
    consumer.resume(List.of(ill));
    pollUntilRead("b");
    consumer.seek(ill, 3);
    consumer.resume(List.of(ill));

    pollUntilRead("b", "c");
  }

  @Test
  void shouldForgetWhatIsNoLongerItsOwn() {
    pollUntilRead("1", "2", "a", "b");

    consumer.unsubscribe();

    assertEquals(List.of(), stopped.texts());
  }

  /** The newest offset that may be committed, by partition. */
  private Map<TopicPartition, OffsetAndMetadata> pollUntilRead(String... wanted) {
    Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!read.stream().sorted().toList().equals(List.of(wanted))) {
      if (System.nanoTime() > end) {
        throw new AssertionError("read %s, not %s".formatted(read, List.of(wanted)));
      }
      var polled = consumer.poll(Duration.ofMillis(100));
      next.putAll(polled.nextOffsets());
      polled.forEach(raw -> read.add(new String(raw.value(), UTF_8)));
    }
    return next;
  }

  private static Optional<String> fault(ConsumerRecord<byte[], byte[]> raw) {
    return new String(raw.value(), UTF_8).equals("bad")
        ? Optional.of("it is bad")
        : Optional.empty();
  }

  private static void send(TopicPartition to, String... values) throws Exception {
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (String value : values) {
        producer
            .send(new ProducerRecord<>(to.topic(), to.partition(), null, value.getBytes(UTF_8)))
            .get(10, TimeUnit.SECONDS);
      }
    }
  }

  /** Does nothing when partitions come and go. */
  private static final class Unconcerned implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      // What is assigned is read in any case.
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      // Nothing is kept for a partition.
    }
  }
}
