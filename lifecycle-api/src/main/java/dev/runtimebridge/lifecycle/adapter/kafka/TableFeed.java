package dev.runtimebridge.lifecycle.adapter.kafka;

import static java.util.Map.entry;

import dev.runtimebridge.lifecycle.command.PendingCommands;
import dev.runtimebridge.lifecycle.table.HistoryIndex.Place;
import dev.runtimebridge.lifecycle.table.Tables;
import dev.runtimebridge.schemas.topic.Topic;
import dev.runtimebridge.schemas.topic.TopicCatalogue;
import dev.runtimebridge.schemas.v1.AggregateStateRecord;
import dev.runtimebridge.schemas.v1.WorkerEventRecord;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Decodes each record and gives it to the tables, then to who waits for it. */
final class TableFeed {
  private final Tables tables;
  private final PendingCommands pending;
  private final TopicCatalogue topics;
  private final Map<String, Consumer<ConsumerRecord<String, byte[]>>> byTopic;

  TableFeed(TopicCatalogue topics, Tables tables, PendingCommands pending) {
    this.tables = tables;
    this.pending = pending;
    this.topics = topics;
    this.byTopic =
        Map.ofEntries(
            entry(topics.workerState().name(), this::state),
            entry(topics.workerEvents().name(), this::event),
            entry(topics.workerCommands().name(), this::command),
            entry(topics.chainTip().name(), this::tip),
            entry(topics.chainGenesis().name(), this::genesis),
            entry(topics.sealingKeys().name(), this::sealingKey),
            entry(topics.txRequests().name(), this::request),
            entry(topics.txEvents().name(), this::transaction),
            entry(topics.dispatchEvents().name(), this::round),
            entry(topics.dispatchBalances().name(), this::balance));
  }

  List<String> topicNames() {
    return List.copyOf(byTopic.keySet());
  }

  /**
   * Takes one record.
   *
   * @throws RuntimeException if it cannot be read; then nothing was changed
   */
  void accept(ConsumerRecord<String, byte[]> record) {
    var take = byTopic.get(record.topic());
    if (take == null) {
      throw new IllegalArgumentException("no table is built from topic " + record.topic());
    }
    take.accept(record);
  }

  private void state(ConsumerRecord<String, byte[]> record) {
    if (record.value() == null) {
      tables.erase(record.key(), place(record));
      return;
    }
    AggregateStateRecord state = decode(topics.workerState(), record);
    tables.apply(state, place(record));
    pending.onState(state);
  }

  private void event(ConsumerRecord<String, byte[]> record) {
    WorkerEventRecord event = decode(topics.workerEvents(), record);
    tables.apply(event, place(record));
    pending.onEvent(event);
  }

  private void command(ConsumerRecord<String, byte[]> record) {
    tables.apply(decode(topics.workerCommands(), record));
  }

  private void tip(ConsumerRecord<String, byte[]> record) {
    tables.apply(decode(topics.chainTip(), record));
  }

  private void genesis(ConsumerRecord<String, byte[]> record) {
    tables.apply(decode(topics.chainGenesis(), record));
  }

  private void sealingKey(ConsumerRecord<String, byte[]> record) {
    if (record.value() == null) {
      tables.sealingKeys().remove(record.key());
    } else {
      tables.apply(decode(topics.sealingKeys(), record));
    }
  }

  private void request(ConsumerRecord<String, byte[]> record) {
    tables.apply(decode(topics.txRequests(), record));
  }

  private void transaction(ConsumerRecord<String, byte[]> record) {
    tables.apply(decode(topics.txEvents(), record));
  }

  private void round(ConsumerRecord<String, byte[]> record) {
    tables.apply(decode(topics.dispatchEvents(), record), place(record));
  }

  private void balance(ConsumerRecord<String, byte[]> record) {
    if (record.value() == null) {
      tables.balances().remove(record.key());
    } else {
      tables.apply(decode(topics.dispatchBalances(), record));
    }
  }

  private static Place place(ConsumerRecord<String, byte[]> record) {
    return new Place(record.partition(), record.offset());
  }

  private static <V extends com.google.protobuf.MessageLite> V decode(
      Topic<V> topic, ConsumerRecord<String, byte[]> record) {
    V value = topic.value().deserializer().deserialize(record.topic(), record.value());
    if (value == null) {
      throw new IllegalArgumentException("the record is empty");
    }
    return value;
  }
}
