package dev.runtimebridge.solo.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.runtimebridge.schemas.v1.AggregateStateRecord;
import dev.runtimebridge.schemas.v1.EventMeta;
import dev.runtimebridge.schemas.v1.ParaStateRecord;
import dev.runtimebridge.schemas.v1.StoredAggregate;
import dev.runtimebridge.schemas.v1.WorkerEventRecord;
import dev.runtimebridge.schemas.v1.WorkerStage;
import dev.runtimebridge.schemas.v1.WorkerStarted;
import dev.runtimebridge.syncer.topology.SyncerTopology;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import picocli.CommandLine;

/**
 * The log of many workers, replayed. {@code -Dtest.events=1000000 -Dtest.workers=2000} is the long
 * run; it also holds the speed against what is promised.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReplayIT {
  private static final long EVENTS = Long.getLong("test.events", 5_000);
  private static final int WORKERS = Integer.getInteger("test.workers", 50);
  private static final long SEED = Long.getLong("test.seed", 4);
  private static final int THREADS = 2;
  private static final long LONG_RUN = 1_000_000;
  private static final long PROMISED_EVENTS_PER_SECOND = 100_000;

  @TempDir static Path folder;

  private static SampleLog log;

  @BeforeAll
  static void writeALog() throws Exception {
    log = SampleLog.write(folder.resolve("data"), SEED, WORKERS, EVENTS);
    SampleChains.publish(log, 60);
    SampleJournal.write(log);
  }

  @AfterAll
  static void close() {
    log.close();
  }

  @Test
  @Order(1)
  void shouldFindEveryTableIdentical() {
    List<TableReport> reports = tables();
    new ReportText(System.out, 10).print(reports, 0);

    TableReport states = report(reports, log.topics().workerState().name());
    assertTrue(states.identical(), () -> states.differences().toString());
    assertTrue(states.records() >= EVENTS, () -> "only " + states.records() + " events");
    assertEquals(
        WORKERS + 3,
        states.entries(),
        () -> newest(log.topics().workerState().name()).keys().toString());
    assertEquals(states.rebuilt(), states.live());
    TableReport store = report(reports, SyncerTopology.changelog(SampleLog.PREFIX));
    assertTrue(store.identical(), () -> store.differences().toString());
    assertEquals(states.entries(), store.entries());
    TableReport disk = report(reports, "RocksDB");
    assertEquals(Optional.empty(), disk.skipped());
    assertTrue(disk.identical(), () -> disk.differences().toString());
    assertEquals(states.entries(), disk.entries());
    TableReport para = report(reports, log.topics().paraState().name());
    assertEquals(Optional.empty(), para.skipped());
    assertTrue(para.identical(), () -> para.differences().toString());
    assertTrue(para.entries() > 3, () -> para.entries() + " entries");
    TableReport accounts = report(reports, LedgerTable.NAME);
    assertTrue(accounts.identical(), () -> accounts.differences().toString());
    assertEquals(1, accounts.entries());
    if (EVENTS >= LONG_RUN) {
      assertTrue(
          states.recordsPerSecond() >= PROMISED_EVENTS_PER_SECOND,
          () -> states.recordsPerSecond() + " events/s");
    }
  }

  @Test
  @Order(2)
  void shouldSeeAStateThatNoEventLedTo() {
    String key = aWorker();
    AggregateStateRecord right = state(key);
    var wrong = right.toBuilder();
    wrong.getWorkerBuilder().setStage(WorkerStage.KICKED).setEpoch(999);
    tampered(
        log.topics().workerState().name(),
        key,
        wrong.build().toByteArray(),
        right.toByteArray(),
        () -> {
          Difference found = only(log.topics().workerState().name());
          assertEquals(key, found.key());
          assertTrue(
              found
                  .details()
                  .contains(
                      "worker.stage: rebuilt %s, live KICKED"
                          .formatted(right.getWorker().getStage())),
              found::toString);
          assertEquals(2, found.details().size(), found::toString);
          // The store still has it right, so that those two differ as well.
          assertEquals(key, only(SyncerTopology.changelog(SampleLog.PREFIX)).key());
        });
  }

  @Test
  @Order(3)
  void shouldSeeAStateThatIsLost() {
    String key = aWorker();
    AggregateStateRecord right = state(key);
    tampered(
        log.topics().workerState().name(),
        key,
        null,
        right.toByteArray(),
        () ->
            assertEquals(
                Difference.of(
                    key,
                    "event %d has not come to the live state, which shows event 0"
                        .formatted(right.getSequence())),
                only(log.topics().workerState().name())));
  }

  @Test
  @Order(4)
  void shouldSeeAStateThatIsOlderThanItsEvents() {
    String key = aWorker();
    AggregateStateRecord right = state(key);
    var older = right.toBuilder().setSequence(right.getSequence() - 1).build();
    tampered(
        log.topics().workerState().name(),
        key,
        older.toByteArray(),
        right.toByteArray(),
        () ->
            assertTrue(
                differences(log.topics().workerState().name()).toString().contains("has not come"),
                () -> differences(log.topics().workerState().name()).toString()));
  }

  @Test
  @Order(5)
  void shouldSeeACommandThatTheStoreForgot() {
    String key = aWorker();
    StoredAggregate right = stored(key);
    var wrong = right.toBuilder().clearAppliedCommands().build();
    tampered(
        SyncerTopology.changelog(SampleLog.PREFIX),
        key,
        wrong.toByteArray(),
        right.toByteArray(),
        () -> {
          Difference found = only(SyncerTopology.changelog(SampleLog.PREFIX));
          assertEquals(key, found.key());
          assertTrue(found.details().getFirst().startsWith("applied_commands: rebuilt ["));
          // RocksDB has what was there before.
          assertEquals(key, only("RocksDB").key());
        });
  }

  @Test
  @Order(6)
  void shouldSeeAnEntryOfRocksDbThatIsNotInTheLog() throws Exception {
    Path task;
    try (var tasks = Files.list(log.folder().tables().resolve("bridge.syncer"))) {
      task =
          tasks
              .filter(each -> each.getFileName().toString().startsWith("0_"))
              .sorted()
              .findFirst()
              .orElseThrow();
    }
    String store = task.resolve("rocksdb").resolve(SyncerTopology.WORKER_STATES).toString();
    byte[] key = "worker/stranger".getBytes(StandardCharsets.UTF_8);
    try (var options = new Options();
        var db = RocksDB.open(options, store)) {
      db.put(key, new byte[] {1});
    }
    assertEquals(
        Difference.of("worker/stranger", "rebuilt 0 bytes, live 1 bytes"), only("RocksDB"));
    try (var options = new Options();
        var db = RocksDB.open(options, store)) {
      db.delete(key);
    }
    assertTrue(report(tables(), "RocksDB").identical());
  }

  @Test
  @Order(6)
  void shouldSeeAValueThatTheChainDoesNotHave() throws Exception {
    Newest told = newest(log.topics().paraState().name());
    String key = told.keys().first();
    byte[] right = told.get(key).orElseThrow();
    var wrong = ParaStateRecord.parseFrom(right).toBuilder().setBlockNumber(1_000_000).build();
    tampered(
        log.topics().paraState().name(),
        key,
        wrong.toByteArray(),
        right,
        () -> assertEquals(key, only(log.topics().paraState().name()).key()));
  }

  @Test
  @Order(6)
  void shouldSeeAMarkThatPassesOverATransactionThatMayLand() throws Exception {
    var journal = new TopicPartition(log.topics().txEvents().name(), 0);
    mark(journal, log.atRest().whole(journal.topic()).end(journal));
    Difference found = only(LedgerTable.NAME);
    assertTrue(
        found.details().getFirst().startsWith("rebuilt transaction 0x0300"), found::toString);
    mark(journal, 0);
    assertTrue(report(tables(), LedgerTable.NAME).identical());
  }

  private static void mark(TopicPartition partition, long offset) throws Exception {
    try (var admin = Admin.create(Map.of("bootstrap.servers", log.bootstrapServers()))) {
      admin
          .alterConsumerGroupOffsets(
              SampleLog.PREFIX + "-submitter", Map.of(partition, new OffsetAndMetadata(offset)))
          .all()
          .get();
    }
  }

  @Test
  @Order(7)
  void shouldShowAWorkerAsItWas() {
    // All that happened to one worker, from its own events.
    List<WorkerEventRecord> history = history(aWorker());
    WorkerEventRecord middle = history.get(history.size() / 2);
    var time = middle.getMeta().getTime();
    long last =
        history.stream()
            .filter(event -> event.getMeta().getTime().equals(time))
            .mapToLong(event -> event.getMeta().getSequence())
            .max()
            .orElseThrow();
    String id = middle.getAggregateId().substring("worker/".length());

    Output then =
        run(
            "--bootstrap",
            log.bootstrapServers(),
            "--worker",
            id,
            "--until",
            Instant.ofEpochSecond(time.getSeconds(), time.getNanos()).toString());
    Output now =
        run(
            "--bootstrap",
            log.bootstrapServers(),
            "--worker",
            id,
            "--until",
            "2100-01-01T00:00:00Z");

    assertEquals(0, then.code());
    assertTrue(then.has("events +" + last), then::text);
    assertFalse(then.has("events +" + history.size()), then::text);
    assertTrue(now.has("events +" + history.size()), now::text);
    assertTrue(now.has("stage +[a-z-]+ since 20[0-9]{2}-"), now::text);
  }

  @Test
  @Order(8)
  void shouldShowWhatWasThereAtAnOffset() {
    Output none = run("--bootstrap", log.bootstrapServers(), "--until", "17");
    assertEquals(2, none.code());
    assertTrue(none.has("there are 8 partitions: say which one, as 0:17"), none::text);
    Output some = run("--bootstrap", log.bootstrapServers(), "--until", "0:17");
    assertEquals(0, some.code(), some::text);
    assertTrue(some.has("http://here:1"), some::text);
    Output nobody =
        run("--bootstrap", log.bootstrapServers(), "--until", "0:17", "--worker", "nobody");
    assertEquals(1, nobody.code());
    Output pool =
        run(
            "--bootstrap",
            log.bootstrapServers(),
            "--until",
            "2100-01-01T00:00:00Z",
            "--pool",
            "3");
    assertTrue(pool.has("3  p \\(deleted\\)"), pool::text);
  }

  @Test
  @Order(9)
  void shouldSayWhereThereIsNoLog() {
    Output nowhere = run("--data", folder.resolve("nothing").toString());
    assertEquals(2, nowhere.code());
    assertTrue(nowhere.has("there is no log in"), nowhere::text);
    Output other = run("--bootstrap", log.bootstrapServers(), "--prefix", "other");
    assertEquals(2, other.code());
    assertTrue(other.has("has no topic other.worker.state"), other::text);
    // The folder is in use, and who uses it here does not tell its address.
    Output used = run("--data", log.folder().root().toString());
    assertEquals(2, used.code());
    assertTrue(used.has("give it with --bootstrap"), used::text);
  }

  @Test
  @Order(10)
  void shouldSeeAnEventThatIsThereTwiceAndOneThatIsMissing() throws Exception {
    String key = aWorker();
    long last = history(key).getLast().getMeta().getSequence();
    try (var producer = log.producer()) {
      producer.send(event(key, last)).get();
      producer.send(event(key, last + 2)).get();
    }
    List<String> details =
        differences(log.topics().workerState().name()).stream()
            .flatMap(each -> each.details().stream())
            .toList();
    assertTrue(
        details.contains("in the log event %d follows event %d".formatted(last, last)),
        details::toString);
    assertTrue(
        details.contains("in the log event %d follows event %d".formatted(last + 2, last)),
        details::toString);
    Output told = run("--bootstrap", log.bootstrapServers());
    assertEquals(1, told.code());
    assertTrue(told.has("differs: " + key), told::text);
  }

  private static ProducerRecord<String, byte[]> event(String key, long sequence) {
    var event =
        WorkerEventRecord.newBuilder()
            .setAggregateId(key)
            .setMeta(EventMeta.newBuilder().setSequence(sequence))
            .setWorkerStarted(WorkerStarted.getDefaultInstance());
    return new ProducerRecord<>(
        log.topics().workerEvents().name(), key, event.build().toByteArray());
  }

  /** Puts {@code wrong} in the place of {@code right}, and back again after {@code check}. */
  private static void tampered(
      String topic, String key, byte @Nullable [] wrong, byte[] right, Runnable check) {
    try (var producer = log.producer()) {
      producer.send(new ProducerRecord<>(topic, key, wrong)).get();
      try {
        check.run();
      } finally {
        producer.send(new ProducerRecord<>(topic, key, right)).get();
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
    assertTrue(tables().stream().allMatch(TableReport::identical));
  }

  private static List<TableReport> tables() {
    return new Replay(log.atRest(), THREADS).tables();
  }

  private static TableReport report(List<TableReport> reports, String table) {
    return reports.stream()
        .filter(report -> report.table().equals(table))
        .findFirst()
        .orElseThrow();
  }

  private static List<Difference> differences(String table) {
    return report(tables(), table).differences();
  }

  private static Difference only(String table) {
    List<Difference> all = differences(table);
    assertEquals(1, all.size(), all::toString);
    return all.getFirst();
  }

  /** The worker with the most events. */
  private static String aWorker() {
    Newest all = newest(SyncerTopology.changelog(SampleLog.PREFIX));
    return all.keys().stream()
        .filter(key -> key.startsWith("worker/"))
        .max(Comparator.comparing(key -> parsed(all, key).getState().getSequence()))
        .orElseThrow();
  }

  private static AggregateStateRecord state(String key) {
    return stored(key).getState();
  }

  private static StoredAggregate stored(String key) {
    return parsed(newest(SyncerTopology.changelog(SampleLog.PREFIX)), key);
  }

  private static StoredAggregate parsed(Newest table, String key) {
    try {
      return StoredAggregate.parseFrom(table.get(key).orElseThrow());
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private static Newest newest(String topic) {
    ReadLog read = log.atRest();
    return Newest.of(read, new Scan(read, THREADS), topic, record -> {});
  }

  private static List<WorkerEventRecord> history(String key) {
    ReadLog read = log.atRest();
    var history = new ArrayList<WorkerEventRecord>();
    var _ =
        new Scan(read, 1)
            .read(
                read.whole(log.topics().workerEvents().name()),
                record -> {
                  try {
                    if (Newest.key(record).equals(key)) {
                      history.add(WorkerEventRecord.parseFrom(record.value()));
                    }
                  } catch (InvalidProtocolBufferException e) {
                    throw new AssertionError(e);
                  }
                });
    return history;
  }

  private record Output(int code, String text) {
    boolean has(String pattern) {
      return Pattern.compile(pattern).matcher(text).find();
    }
  }

  private static Output run(String... arguments) {
    var bytes = new ByteArrayOutputStream();
    PrintStream out = System.out;
    PrintStream err = System.err;
    try (var both = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      System.setOut(both);
      System.setErr(both);
      int code = new CommandLine(new ReplayCommand()).execute(arguments);
      return new Output(code, bytes.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }
}
