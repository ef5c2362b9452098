package dev.runtimebridge.solo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.MessageLite;
import dev.runtimebridge.broker.EmbeddedBroker;
import dev.runtimebridge.schemas.topic.Topic;
import dev.runtimebridge.schemas.topic.TopicCatalogue;
import dev.runtimebridge.schemas.v1.ParaBlockRecord;
import dev.runtimebridge.schemas.v1.ParaStateRecord.ItemCase;
import dev.runtimebridge.schemas.v1.RelayHeaderRecord;
import dev.runtimebridge.substrate.header.Header;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads both block topics from a folder as a reader does, and checks laws 2 and 3 on them. */
public final class LogCheck {
  private final String context;
  private Header relay;
  private Header para;

  private LogCheck(String context) {
    this.context = context;
  }

  static void eachBlockOnceInOrder(Path kafka, String context) {
    var check = new LogCheck(context);
    TopicCatalogue topics = TopicCatalogue.of("bridge", 8);
    try (var broker = EmbeddedBroker.start(kafka)) {
      read(broker, topics.relayHeaders(), check::relayHeader);
      read(broker, topics.paraBlocks(), check::paraBlock);
    }
    assertTrue(check.relay.number() >= 599, context + ": relay " + check.relay.number());
    assertTrue(check.para.number() >= 250, context + ": para " + check.para.number());
  }

  /** The parachain's state is told as of the last block, in words that are known. */
  public static void stateIsTold(Path kafka) {
    TopicCatalogue topics = TopicCatalogue.of("bridge", 8);
    var clocks = new ArrayList<Integer>();
    var blocks = new ArrayList<Integer>();
    try (var broker = EmbeddedBroker.start(kafka)) {
      read(broker, topics.paraBlocks(), block -> blocks.add(block.getNumber()));
      read(
          broker,
          topics.paraState(),
          record -> {
            assertNotEquals(ItemCase.ITEM_NOT_SET, record.getItemCase(), record::toString);
            if (record.hasClock()) {
              clocks.add(record.getClock().getBlockNumber());
            }
          });
    }
    assertEquals(blocks.getLast(), clocks.getLast());
  }

  private void relayHeader(RelayHeaderRecord record) {
    relay = next(relay, Header.decode(record.getHeader().toByteArray()));
    assertEquals(record.getNumber(), relay.number(), context);
    assertArrayEquals(record.getHash().toByteArray(), relay.hash().bytes(), context);
  }

  private void paraBlock(ParaBlockRecord record) {
    para = next(para, Header.decode(record.getHeader().toByteArray()));
    assertEquals(record.getNumber(), para.number(), context);
  }

  private Header next(Header previous, Header header) {
    if (previous != null) {
      assertEquals(previous.number() + 1, header.number(), context);
      assertEquals(previous.hash(), header.parentHash(), context);
    }
    return header;
  }

  private static <V extends MessageLite> void read(
      EmbeddedBroker broker, Topic<V> topic, Consumer<V> each) {
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            broker.bootstrapServers(),
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed");
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), topic.value().deserializer())) {
      var partition = new TopicPartition(topic.name(), 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofSeconds(5)).forEach(found -> each.accept(found.value()));
      }
    }
  }
}
