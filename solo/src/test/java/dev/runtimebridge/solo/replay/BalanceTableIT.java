package dev.runtimebridge.solo.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.runtimebridge.broker.EmbeddedBroker;
import dev.runtimebridge.dispatcher.topology.DispatchTopology;
import dev.runtimebridge.schemas.topic.TopicCatalogue;
import dev.runtimebridge.schemas.topic.TopicCreation;
import dev.runtimebridge.schemas.v1.DispatchBalance;
import dev.runtimebridge.schemas.v1.DispatchCandidate;
import dev.runtimebridge.schemas.v1.DispatchEventRecord;
import dev.runtimebridge.schemas.v1.DispatchRewardsReleased;
import dev.runtimebridge.schemas.v1.DispatchRoundOpened;
import dev.runtimebridge.schemas.v1.DispatchRoundSettled;
import dev.runtimebridge.schemas.v1.DispatchShare;
import dev.runtimebridge.schemas.v1.DispatchTaskEnded;
import dev.runtimebridge.schemas.v1.DispatchTaskOutcome;
import dev.runtimebridge.schemas.v1.EventMeta;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One round of one worker, and what its balances are told to be. */
class BalanceTableIT {
  private static final TopicCatalogue TOPICS = TopicCatalogue.of("bridge", 1);
  private static final String STORE = DispatchTopology.balancesChangelog("bridge");
  private static final String WORKER = "worker/1";

  @TempDir Path folder;

  @Test
  void shouldCompareBalancesWithWhatTheirEventsComeTo() throws Exception {
    try (var broker = EmbeddedBroker.start(folder.resolve("kafka"));
        var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        var producer = producer(broker)) {
      TopicCreation.ensure(admin, TOPICS, (short) 1, Duration.ofSeconds(30));
      ReadLog log = ReadLog.atRest(broker.bootstrapServers(), "bridge", folder.resolve("tables"));
      TableReport none = compare(log).getFirst();
      assertEquals(Optional.of("no dispatcher has run yet"), none.skipped());

      admin.createTopics(List.of(new NewTopic(STORE, 1, (short) 1))).all().get();
      for (DispatchEventRecord event : round()) {
        write(producer, TOPICS.dispatchEvents().name(), "1", event);
      }
      for (String table : List.of(TOPICS.dispatchBalances().name(), STORE)) {
        write(producer, table, WORKER, balance(WORKER, "80"));
        write(producer, table, "pool/2", balance("pool/2", "80"));
      }
      for (TableReport report : compare(log)) {
        assertTrue(report.identical(), () -> report.differences().toString());
        assertEquals(2, report.entries());
        assertEquals(report.rebuilt(), report.live());
      }

      write(producer, STORE, WORKER, balance(WORKER, "81"));
      List<TableReport> reports = compare(log);
      assertTrue(reports.getFirst().identical());
      assertEquals(
          List.of(
              Difference.of(
                  WORKER,
                  "rebuilt frozen 0, available 80, missed 0, live frozen 0, available 81, missed 0")),
          reports.getLast().differences());

      DispatchEventRecord.Builder forged = round().getFirst().toBuilder().setRound(2);
      forged.getOpenedBuilder().clearDrawn().addDrawn("worker/of-a-friend");
      write(producer, TOPICS.dispatchEvents().name(), "2", forged.build());
      assertEquals(
          "DRAW_REPEATED does not hold: round 2 event 1",
          compare(log).getFirst().differences().getFirst().details().getFirst());
    }
  }

  private static List<TableReport> compare(ReadLog log) {
    return BalanceTable.compare(log, new Scan(log, 1));
  }

  /** A hundred: thirty for being online, fifty for the task, twenty for the treasury. */
  private static List<DispatchEventRecord> round() {
    return List.of(
        event(1)
            .setOpened(
                DispatchRoundOpened.newBuilder()
                    .setBlockNumber(10)
                    .setBlockHash(ByteString.copyFrom(new byte[32]))
                    .setTasks(5)
                    .addCandidates(
                        DispatchCandidate.newBuilder().setWorkerId(WORKER).setPid(2).setScore(300))
                    .addDrawn(WORKER)
                    .setClosesAt(18))
            .build(),
        event(2)
            .setTaskEnded(
                DispatchTaskEnded.newBuilder()
                    .setWorkerId(WORKER)
                    .setOutcome(DispatchTaskOutcome.TASK_DONE)
                    .setBlockNumber(11))
            .build(),
        event(3)
            .setSettled(
                DispatchRoundSettled.newBuilder()
                    .setBlockNumber(18)
                    .setMinted("100")
                    .setTreasury("20")
                    .addShares(
                        DispatchShare.newBuilder()
                            .setWorkerId(WORKER)
                            .setPid(2)
                            .setOnline("30")
                            .setComputing("50")
                            .setMissed("0"))
                    .setReleasesAt(28))
            .build(),
        event(4).setReleased(DispatchRewardsReleased.newBuilder().setBlockNumber(28)).build());
  }

  private static DispatchEventRecord.Builder event(long sequence) {
    return DispatchEventRecord.newBuilder()
        .setMeta(EventMeta.newBuilder().setSequence(sequence))
        .setRound(1);
  }

  private static DispatchBalance balance(String id, String available) {
    return DispatchBalance.newBuilder()
        .setAggregateId(id)
        .setFrozen("0")
        .setAvailable(available)
        .setMissed("0")
        .setRound(1)
        .build();
  }

  private static KafkaProducer<String, byte[]> producer(EmbeddedBroker broker) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", broker.bootstrapServers()),
        new StringSerializer(),
        new ByteArraySerializer());
  }

  private static void write(
      KafkaProducer<String, byte[]> producer, String topic, String key, Message value)
      throws Exception {
    producer.send(new ProducerRecord<>(topic, key, value.toByteArray())).get();
  }
}
