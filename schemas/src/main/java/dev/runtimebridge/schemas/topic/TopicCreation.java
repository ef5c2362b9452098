package dev.runtimebridge.schemas.topic;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates the topics of a catalogue that a cluster does not have yet. */
public final class TopicCreation {
  private static final long LOOK_AGAIN_MS = 20;

  private final Admin admin;
  private final Duration deadline;
  private final long until;

  private TopicCreation(Admin admin, Duration deadline) {
    this.admin = admin;
    this.deadline = deadline;
    this.until = System.nanoTime() + deadline.toNanos();
  }

  /**
   * Creates what is missing, leaves what is there as it is, and returns when the leaders of all
   * partitions answer; safe to call from every service at every start.
   *
   * <p>A partition is not served in the moment it is created. An idempotent producer that writes
   * into that moment may see its first batch refused and its second one taken as the first, and
   * then tries in vain, until its delivery times out, to get the first one in.
   *
   * @throws KafkaException if the cluster refuses or does not answer within {@code deadline}
   */
  public static void ensure(Admin admin, TopicCatalogue topics, short replicas, Duration deadline) {
    var creation = new TopicCreation(admin, deadline);
    creation.create(topics.all().stream().map(topic -> topic.newTopic(replicas)).toList());
    creation.awaitLeaders(topics.all().stream().map(Topic::name).toList());
  }

  private void create(List<NewTopic> wanted) {
    admin
        .createTopics(wanted)
        .values()
        .forEach(
            (topic, created) -> {
              try {
                get(created, "create topic " + topic);
              } catch (TopicExistsException e) {
                // As it should be.
              }
            });
  }

  private void awaitLeaders(List<String> topics) {
    var newest = new HashMap<TopicPartition, OffsetSpec>();
    described(topics)
        .forEach(
            (name, topic) ->
                topic.partitions().stream()
                    .filter(TopicCreation::hasLeader)
                    .forEach(
                        partition ->
                            newest.put(
                                new TopicPartition(name, partition.partition()),
                                OffsetSpec.latest())));
    get(admin.listOffsets(newest).all(), "lead all partitions");
  }

  /** A partition whose replicas are all down is for whoever needs it to wait for. */
  private static boolean hasLeader(TopicPartitionInfo partition) {
    return partition.leader() != null && !partition.leader().isEmpty();
  }

  private Map<String, TopicDescription> described(List<String> topics) {
    while (true) {
      try {
        return get(admin.describeTopics(topics).allTopicNames(), "describe the topics");
      } catch (UnknownTopicOrPartitionException e) {
        // The broker that was asked has not heard of them yet.
        if (System.nanoTime() > until) {
          throw new KafkaException(
              "the cluster did not tell of its new topics within " + deadline, e);
        }
        pause();
      }
    }
  }

  private <T> T get(KafkaFuture<T> future, String what) {
    try {
      return future.get(Math.max(1, until - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TopicExistsException
          || e.getCause() instanceof UnknownTopicOrPartitionException) {
        throw (KafkaException) e.getCause();
      }
      throw new KafkaException("the cluster did not " + what, e.getCause());
    } catch (TimeoutException e) {
      throw new KafkaException("the cluster did not %s within %s".formatted(what, deadline), e);
    } catch (InterruptedException e) {
      throw interrupted(what, e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK_AGAIN_MS);
    } catch (InterruptedException e) {
      throw interrupted("describe the topics", e);
    }
  }

  private static KafkaException interrupted(String what, InterruptedException e) {
    Thread.currentThread().interrupt();
    return new KafkaException("interrupted before the cluster could " + what, e);
  }
}
