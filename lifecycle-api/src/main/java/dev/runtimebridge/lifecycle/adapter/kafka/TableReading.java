package dev.runtimebridge.lifecycle.adapter.kafka;

import dev.runtimebridge.lifecycle.command.PendingCommands;
import dev.runtimebridge.lifecycle.config.ApiConfig;
import dev.runtimebridge.lifecycle.config.KafkaConfig;
import dev.runtimebridge.lifecycle.config.TopicsConfig;
import dev.runtimebridge.lifecycle.domain.Checked;
import dev.runtimebridge.lifecycle.table.EventLog;
import dev.runtimebridge.lifecycle.table.HistoryIndex;
import dev.runtimebridge.lifecycle.table.RoundLog;
import dev.runtimebridge.lifecycle.table.Tables;
import dev.runtimebridge.schemas.topic.TopicCatalogue;
import dev.runtimebridge.schemas.topic.TopicCreation;
import dev.runtimebridge.schemas.v1.DispatchEventRecord;
import dev.runtimebridge.schemas.v1.WorkerEventRecord;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Everything that this service reads from the cluster. */
@ApplicationScoped
public class TableReading implements EventLog, RoundLog {
  private static final Duration TOPICS_DEADLINE = Duration.ofSeconds(30);

  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final LogReader reader;
  private final EventReader<WorkerEventRecord> events;
  private final EventReader<DispatchEventRecord> rounds;

  TableReading(
      ApiConfig api,
      KafkaConfig kafka,
      TopicsConfig topicsConfig,
      Tables tables,
      PendingCommands pending) {
    TopicCatalogue topics = topicsConfig.catalogue();
    var consumers = new LogConsumers(kafka.bootstrapServers());
    this.reader =
        new LogReader(
            consumers::sequential,
            () -> createTopics(kafka, topicsConfig, topics),
            new TableFeed(topics, tables, pending),
            () -> listeners.forEach(Runnable::run));
    this.events =
        new EventReader<>(consumers::scattered, topics.workerEvents(), api.commandTimeout());
    this.rounds =
        new EventReader<>(consumers::scattered, topics.dispatchEvents(), api.commandTimeout());
  }

  /** Begins to read, on a thread of its own. */
  public void start() {
    reader.start();
  }

  /** Calls {@code listener} whenever the readiness may have changed. */
  public void whenReadyChanges(Runnable listener) {
    listeners.add(listener);
  }

  /** Why the tables do not answer at all; empty once they were complete, however old they get. */
  public Optional<String> cannotAnswerBecause() {
    return reader.cannotAnswerBecause();
  }

  /** Why the tables are not up to date and commands have no way; empty when all is well. */
  public Optional<String> notReadyBecause() {
    return reader.notReadyBecause();
  }

  @Override
  public Checked<List<WorkerEventRecord>> read(List<HistoryIndex.Place> places) {
    return events.read(places);
  }

  @Override
  public Checked<List<DispatchEventRecord>> readRounds(List<HistoryIndex.Place> places) {
    return rounds.read(places);
  }

  @PreDestroy
  void close() {
    reader.close();
    events.close();
    rounds.close();
  }

  private static void createTopics(KafkaConfig kafka, TopicsConfig config, TopicCatalogue topics) {
    try (Admin admin =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka.bootstrapServers(),
                AdminClientConfig.CLIENT_ID_CONFIG,
                "lifecycle-api-topics"))) {
      TopicCreation.ensure(admin, topics, config.replicas(), TOPICS_DEADLINE);
    }
  }
}
