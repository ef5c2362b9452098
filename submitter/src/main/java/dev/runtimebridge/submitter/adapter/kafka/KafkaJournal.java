package dev.runtimebridge.submitter.adapter.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.runtimebridge.schemas.topic.TopicCatalogue;
import dev.runtimebridge.submitter.domain.JournalEvent;
import dev.runtimebridge.submitter.domain.LowWater;
import dev.runtimebridge.submitter.port.Journal;
import dev.runtimebridge.submitter.port.JournalException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The journal in Kafka, written by transactions under one id, so that there is one writer. The
 * low-water mark is what the group {@code <prefix>-submitter} has committed.
 */
public final class KafkaJournal implements Journal {
  private static final Duration CLOSE = Duration.ofSeconds(3);

  private final KafkaClients clients;
  private final TopicCatalogue topics;
  private final String name;
  private final Turn turn;
  private final TopicPartition requests;
  private final TopicPartition events;
  private @Nullable Producer<byte[], byte[]> producer;

  /**
   * A journal that is not opened yet.
   *
   * @param prefix of the topics; also names the one who may write
   * @param turn by which submitters follow each other; closed with the journal
   */
  public KafkaJournal(KafkaClients clients, TopicCatalogue topics, String prefix, Turn turn) {
    this.clients = clients;
    this.topics = topics;
    this.name = prefix + "-submitter";
    this.turn = turn;
    this.requests = new TopicPartition(topics.txRequests().name(), 0);
    this.events = new TopicPartition(topics.txEvents().name(), 0);
  }

  @Override
  public void awaitTurn() throws JournalException, InterruptedException {
    closeProducer();
    turn.await();
  }

  @Override
  public LowWater open(Consumer<Entry> replay) throws JournalException, InterruptedException {
    closeProducer();
    return Asked.of(
        clients,
        "open the journal",
        () -> {
          clients.ensureTopics(topics);
          Producer<byte[], byte[]> opened = clients.transactional(name);
          producer = opened;
          // Also ends what an older submitter left open, so all that is committed can be read.
          opened.initTransactions();
          LowWater mark = committedMark();
          replay(mark, replay);
          return mark;
        });
  }

  private LowWater committedMark() {
    try (var reader = clients.readerOf(name)) {
      Map<TopicPartition, OffsetAndMetadata> marks = reader.committed(Set.of(requests, events));
      return new LowWater(offset(marks.get(requests)), offset(marks.get(events)));
    }
  }

  private static long offset(@Nullable OffsetAndMetadata mark) {
    return mark == null ? 0 : mark.offset();
  }

  private void replay(LowWater mark, Consumer<Entry> replay) throws JournalException {
    try (var reader = new SinglePartition<>(clients.reader(), topics.txEvents())) {
      reader.seek(mark.events());
      reader.readTo(
          reader.end(),
          (record, offset) -> {
            JournalEvent event;
            try {
              event = EventCodec.decode(record);
            } catch (IllegalArgumentException e) {
              throw reader.unreadable(offset, String.valueOf(e.getMessage()));
            }
            replay.accept(new Entry(offset, event));
          });
    }
  }

  @Override
  public List<Entry> append(List<Stamped> added) throws JournalException, InterruptedException {
    if (added.isEmpty()) {
      return List.of();
    }
    return Asked.of(
        clients,
        "write to " + events.topic(),
        () -> {
          Producer<byte[], byte[]> open = opened();
          open.beginTransaction();
          var sent = new ArrayList<Future<RecordMetadata>>();
          for (Stamped event : added) {
            sent.add(open.send(record(event)));
          }
          open.flush();
          var entries = new ArrayList<Entry>();
          for (int index = 0; index < added.size(); index++) {
            entries.add(new Entry(offsetOf(sent.get(index)), added.get(index).event()));
          }
          open.commitTransaction();
          return List.copyOf(entries);
        });
  }

  private ProducerRecord<byte[], byte[]> record(Stamped event) {
    String account = HexFormat.of().formatHex(event.event().operator().toByteArray());
    byte[] value = EventCodec.encode(event).toByteArray();
    return new ProducerRecord<>(events.topic(), 0, account.getBytes(UTF_8), value);
  }

  private static long offsetOf(Future<RecordMetadata> sent) throws InterruptedException {
    try {
      return sent.get(KafkaClients.DEADLINE.toMillis(), TimeUnit.MILLISECONDS).offset();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
    } catch (TimeoutException e) {
      throw new KafkaException("a record was not taken in time", e);
    }
  }

  @Override
  public void mark(LowWater mark) throws JournalException, InterruptedException {
    Asked.of(
        clients,
        "commit the low-water mark",
        () -> {
          Producer<byte[], byte[]> open = opened();
          open.beginTransaction();
          open.sendOffsetsToTransaction(
              Map.of(
                  requests, new OffsetAndMetadata(mark.requests()),
                  events, new OffsetAndMetadata(mark.events())),
              new ConsumerGroupMetadata(name));
          open.commitTransaction();
          return mark;
        });
  }

  private Producer<byte[], byte[]> opened() {
    Producer<byte[], byte[]> open = producer;
    if (open == null) {
      throw new IllegalStateException("the journal is not open");
    }
    return open;
  }

  private void closeProducer() {
    Producer<byte[], byte[]> open = producer;
    producer = null;
    if (open != null) {
      // With some time the client still aborts what was begun, so that no reader has to wait for
      // it.
      open.close(CLOSE);
    }
  }

  /** Gives the turn away at once, so that a standby does not have to wait. */
  @Override
  public void close() {
    closeProducer();
    turn.close();
  }
}
