package dev.runtimebridge.lifecycle.adapter.alert;

import dev.runtimebridge.lifecycle.adapter.kafka.TableReading;
import dev.runtimebridge.lifecycle.alert.AlertBoard;
import dev.runtimebridge.lifecycle.alert.FailedCalls;
import dev.runtimebridge.lifecycle.alert.Rule;
import dev.runtimebridge.lifecycle.config.AlertsConfig;
import dev.runtimebridge.lifecycle.config.ApiConfig;
import dev.runtimebridge.lifecycle.config.TopicsConfig;
import dev.runtimebridge.lifecycle.domain.Addresses;
import dev.runtimebridge.lifecycle.table.Tables;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for alerts for as long as the API runs. */
@ApplicationScoped
class AlertService {
  private static final Logger LOG = LoggerFactory.getLogger(AlertService.class);

  /** Before the log is read, so that nothing of it is missed. */
  private static final int BEFORE_THE_LOG_IS_READ = 1_000;

  private final AlertsConfig config;
  private final ApiConfig api;
  private final Tables tables;
  private @Nullable ScheduledExecutorService executor;
  private @Nullable Notifications notifications;
  private @Nullable HttpPost http;

  AlertService(AlertsConfig config, ApiConfig api, Tables tables) {
    this.config = config;
    this.api = api;
    this.tables = tables;
  }

  @Produces
  @Singleton
  static AlertBoard board(AlertsConfig config) {
    return new AlertBoard(AlertSetup.of(config).rules());
  }

  void start(
      @Observes @Priority(BEFORE_THE_LOG_IS_READ) StartupEvent event,
      AlertBoard board,
      TableReading reading,
      Addresses addresses,
      TopicsConfig topics) {
    if (!api.enabled() || !config.enabled()) {
      return;
    }
    Clock clock = Clock.systemUTC();
    AlertSetup setup = AlertSetup.of(config);
    var told = new Notifications(receivers(setup, topics.prefix(), clock));
    notifications = told;
    var looks =
        new AlertLooks(
            tables,
            new AlertLooks.LogState(reading::cannotAnswerBecause, reading::notReadyBecause),
            new FailedCalls(tables.transactions()),
            addresses,
            board,
            setup.rules(),
            new HostWatch(
                api.dataDir(), setup.rules().of(Rule.DISK_FULL).threshold(), clock.instant()),
            told,
            clock);
    told.start();
    ScheduledExecutorService looking =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("lifecycle-api-alerts").factory());
    executor = looking;
    long every = config.every().toMillis();
    Future<?> _ = looking.scheduleWithFixedDelay(looks::look, every, every, TimeUnit.MILLISECONDS);
  }

  @PreDestroy
  void close() {
    if (executor != null) {
      executor.shutdownNow();
    }
    if (notifications != null) {
      notifications.close();
    }
    if (http != null) {
      http.close();
    }
  }

  private List<Receiver> receivers(AlertSetup setup, String bridge, Clock clock) {
    if (setup.webhooks().isEmpty() && setup.alertmanagers().isEmpty()) {
      return List.of();
    }
    var client = new HttpPost();
    http = client;
    var json = new AlertJson(bridge, setup.monitor());
    List<Receiver> receivers = new ArrayList<>();
    for (Webhook.Settings webhook : setup.webhooks()) {
      if (webhook.signature().isEmpty()) {
        LOG.warn("Webhook is not signed; name a file by secret-file: webhook={}", webhook.name());
      }
      receivers.add(new Webhook(webhook, json, client, clock));
    }
    setup
        .alertmanagers()
        .forEach(settings -> receivers.add(new Alertmanager(settings, json, client, clock)));
    return receivers;
  }
}
