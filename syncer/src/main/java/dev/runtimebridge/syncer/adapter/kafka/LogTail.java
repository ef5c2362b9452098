package dev.runtimebridge.syncer.adapter.kafka;

import com.google.protobuf.MessageLite;
import dev.runtimebridge.schemas.topic.Topic;
import dev.runtimebridge.schemas.topic.TopicCatalogue;
import dev.runtimebridge.schemas.v1.ChainGenesis;
import dev.runtimebridge.schemas.v1.ChainTip;
import dev.runtimebridge.schemas.v1.ParaBlockRecord;
import dev.runtimebridge.schemas.v1.RelayHeaderRecord;
import dev.runtimebridge.syncer.adapter.kafka.NumberedTopic.Numbered;
import dev.runtimebridge.syncer.domain.Reach;
import dev.runtimebridge.syncer.port.Genesis;
import dev.runtimebridge.syncer.port.LogUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the end of the log: numbers of both chains, what is finalized, the genesis. One thread;
 * what it has found can be read by all. A record that cannot be read stops it there.
 */
final class LogTail implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(LogTail.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration QUIET = Duration.ofSeconds(5);
  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(5);
  private static final Duration AGAIN_AFTER = Duration.ofSeconds(2);

  private final String bootstrapServers;
  private final Duration deadline;
  private final NumberedTopic<RelayHeaderRecord> relay;
  private final NumberedTopic<ParaBlockRecord> para;
  private final Topic<ChainTip> tipTopic;
  private final Topic<ChainGenesis> genesisTopic;
  private final ReachWatch watch;
  private volatile Optional<Genesis> genesis = Optional.empty();
  private volatile Optional<String> trouble = Optional.of("the log is being opened");

  LogTail(
      String bootstrapServers,
      TopicCatalogue topics,
      NumberedTopic<RelayHeaderRecord> relay,
      NumberedTopic<ParaBlockRecord> para,
      ReachWatch watch,
      Duration deadline) {
    this.bootstrapServers = bootstrapServers;
    this.deadline = deadline;
    this.relay = relay;
    this.para = para;
    this.tipTopic = topics.chainTip();
    this.genesisTopic = topics.chainGenesis();
    this.watch = watch;
  }

  Optional<Genesis> genesis() {
    return genesis;
  }

  /** Why the log is not followed at present. */
  Optional<String> trouble() {
    return trouble;
  }

  /** Until the thread is interrupted. */
  @Override
  public void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        follow();
      } catch (InterruptException e) {
        LOG.debug("Log is no longer followed");
        Thread.currentThread().interrupt();
      } catch (RuntimeException e) {
        wait(e);
      }
    }
  }

  private void follow() {
    Consumer<byte[], byte[]> consumer = LogClients.consumer(bootstrapServers, deadline, POLL);
    try {
      follow(consumer);
    } finally {
      // With the flag set, close() would fail in place of taking leave of the broker.
      boolean interrupted = Thread.interrupted();
      consumer.close();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void follow(Consumer<byte[], byte[]> consumer) {
    var tip = new TopicPartition(tipTopic.name(), 0);
    var start = new TopicPartition(genesisTopic.name(), 0);
    long nextRelay = begin(consumer, relay, last -> watch.update(now -> relayAt(now, last)));
    long nextPara = begin(consumer, para, last -> watch.update(now -> paraAt(now, last)));
    consumer.assign(List.of(relay.partition(), para.partition(), tip, start));
    consumer.seek(relay.partition(), nextRelay);
    consumer.seek(para.partition(), nextPara);
    consumer.seekToBeginning(List.of(tip, start));
    trouble = Optional.empty();
    long heard = System.nanoTime();
    while (!Thread.currentThread().isInterrupted()) {
      var records = consumer.poll(POLL);
      if (!records.isEmpty()) {
        heard = System.nanoTime();
      } else if (System.nanoTime() - heard > QUIET.toNanos()) {
        requireCluster(consumer, tip);
        heard = System.nanoTime();
      }
      // Blocks before the headers that prove them, so that a header is never seen too early.
      records.records(para.partition()).forEach(this::paraBlock);
      records.records(relay.partition()).forEach(this::relayHeader);
      records.records(tip).forEach(this::chainTip);
      records.records(start).forEach(this::chainGenesis);
    }
  }

  /** A poll says nothing of a cluster that is away. */
  private void requireCluster(Consumer<byte[], byte[]> consumer, TopicPartition any) {
    try {
      var _ = consumer.endOffsets(List.of(any), ANSWERS_WITHIN);
    } catch (TimeoutException e) {
      throw new LogUnavailable(
          "the Kafka cluster at %s did not answer within %d s"
              .formatted(bootstrapServers, ANSWERS_WITHIN.toSeconds()),
          e);
    }
  }

  private <V extends MessageLite> long begin(
      Consumer<byte[], byte[]> consumer, NumberedTopic<V> topic, LongConsumer found) {
    Optional<Numbered<V>> last = topic.last(consumer, Deadline.in(deadline));
    if (last.isEmpty()) {
      return Offsets.begin(consumer, topic.partition());
    }
    topic.note(last.get());
    found.accept(last.get().number());
    return last.get().offset() + 1;
  }

  private void relayHeader(ConsumerRecord<byte[], byte[]> raw) {
    Numbered<RelayHeaderRecord> next = relay.parse(raw);
    requireNext(relay, next, watch.get().publishedRelay());
    relay.note(next);
    watch.update(now -> relayAt(now, next.number()));
  }

  private void paraBlock(ConsumerRecord<byte[], byte[]> raw) {
    Numbered<ParaBlockRecord> next = para.parse(raw);
    requireNext(para, next, watch.get().publishedPara());
    para.note(next);
    watch.update(now -> paraAt(now, next.number()));
  }

  /** Numbers start anywhere; 0 stands for a log that has none yet. */
  private static <V extends MessageLite> void requireNext(
      NumberedTopic<V> topic, Numbered<V> next, long last) {
    if (last > 0) {
      topic.requireNext(next, last + 1);
    }
  }

  private void chainTip(ConsumerRecord<byte[], byte[]> raw) {
    ChainTip tip = parse(tipTopic, raw);
    long finalized = Integer.toUnsignedLong(tip.getFinalizedNumber());
    switch (tip.getChain()) {
      case RELAY ->
          watch.update(
              now ->
                  new Reach(
                      now.publishedRelay(), now.publishedPara(), finalized, now.finalizedPara()));
      case PARA ->
          watch.update(
              now ->
                  new Reach(
                      now.publishedRelay(), now.publishedPara(), now.finalizedRelay(), finalized));
      case CHAIN_UNSPECIFIED, UNRECOGNIZED ->
          throw new LogUnavailable(position(raw) + " is of no chain that this version knows");
    }
  }

  private void chainGenesis(ConsumerRecord<byte[], byte[]> raw) {
    Genesis found = GenesisReader.read(parse(genesisTopic, raw), position(raw));
    genesis = Optional.of(found);
    LOG.info("Genesis read: chains={} relayStart={}", found.chains(), found.relayStart());
  }

  private static <V extends MessageLite> V parse(
      Topic<V> topic, ConsumerRecord<byte[], byte[]> raw) {
    try {
      V value = topic.value().deserializer().deserialize(topic.name(), raw.value());
      if (value == null) {
        throw new LogUnavailable(position(raw) + " is empty");
      }
      return value;
    } catch (SerializationException e) {
      throw new LogUnavailable(position(raw) + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static String position(ConsumerRecord<byte[], byte[]> raw) {
    return "the record at topic %s, partition %d, offset %d"
        .formatted(raw.topic(), raw.partition(), raw.offset());
  }

  private static Reach relayAt(Reach now, long number) {
    return new Reach(number, now.publishedPara(), now.finalizedRelay(), now.finalizedPara());
  }

  private static Reach paraAt(Reach now, long number) {
    return new Reach(now.publishedRelay(), number, now.finalizedRelay(), now.finalizedPara());
  }

  private void wait(RuntimeException e) {
    String why = String.valueOf(e.getMessage());
    if (!trouble.equals(Optional.of(why))) {
      LOG.warn("Log cannot be followed, trying again: error={}", why);
    }
    trouble = Optional.of(why);
    try {
      Thread.sleep(AGAIN_AFTER);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
