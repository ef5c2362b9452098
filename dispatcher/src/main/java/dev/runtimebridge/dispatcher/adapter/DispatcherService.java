package dev.runtimebridge.dispatcher.adapter;

import dev.runtimebridge.dispatch.domain.RoundRules;
import dev.runtimebridge.dispatcher.adapter.http.HttpTaskWorkers;
import dev.runtimebridge.dispatcher.adapter.kafka.KafkaTaskReports;
import dev.runtimebridge.dispatcher.adapter.kafka.StreamsRuntime;
import dev.runtimebridge.dispatcher.adapter.kafka.StreamsSettings;
import dev.runtimebridge.dispatcher.config.CheckedSettings;
import dev.runtimebridge.dispatcher.config.DispatcherConfig;
import dev.runtimebridge.dispatcher.config.TopicsConfig;
import dev.runtimebridge.dispatcher.port.Clock;
import dev.runtimebridge.dispatcher.task.TaskRunner;
import dev.runtimebridge.dispatcher.topology.DispatchTopology;
import dev.runtimebridge.schemas.topic.TopicCatalogue;
import dev.runtimebridge.substrate.key.Sr25519;
import java.util.List;

/** The whole dispatcher, joined from its parts: rounds, tasks, reports. */
public final class DispatcherService implements AutoCloseable {
  private final HttpTaskWorkers workers;
  private final KafkaTaskReports reports;
  private final TaskRunner tasks;
  private final StreamsRuntime streams;

  /**
   * Starts everything; what is not there yet is waited for behind.
   *
   * @throws IllegalArgumentException that names a setting that makes no sense
   */
  public DispatcherService(
      String bootstrapServers, DispatcherConfig config, TopicsConfig topicsConfig) {
    RoundRules rules = CheckedSettings.rounds(config);
    CheckedSettings.takeover(config);
    TaskRunner.Settings taskSettings = CheckedSettings.tasks(config.task());
    var topics = TopicCatalogue.of(topicsConfig.prefix(), topicsConfig.workerPartitions());
    Clock clock = new SystemClock();
    workers = new HttpTaskWorkers(config.task().timeout());
    reports = new KafkaTaskReports(bootstrapServers, topics.dispatchReports(), clock);
    tasks = new TaskRunner(workers, Sr25519::verify, reports, clock, taskSettings);
    streams =
        new StreamsRuntime(
            StreamsSettings.of(bootstrapServers, config, topicsConfig),
            topics,
            topicsConfig.replicas(),
            () -> DispatchTopology.build(topics, rules, tasks, config.task().reconcileEvery()),
            clock);
  }

  /** Whether rounds are decided on, here or with a copy kept here. */
  public boolean ready() {
    return streams.running();
  }

  /** What the streams do or wait for. */
  public String streamsState() {
    return streams.state();
  }

  /** Whether the rounds are decided here and not by another process. */
  public boolean isActive() {
    return tasks.isActive();
  }

  /** The block that the rounds have come to, as far as this process knows. */
  public long block() {
    return tasks.block();
  }

  /** How many tasks are open. */
  public int openTasks() {
    return tasks.count();
  }

  /** Why workers do not compute at present. */
  public List<String> taskTroubles() {
    return tasks.troubles();
  }

  /** Gives the tasks up, commits what was decided, closes all connections. */
  @Override
  public void close() {
    tasks.close();
    streams.close();
    reports.close();
    workers.close();
  }
}
