package dev.runtimebridge.solo.chaos;

import dev.runtimebridge.dispatch.domain.Balance;
import dev.runtimebridge.dispatch.domain.RewardRules;
import dev.runtimebridge.dispatcher.audit.RoundAudit;
import dev.runtimebridge.dispatcher.audit.RoundAudit.Check;
import dev.runtimebridge.dispatcher.topology.RoundCodec;
import dev.runtimebridge.schemas.topic.TopicCatalogue;
import dev.runtimebridge.schemas.v1.DispatchBalance;
import dev.runtimebridge.schemas.v1.DispatchEventRecord;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads the history of rounds as any reader would, on a thread of its own: how far they are, and
 * what must hold of them.
 */
final class RoundWatch implements AutoCloseable {
  private static final TopicCatalogue TOPICS = TopicCatalogue.of("bridge", 8);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Map<Check, String> NAMES =
      new EnumMap<>(
          Map.of(
              Check.EVENT_IN_ORDER, "each event of a round once, in order",
              Check.DRAW_REPEATED, "each draw repeated from the log has the same winners",
              Check.TASK_ENDED_ONCE, "each task that was drawn ended exactly once",
              Check.ROUND_SUMS_UP, "each round's shares and treasury sum to what it minted",
              Check.RELEASED_ONCE, "each round's rewards released once"));

  private final String bootstrapServers;
  private final Map<Check, Invariant.Count> counts = new EnumMap<>(Check.class);
  private final Map<String, Balance> balances = new HashMap<>();
  private final RoundAudit audit = new RoundAudit(this::see);
  private final Thread thread;

  /** Begins to read. */
  RoundWatch(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
    NAMES.forEach((check, name) -> counts.put(check, new Invariant.Count(name)));
    this.thread = Thread.ofPlatform().daemon().name("round-watch").start(this::run);
  }

  /** How many rounds in which somebody was drawn are over. */
  synchronized int released() {
    return audit.releasedWithTasks();
  }

  /** What happened, in one line. */
  synchronized String text() {
    return "rounds: %d settled, %d with tasks released; tasks %s; minted %s"
        .formatted(audit.settled(), audit.releasedWithTasks(), audit.outcomes(), audit.minted());
  }

  /**
   * What must hold, as of a moment at which more rounds are over and the balances are those of the
   * events; as it is, if that moment does not come.
   *
   * @param before rounds with tasks that are over already
   * @param where told with the balances
   */
  synchronized List<Invariant> invariants(int before, String where, Duration patience)
      throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while ((audit.releasedWithTasks() <= before || !audit.balances().equals(balances))
        && System.nanoTime() < deadline) {
      wait(POLL.toMillis());
    }
    List<Invariant> invariants = new ArrayList<>();
    counts.values().forEach(count -> invariants.add(count.done()));
    invariants.add(minted());
    invariants.add(sameBalances(where));
    return invariants;
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  /** The chain's reward does not decay within any run. */
  private Invariant minted() {
    BigInteger wanted =
        RewardRules.VENDETTA.minted(0).multiply(BigInteger.valueOf(audit.settled()));
    boolean holds = audit.minted().equals(wanted) && audit.accounted().equals(wanted);
    return new Invariant(
        "all rounds together paid, missed and kept what they minted",
        audit.settled(),
        holds ? 0 : 1,
        holds
            ? ""
            : "minted %s, accounted for %s, wanted %s"
                .formatted(audit.minted(), audit.accounted(), wanted));
  }

  private Invariant sameBalances(String where) {
    var count = new Invariant.Count("each balance as the events have it" + where);
    Map<String, Balance> reckoned = audit.balances();
    var keys = new TreeSet<>(reckoned.keySet());
    keys.addAll(balances.keySet());
    for (String key : keys) {
      count.see(
          Objects.equals(reckoned.get(key), balances.get(key)),
          "%s: %s, not %s".formatted(key, balances.get(key), reckoned.get(key)));
    }
    return count.done();
  }

  private void see(Check check, boolean holds, String what) {
    Objects.requireNonNull(counts.get(check)).see(holds, what);
  }

  private void run() {
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed");
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(
          List.of(
              new TopicPartition(TOPICS.dispatchEvents().name(), 0),
              new TopicPartition(TOPICS.dispatchBalances().name(), 0)));
      while (!Thread.currentThread().isInterrupted()) {
        var read = consumer.poll(POLL);
        synchronized (this) {
          for (ConsumerRecord<String, byte[]> record : read) {
            take(record);
          }
          notifyAll();
        }
      }
    } catch (KafkaException | IOException e) {
      if (!Thread.currentThread().isInterrupted()) {
        see(Check.EVENT_IN_ORDER, false, "the rounds cannot be read: " + e);
      }
    }
  }

  private void take(ConsumerRecord<String, byte[]> record) throws IOException {
    if (record.topic().equals(TOPICS.dispatchEvents().name())) {
      audit.see(DispatchEventRecord.parseFrom(record.value()));
    } else {
      balances.put(record.key(), RoundCodec.read(DispatchBalance.parseFrom(record.value())));
    }
  }
}
