package dev.runtimebridge.syncer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.broker.EmbeddedBroker;
import dev.runtimebridge.devnet.worker.FarmSettings;
import dev.runtimebridge.schemas.topic.Topic;
import dev.runtimebridge.schemas.v1.WorkerState;
import dev.runtimebridge.syncer.testing.Bench;
import dev.runtimebridge.syncer.testing.StateTable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One record that cannot be read stops one partition, and that one only. */
class UnreadableRecordIT {
  private static final int WORKERS = 6;
  private static final byte[] GARBAGE = {(byte) 0xff, (byte) 0xff, (byte) 0xff};

  @TempDir static Path folder;
  private static EmbeddedBroker broker;

  @BeforeAll
  static void startBroker() {
    broker = EmbeddedBroker.start(folder.resolve("broker"));
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @Test
  void shouldHoldCommandsAtOneThatCannotBeReadUntilItIsGone() throws Exception {
    try (var bench = bench("commands")) {
      int first = 0;
      bench.createWorker(first);
      bench.awaitAtTip(first);
      RecordMetadata bad =
          send(bench.topics.workerCommands(), partition(first), StateTable.id(first), GARBAGE);
      List<Integer> behind = workers(partition(first)).stream().filter(w -> w != first).toList();
      List<Integer> beside = workers(1 - partition(first));
      IntStream.range(1, WORKERS).forEach(bench::createWorker);

      beside.forEach(bench::awaitAtTip);
      awaitStop(bench, bad);
      // What sessions of that partition see comes by the other topic, which goes on.
      bench.chains.grow(10);
      bench.awaitAtTip(first);
      assertTrue(bench.syncer().ready(), bench.syncer()::streamsState);

      bench.restartSyncer();
      bench.chains.grow(10);
      beside.forEach(bench::awaitAtTip);
      awaitStop(bench, bad);
      behind.forEach(worker -> assertUnknown(bench, worker));

      bench.syncer().close();
      forgetUpTo(bad);
      bench.restartSyncer();

      bench.awaitAllAtTip();
      assertEquals(List.of(), bench.syncer().stoppedPartitions());
    }
  }

  @Test
  void shouldHoldObservationsAtOneWithoutAKeyAndStillDecideCommands() throws Exception {
    try (var bench = bench("observations")) {
      int ill = partition(0);
      RecordMetadata bad = send(bench.topics.workerObservations(), ill, null, new byte[0]);
      awaitStop(bench, bad);

      bench.createWorkers();

      workers(1 - ill).forEach(bench::awaitAtTip);
      workers(ill).forEach(worker -> bench.await("created", () -> isCreated(bench, worker)));
      workers(ill).forEach(worker -> assertEquals(1, bench.table.events(worker).size()));
    }
  }

  private static Bench bench(String name) throws Exception {
    return new Bench(broker.bootstrapServers(), folder, name, FarmSettings.of(WORKERS), 60);
  }

  private static boolean isCreated(Bench bench, int worker) {
    return bench.table.events(worker).contains("WORKER_CREATED");
  }

  private static void assertUnknown(Bench bench, int worker) {
    assertEquals(WorkerState.getDefaultInstance(), bench.table.state(worker));
    assertEquals(List.of(), bench.table.events(worker));
  }

  private static void awaitStop(Bench bench, RecordMetadata at) {
    String position =
        "topic %s, partition %d, offset %d: ".formatted(at.topic(), at.partition(), at.offset());
    bench.await(
        "stop at " + position,
        () ->
            bench.syncer().stoppedPartitions().size() == 1
                && bench.syncer().stoppedPartitions().getFirst().startsWith(position));
  }

  private static List<Integer> workers(int partition) {
    return IntStream.range(0, WORKERS).filter(w -> partition(w) == partition).boxed().toList();
  }

  /** Where Kafka's own partitioner puts a worker's records. */
  private static int partition(int worker) {
    return Utils.toPositive(Utils.murmur2(StateTable.id(worker).getBytes(UTF_8))) % 2;
  }

  private static RecordMetadata send(
      Topic<?> topic, int partition, @Nullable String key, byte[] value) throws Exception {
    byte @Nullable [] rawKey = key == null ? null : key.getBytes(UTF_8);
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      return producer
          .send(new ProducerRecord<>(topic.name(), partition, rawKey, value))
          .get(10, TimeUnit.SECONDS);
    }
  }

  /** What an operator does who has seen that nothing is lost with the record. */
  private static void forgetUpTo(RecordMetadata bad) throws Exception {
    var partition = new TopicPartition(bad.topic(), bad.partition());
    try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin
          .deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(bad.offset() + 1)))
          .all()
          .get(10, TimeUnit.SECONDS);
    }
  }
}
