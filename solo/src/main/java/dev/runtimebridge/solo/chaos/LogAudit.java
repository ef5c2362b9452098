package dev.runtimebridge.solo.chaos;

import com.google.protobuf.MessageLite;
import dev.runtimebridge.schemas.topic.Topic;
import dev.runtimebridge.schemas.topic.TopicCatalogue;
import dev.runtimebridge.schemas.v1.WorkerEventRecord;
import dev.runtimebridge.substrate.header.Header;
import dev.runtimebridge.substrate.scale.MalformedScale;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads the whole log as any reader would, and looks for what must not be in it. */
final class LogAudit {
  private static final TopicCatalogue TOPICS = TopicCatalogue.of("bridge", 8);
  private static final Duration POLL = Duration.ofSeconds(1);

  private final String bootstrapServers;

  LogAudit(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  /** What holds of the chains' blocks and of the workers' events. */
  List<Invariant> invariants() {
    var relay = new BlockOrder("each relay-chain header in the log once, in order");
    read(TOPICS.relayHeaders(), record -> relay.see(record.getHeader().toByteArray()));
    var para = new BlockOrder("each parachain block in the log once, in order");
    read(TOPICS.paraBlocks(), record -> para.see(record.getHeader().toByteArray()));
    var events = new EventOrder();
    read(TOPICS.workerEvents(), events::see);
    return List.of(relay.count.done(), para.count.done(), events.once.done(), events.epochs.done());
  }

  private <V extends MessageLite> void read(Topic<V> topic, Consumer<V> each) {
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed");
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), topic.value().deserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.name()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(POLL).forEach(found -> each.accept(found.value()));
      }
    }
  }

  /** Each header's parent is the one before it. */
  static final class BlockOrder {
    final Invariant.Count count;
    private @Nullable Header last;

    BlockOrder(String name) {
      count = new Invariant.Count(name);
    }

    void see(byte[] encoded) {
      try {
        Header header = Header.decode(encoded);
        Header before = last;
        last = header;
        boolean follows =
            before == null
                || (header.number() == before.number() + 1
                    && header.parentHash().equals(before.hash()));
        count.see(follows, "block " + header.number());
      } catch (MalformedScale e) {
        count.see(false, "a header that cannot be read: " + e.getMessage());
      }
    }
  }

  /** Events are numbered without a gap; a session's number is above that of the one before it. */
  static final class EventOrder {
    final Invariant.Count once =
        new Invariant.Count("each event of a worker or pool once, in order");
    final Invariant.Count epochs = new Invariant.Count("one accepted driver at a time");
    private final Map<String, Long> sequences = new HashMap<>();
    private final Map<String, Long> drivers = new HashMap<>();

    void see(WorkerEventRecord event) {
      String id = event.getAggregateId();
      long sequence = event.getMeta().getSequence();
      Long before = sequences.put(id, sequence);
      once.see(before == null || sequence == before + 1, id + " event " + sequence);
      if (event.hasSessionBegan()) {
        long epoch = event.getSessionBegan().getEpoch();
        Long former = drivers.put(id, epoch);
        epochs.see(former == null || epoch > former, id + " session " + epoch);
      }
    }
  }
}
