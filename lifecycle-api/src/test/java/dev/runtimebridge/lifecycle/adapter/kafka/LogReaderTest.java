package dev.runtimebridge.lifecycle.adapter.kafka;

import static dev.runtimebridge.lifecycle.testing.ApiClient.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.runtimebridge.lifecycle.command.PendingCommands;
import dev.runtimebridge.lifecycle.domain.PoolId;
import dev.runtimebridge.lifecycle.table.Tables;
import dev.runtimebridge.schemas.topic.TopicCatalogue;
import dev.runtimebridge.schemas.v1.AggregateStateRecord;
import dev.runtimebridge.schemas.v1.PoolConfig;
import dev.runtimebridge.schemas.v1.PoolState;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.DisconnectException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogReaderTest {
  private static final TopicCatalogue TOPICS = TopicCatalogue.of("test", 1);
  private static final List<String> READ =
      List.of(
          TOPICS.workerState().name(),
          TOPICS.workerEvents().name(),
          TOPICS.chainTip().name(),
          TOPICS.chainGenesis().name());
  private static final TopicPartition STATE = new TopicPartition(TOPICS.workerState().name(), 0);

  private final MockConsumer<String, byte[]> log = new MockConsumer<>("earliest");
  private final Tables tables = new Tables(1_000);
  private final AtomicInteger attempts = new AtomicInteger();
  private final LogReader reader =
      new LogReader(
          () -> log,
          this::firstAttemptFails,
          new TableFeed(TOPICS, tables, new PendingCommands()),
          () -> {});

  @AfterEach
  void close() {
    reader.close();
  }

  @Test
  void shouldBeReadyOnlyAtTheEndThatTheLogHadAtTheStart() {
    givenTopicsWithStates(2);
    reader.start();
    eventually(
        () ->
            reader
                .notReadyBecause()
                .equals(Optional.of("2 records of the log are still to be read")));
    log.schedulePollTask(() -> log.addRecord(state(0, pool(1).toByteArray())));
    eventually(
        () ->
            reader
                .notReadyBecause()
                .equals(Optional.of("1 records of the log are still to be read")));
    log.schedulePollTask(() -> log.addRecord(state(1, pool(2).toByteArray())));
    eventually(() -> reader.notReadyBecause().isEmpty());
    assertEquals("pool 2", tables.pool(new PoolId(2)).orElseThrow().config().getName());
    assertEquals(2, attempts.get());
  }

  @Test
  void shouldStopAtARecordThatCannotBeReadAndNotSkipIt() {
    givenTopicsWithStates(3);
    log.schedulePollTask(
        () -> {
          log.addRecord(state(0, pool(1).toByteArray()));
          log.addRecord(state(1, new byte[] {(byte) 0xff}));
          log.addRecord(state(2, pool(3).toByteArray()));
        });
    reader.start();
    eventually(
        () ->
            reader
                .notReadyBecause()
                .filter(
                    it ->
                        it.startsWith(
                            "the record of topic test.worker.state in partition 0 at offset 1 cannot be read"))
                .isPresent());
    assertEquals(Optional.empty(), tables.pool(new PoolId(3)));
    assertEquals(1, log.position(STATE));
  }

  private void firstAttemptFails() {
    if (attempts.incrementAndGet() == 1) {
      throw new DisconnectException("no broker yet");
    }
  }

  private void givenTopicsWithStates(long states) {
    for (String topic : READ) {
      var partition = new TopicPartition(topic, 0);
      log.updatePartitions(
          topic, List.of(new PartitionInfo(topic, 0, Node.noNode(), new Node[0], new Node[0])));
      log.updateBeginningOffsets(java.util.Map.of(partition, 0L));
      log.updateEndOffsets(java.util.Map.of(partition, partition.equals(STATE) ? states : 0L));
    }
  }

  private static ConsumerRecord<String, byte[]> state(long offset, byte[] value) {
    return new ConsumerRecord<>(STATE.topic(), STATE.partition(), offset, "pool", value);
  }

  private static AggregateStateRecord pool(long pid) {
    return AggregateStateRecord.newBuilder()
        .setAggregateId("pool/" + pid)
        .setPool(
            PoolState.newBuilder()
                .setConfig(PoolConfig.newBuilder().setPid(pid).setName("pool " + pid)))
        .build();
  }
}
