package dev.runtimebridge.syncer.adapter.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import dev.runtimebridge.broker.EmbeddedBroker;
import dev.runtimebridge.schemas.topic.TopicCatalogue;
import dev.runtimebridge.schemas.v1.ParaBlockRecord;
import dev.runtimebridge.syncer.domain.Reach;
import dev.runtimebridge.syncer.port.LogUnavailable;
import dev.runtimebridge.syncer.port.ParaBlock;
import dev.runtimebridge.syncer.testing.TestConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Blocks found by number in a log whose offsets have holes. */
class KafkaChainLogIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir static Path folder;
  private static EmbeddedBroker broker;

  @BeforeAll
  static void startBroker() {
    broker = EmbeddedBroker.start(folder);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @Test
  void shouldFindAnyRangeByNumber() throws Exception {
    TopicCatalogue topics = topics("ranges");
    var random = new Random(5);
    try (var producer = producer("ranges")) {
      for (int number = 10; number < 600; ) {
        producer.beginTransaction();
        for (int left = 1 + random.nextInt(7); left > 0; left--) {
          send(producer, topics, block(number, random.nextInt(2_000)));
          number++;
        }
        end(producer, random, topics, number);
      }
    }
    try (var log = open(topics)) {
      Reach reach = await(log, seen -> seen.publishedPara() >= 599);
      for (int round = 0; round < 60; round++) {
        long from = 10L + random.nextInt(560);
        long to = from + random.nextInt(20);
        List<ParaBlock> blocks = log.paraBlocks(from, Math.min(to, reach.publishedPara()), 1 << 20);
        for (int i = 0; i < blocks.size(); i++) {
          assertEquals(from + i, blocks.get(i).number());
        }
        assertEquals(Math.min(to, reach.publishedPara()), blocks.getLast().number());
      }
      var early = assertThrows(LogUnavailable.class, () -> log.paraBlocks(3, 4, 1));
      assertTrue(String.valueOf(early.getMessage()).contains("its first is 10"), early::getMessage);
      var late = assertThrows(LogUnavailable.class, () -> log.paraBlocks(9_999, 9_999, 1));
      assertTrue(String.valueOf(late.getMessage()).contains("its last is"), late::getMessage);
    }
  }

  @Test
  void shouldEndARangeWhereItGrowsTooLarge() throws Exception {
    TopicCatalogue topics = topics("sizes");
    try (var producer = producer("sizes")) {
      producer.beginTransaction();
      for (int number = 0; number < 10; number++) {
        send(producer, topics, block(number, 1_000));
      }
      producer.commitTransaction();
    }
    try (var log = open(topics)) {
      await(log, seen -> seen.publishedPara() == 9);
      assertEquals(3, log.paraBlocks(0, 9, 3_500).size());
      assertEquals(1, log.paraBlocks(4, 9, 10).size());
    }
  }

  @Test
  void shouldStopAtARecordThatCannotBeReadAndTellWhereItIs() throws Exception {
    TopicCatalogue topics = topics("garbage");
    try (var producer = producer("garbage")) {
      producer.beginTransaction();
      send(producer, topics, block(0, 10));
      send(producer, topics, block(1, 10));
      send(producer, topics, "no Protobuf at all".getBytes(UTF_8));
      producer.commitTransaction();
    }
    try (var log = open(topics)) {
      var stopped = assertThrows(LogUnavailable.class, () -> log.paraBlocks(0, 2, 1 << 20));
      String message = String.valueOf(stopped.getMessage());
      assertTrue(
          message.contains("topic garbage.chain.para-blocks, partition 0, offset 2"), message);
    }
  }

  @Test
  void shouldStopAtAGapAndTellWhereItIs() throws Exception {
    TopicCatalogue topics = topics("gap");
    try (var producer = producer("gap")) {
      producer.beginTransaction();
      send(producer, topics, block(0, 10));
      send(producer, topics, block(2, 10));
      producer.commitTransaction();
    }
    try (var log = open(topics)) {
      var stopped = assertThrows(LogUnavailable.class, () -> log.paraBlocks(0, 2, 1 << 20));
      String message = String.valueOf(stopped.getMessage());
      assertTrue(message.contains("number 2 where 1 was expected"), message);
    }
  }

  private static void end(
      Producer<byte[], byte[]> producer, Random random, TopicCatalogue topics, int next) {
    producer.commitTransaction();
    if (random.nextInt(4) == 0) {
      producer.beginTransaction();
      send(producer, topics, block(next, 5));
      producer.abortTransaction();
    }
  }

  private static TopicCatalogue topics(String prefix) {
    var topics = TopicCatalogue.of(prefix, 1);
    TestConfig.createTopics(broker.bootstrapServers(), topics);
    return topics;
  }

  private static KafkaChainLog open(TopicCatalogue topics) {
    return new KafkaChainLog(broker.bootstrapServers(), topics, 1, 1 << 20, SOON);
  }

  private static Reach await(KafkaChainLog log, Predicate<Reach> wanted)
      throws InterruptedException {
    long end = System.nanoTime() + SOON.toNanos();
    Reach reach = log.reach();
    while (!wanted.test(reach) && System.nanoTime() < end) {
      reach = log.awaitNews(reach, Duration.ofMillis(200));
    }
    assertTrue(wanted.test(reach), "not in time: " + reach + " " + log.trouble());
    return reach;
  }

  private static byte[] block(int number, int size) {
    return ParaBlockRecord.newBuilder()
        .setNumber(number)
        .setStorageChanges(ByteString.copyFrom(new byte[size]))
        .build()
        .toByteArray();
  }

  private static void send(Producer<byte[], byte[]> producer, TopicCatalogue topics, byte[] value) {
    var _ = producer.send(new ProducerRecord<>(topics.paraBlocks().name(), 0, null, value));
  }

  private static Producer<byte[], byte[]> producer(String id) {
    var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", id),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
    return producer;
  }
}
