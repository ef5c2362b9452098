package dev.runtimebridge.schemas.topic;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics of a catalogue that a cluster does not have yet. */
public final class TopicCreation {
  private TopicCreation() {}

  /**
   * Creates what is missing and leaves what is there as it is; safe to call from every service at
   * every start.
   *
   * @throws KafkaException if the cluster refuses or does not answer within {@code deadline}
   */
  public static void ensure(Admin admin, TopicCatalogue topics, short replicas, Duration deadline) {
    List<NewTopic> wanted = topics.all().stream().map(topic -> topic.newTopic(replicas)).toList();
    for (var created : admin.createTopics(wanted).values().entrySet()) {
      try {
        created.getValue().get(deadline.toMillis(), TimeUnit.MILLISECONDS);
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw new KafkaException("topic " + created.getKey() + " was not created", e.getCause());
        }
      } catch (TimeoutException e) {
        throw new KafkaException(
            "the cluster did not create topic %s within %s".formatted(created.getKey(), deadline),
            e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new KafkaException("interrupted while creating topic " + created.getKey(), e);
      }
    }
  }
}
