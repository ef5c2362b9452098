package dev.runtimebridge.submitter.adapter.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import dev.runtimebridge.broker.EmbeddedBroker;
import dev.runtimebridge.schemas.topic.TopicCatalogue;
import dev.runtimebridge.schemas.v1.AggregateStateRecord;
import dev.runtimebridge.schemas.v1.PoolOperator;
import dev.runtimebridge.schemas.v1.PoolState;
import dev.runtimebridge.schemas.v1.TransactionEventRecord;
import dev.runtimebridge.schemas.v1.TransactionRequestRecord;
import dev.runtimebridge.submitter.Eventually;
import dev.runtimebridge.submitter.adapter.keys.KeyRing;
import dev.runtimebridge.submitter.adapter.keys.PoolOperators;
import dev.runtimebridge.submitter.domain.JournalEvent.RequestQueued;
import dev.runtimebridge.submitter.domain.LowWater;
import dev.runtimebridge.submitter.port.Journal;
import dev.runtimebridge.submitter.port.JournalException;
import dev.runtimebridge.submitter.port.RequestFeed;
import dev.runtimebridge.substrate.key.AccountId;
import dev.runtimebridge.substrate.key.SealingKeyPair;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the journal promises, against a broker. */
class KafkaJournalIT {
  private static final Duration TAKEOVER = Duration.ofSeconds(3);
  private static final AccountId OPERATOR = AccountId.of(new byte[32]);

  @TempDir static Path data;
  private static EmbeddedBroker broker;
  private static KafkaClients clients;

