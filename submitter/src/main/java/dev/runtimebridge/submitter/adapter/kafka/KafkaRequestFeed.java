package dev.runtimebridge.submitter.adapter.kafka;

import dev.runtimebridge.schemas.topic.TopicCatalogue;
import dev.runtimebridge.schemas.v1.TransactionRequestRecord;
import dev.runtimebridge.submitter.port.JournalException;
import dev.runtimebridge.submitter.port.RequestFeed;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Requests as the syncers committed them; never more in memory than one poll of Kafka gives. */
public final class KafkaRequestFeed implements RequestFeed {
  private final KafkaClients clients;
  private final TopicCatalogue topics;
  private final Queue<ConsumerRecord<byte[], byte[]>> fetched = new ArrayDeque<>();
  private @Nullable SinglePartition<TransactionRequestRecord> reader;

  /** A feed that is not connected yet. */
  public KafkaRequestFeed(KafkaClients clients, TopicCatalogue topics) {
    this.clients = clients;
    this.topics = topics;
  }

  @Override
  public void seek(long offset) throws JournalException, InterruptedException {
    fetched.clear();
    Asked.of(
        clients,
        "read " + topics.txRequests().name(),
        () -> {
          SinglePartition<TransactionRequestRecord> open = reader;
          if (open == null) {
            open = new SinglePartition<>(clients.reader(), topics.txRequests());
            reader = open;
          }
          open.seek(offset);
          return open;
        });
  }

  @Override
  public List<Arrival> poll(int most, Duration longest)
      throws JournalException, InterruptedException {
    return Asked.of(
        clients,
        "read " + topics.txRequests().name(),
        () -> {
          SinglePartition<TransactionRequestRecord> open = reader;
          if (open == null) {
            throw new IllegalStateException("the feed was not told where to begin");
          }
          if (fetched.isEmpty()) {
            fetched.addAll(open.poll(longest));
          }
          var arrivals = new ArrayList<Arrival>();
          while (arrivals.size() < most && !fetched.isEmpty()) {
            ConsumerRecord<byte[], byte[]> next = fetched.remove();
            arrivals.add(arrival(next.offset(), open.decode(next)));
          }
          return arrivals;
        });
  }

  private static Arrival arrival(long offset, TransactionRequestRecord record) {
    try {
      return new Usable(offset, RequestCodec.decode(record));
    } catch (IllegalArgumentException e) {
      return new Unusable(offset, record.getId(), String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void close() {
    fetched.clear();
    SinglePartition<TransactionRequestRecord> open = reader;
    reader = null;
    if (open != null) {
      open.close();
    }
  }
}
