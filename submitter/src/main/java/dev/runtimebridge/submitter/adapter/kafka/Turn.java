package dev.runtimebridge.submitter.adapter.kafka;

import dev.runtimebridge.schemas.topic.TopicCatalogue;
import dev.runtimebridge.submitter.port.JournalException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which submitter works while the others stand by: the member of the group {@code
 * <prefix>-submitter-turn} that the requests' partition is assigned to. The cluster notices when it
 * is gone. It is a courtesy; what keeps two from writing is the journal's producer.
 */
public final class Turn implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Turn.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration STOP_DEADLINE = Duration.ofSeconds(5);

  private final KafkaClients clients;
  private final TopicCatalogue topics;
  private final String group;
  private final Optional<String> instanceId;
  private final Duration takeoverAfter;
  private @Nullable Membership membership;

  /**
   * A turn that nobody waits for yet.
   *
   * @param instanceId a name that stays, with which a killed process gets its turn back at once
   * @param takeoverAfter how long a submitter may be silent
   */
  public Turn(
      KafkaClients clients,
      TopicCatalogue topics,
      String prefix,
      Optional<String> instanceId,
      Duration takeoverAfter) {
    this.clients = clients;
    this.topics = topics;
    this.group = prefix + "-submitter-turn";
    this.instanceId = instanceId;
    this.takeoverAfter = takeoverAfter;
  }

  /** Waits for the turn, which is kept until {@link #close()} or until the cluster takes it. */
  void await() throws JournalException, InterruptedException {
    do {
      // Groups wait silently for a cluster that is away; this does not.
      Asked.of(
          clients,
          "reach the cluster",
          () -> {
            clients.ensureTopics(topics);
            return true;
          });
    } while (!joined().awaitTurn(KafkaClients.DEADLINE));
  }

  private synchronized Membership joined() {
    Membership present = membership;
    if (present == null || !present.thread.isAlive()) {
      present = new Membership();
      present.thread.start();
      membership = present;
    }
    return present;
  }

  @Override
  public synchronized void close() {
    Membership present = membership;
    membership = null;
    if (present != null) {
      present.leave();
    }
  }

  /** One membership in the group, kept alive by a thread of its own. */
  private final class Membership implements Runnable, ConsumerRebalanceListener {
    private final Thread thread =
        Thread.ofPlatform().name("submitter-turn").daemon().unstarted(this);
    private volatile CountDownLatch assigned = new CountDownLatch(1);
    private final CountDownLatch left = new CountDownLatch(1);

    boolean awaitTurn(Duration longest) throws InterruptedException {
      return assigned.await(longest.toMillis(), TimeUnit.MILLISECONDS);
    }

    void leave() {
      left.countDown();
      try {
        thread.join(STOP_DEADLINE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void run() {
      while (left.getCount() > 0) {
        try (Consumer<byte[], byte[]> member = clients.member(group, instanceId, takeoverAfter)) {
          member.subscribe(List.of(topics.txRequests().name()), this);
          while (left.getCount() > 0) {
            member.poll(POLL);
            // Records are read elsewhere; this consumer only shows that the process is there.
            member.pause(member.assignment());
          }
        } catch (FencedInstanceIdException e) {
          onPartitionsLost(List.of());
          LOG.error(
              "another submitter runs under the same bridge.submitter.instance-id; give each its"
                  + " own: instanceId={}",
              instanceId.orElse(""));
          pause(takeoverAfter);
        } catch (KafkaException e) {
          onPartitionsLost(List.of());
          LOG.warn("the submitter's turn is asked for anew: error={}", e.getMessage());
          pause(POLL);
        }
      }
    }

    private void pause(Duration pause) {
      try {
        if (left.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          LOG.debug("the submitter's turn is given away");
        }
      } catch (InterruptedException e) {
        left.countDown();
      }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      if (!partitions.isEmpty()) {
        assigned.countDown();
      }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      if (!partitions.isEmpty()) {
        assigned = new CountDownLatch(1);
      }
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      assigned = new CountDownLatch(1);
    }
  }
}