  @BeforeAll
  static void start() {
    broker = EmbeddedBroker.start(data);
    clients = new KafkaClients(broker.bootstrapServers(), (short) 1);
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  private static KafkaJournal journal(String prefix) {
    TopicCatalogue topics = TopicCatalogue.of(prefix, 1);
    return new KafkaJournal(
        clients, topics, prefix, new Turn(clients, topics, prefix, Optional.empty(), TAKEOVER));
  }

  private static Journal.Stamped queued(String request) {
    return new Journal.Stamped(request, Instant.EPOCH, new RequestQueued(OPERATOR, request));
  }

  private static void write(String topic, MessageLite record) throws Exception {
    try (var producer = clients.plain()) {
      producer.send(new ProducerRecord<>(topic, record.toByteArray())).get(10, TimeUnit.SECONDS);
    }
  }

  private static List<Journal.Entry> replayed(KafkaJournal journal) throws Exception {
    var entries = new ArrayList<Journal.Entry>();
    journal.open(entries::add);
    return entries;
  }

  @Test
  void shouldReplayWhatWasAppendedInItsPlaces() throws Exception {
    var appended = new ArrayList<Journal.Entry>();
    try (var journal = journal("replay")) {
      assertEquals(LowWater.BEGINNING, journal.open(entry -> {}));
      appended.addAll(journal.append(List.of(queued("a"), queued("b"))));
      appended.addAll(journal.append(List.of(queued("c"))));
    }
    try (var journal = journal("replay")) {
      assertEquals(appended, replayed(journal));
    }
  }

  @Test
  void shouldBeginAtTheMark() throws Exception {
    try (var journal = journal("mark")) {
      journal.open(entry -> {});
      journal.append(List.of(queued("a"), queued("b")));
      List<Journal.Entry> last = journal.append(List.of(queued("c")));
      var mark = new LowWater(0, last.getFirst().offset());
      journal.mark(mark);
      try (var next = journal("mark")) {
        var entries = new ArrayList<Journal.Entry>();
        assertEquals(mark, next.open(entries::add));
        assertEquals(last, entries);
      }
    }
  }

  @Test
  void shouldShutOutTheOlderOne() throws Exception {
    try (var older = journal("fence");
        var newer = journal("fence")) {
      older.open(entry -> {});
      older.append(List.of(queued("a")));
      assertEquals(1, replayed(newer).size());
      assertThrows(JournalException.Fenced.class, () -> older.append(List.of(queued("b"))));
      newer.append(List.of(queued("c")));
    }
    try (var journal = journal("fence")) {
      assertEquals(
          List.of("a", "c"),
          replayed(journal).stream()
              .map(entry -> ((RequestQueued) entry.event()).requestId())
              .toList());
    }
  }

  @Test
  void shouldGiveNothingOfATransactionThatWasLeftOpen() throws Exception {
    String topic = TopicCatalogue.of("open", 1).txEvents().name();
    try (var journal = journal("open")) {
      journal.open(entry -> {});
      journal.append(List.of(queued("a")));
    }
    var killed = clients.transactional("open-submitter");
    killed.initTransactions();
    killed.beginTransaction();
    byte[] event = EventCodec.encode(queued("b")).toByteArray();
    killed.send(new ProducerRecord<>(topic, event)).get(10, TimeUnit.SECONDS);
    try (var journal = journal("open")) {
      assertEquals(1, replayed(journal).size());
    }
    killed.close(Duration.ZERO);
  }

  @Test
  void shouldRefuseAnEventOfAKindThatItDoesNotKnow() throws Exception {
    try (var journal = journal("unknown")) {
      journal.open(entry -> {});
    }
    var later =
        TransactionEventRecord.newBuilder().setId("x").setOperator(LogValues.write(OPERATOR));
    String topic = TopicCatalogue.of("unknown", 1).txEvents().name();
    write(topic, EventCodec.encode(queued("a")));
    write(topic, later.build());
    try (var journal = journal("unknown")) {
      var refused = assertThrows(JournalException.Unreadable.class, () -> replayed(journal));
      assertTrue(refused.getMessage().contains("unknown.tx.events, offset 1"), refused::getMessage);
    }
  }

  @Test
  void shouldStandByUntilTheOtherOneIsGone() throws Exception {
    var first = journal("turn");
    try (var second = journal("turn")) {
      first.awaitTurn();
      var turn =
          CompletableFuture.runAsync(
              () -> {
                try {
                  second.awaitTurn();
                } catch (JournalException | InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              });
      // Longer than a silent member is missed: the first one keeps its turn though it is idle.
      assertThrows(
          TimeoutException.class,
          () -> turn.get(TAKEOVER.toMillis() + 2_000, TimeUnit.MILLISECONDS));
      first.close();
      turn.get(TAKEOVER.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  @Test
  void shouldGiveRequestsFromAnOffsetOnAndNeverMoreThanAskedFor() throws Exception {
    TopicCatalogue topics = TopicCatalogue.of("feed", 1);
    clients.ensureTopics(topics);
    try (var feed = new KafkaRequestFeed(clients, topics)) {
      for (int id = 0; id < 5; id++) {
        var request = TransactionRequestRecord.newBuilder().setId("r" + id);
        if (id != 3) {
          request.setOperator(LogValues.write(OPERATOR));
        }
        write(topics.txRequests().name(), request.build());
      }
      feed.seek(1);
      var ids = new ArrayList<String>();
      while (ids.size() < 4) {
        var arrivals = feed.poll(3, Duration.ofSeconds(1));
        assertTrue(arrivals.size() <= 3);
        arrivals.forEach(arrival -> ids.add(arrival.offset() + told(arrival)));
      }
      assertEquals(List.of("1r1", "2r2", "3r3 cannot be", "4r4"), ids);
      assertEquals(List.of(), feed.poll(3, Duration.ofMillis(10)));
      assertThrows(JournalException.Unreadable.class, () -> feed.seek(100));
    }
  }

  private static String told(RequestFeed.Arrival arrival) {
    return switch (arrival) {
      case RequestFeed.Usable usable -> usable.wish().id();
      case RequestFeed.Unusable unusable -> unusable.requestId() + " cannot be";
    };
  }

  @Test
  void shouldKnowOnlyTheNewestOperatorOfAPoolWhateverTheLogStillHolds() throws Exception {
    TopicCatalogue topics = TopicCatalogue.of("operators", 1);
    clients.ensureTopics(topics);
    for (int account = 1; account <= 3; account++) {
      operator(topics, account);
    }
    try (var ring = new KeyRing(SealingKeyPair.generate());
        var operators = new PoolOperators(clients, topics, ring)) {
      assertEquals(Optional.empty(), ring.successor(7, account(1)));
      operators.start();
      Eventually.holds(Duration.ofSeconds(20), () -> "not read", operators::complete);
      assertEquals(Optional.of(account(3)), ring.successor(7, account(1)));
      assertEquals(Optional.empty(), ring.successor(7, account(3)));
      operator(topics, 1);
      Eventually.holds(
          Duration.ofSeconds(20),
          () -> "the first one is not back",
          () -> ring.successor(7, account(3)).equals(Optional.of(account(1))));
    }
  }

  private static AccountId account(int number) {
    byte[] bytes = new byte[AccountId.SIZE];
    bytes[0] = (byte) number;
    return AccountId.of(bytes);
  }

  private static void operator(TopicCatalogue topics, int account) throws Exception {
    var operator =
        PoolOperator.newBuilder().setAccount(ByteString.copyFrom(account(account).toByteArray()));
    byte[] state =
        AggregateStateRecord.newBuilder()
            .setPool(PoolState.newBuilder().setOperator(operator))
            .build()
            .toByteArray();
    byte[] key = "pool/7".getBytes(StandardCharsets.UTF_8);
    try (var producer = clients.plain()) {
      producer
          .send(new ProducerRecord<>(topics.workerState().name(), key, state))
          .get(10, TimeUnit.SECONDS);
    }
  }
}
