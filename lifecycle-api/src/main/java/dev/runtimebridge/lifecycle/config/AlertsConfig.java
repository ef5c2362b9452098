package dev.runtimebridge.lifecycle.config;

import dev.runtimebridge.lifecycle.alert.Severity;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What an operator is told of, and where. */
@ConfigMapping(prefix = "bridge.alerts")
public interface AlertsConfig {

  /** Whether this process looks for anything to tell. */
  @WithDefault("true")
  boolean enabled();

  /** How often it looks. */
  @WithDefault("5s")
  Duration every();

  /** How many alerts of one rule are told one by one; more are told as one. */
  @WithDefault("20")
  int toldSingly();

  /** Address of the monitor as those who are told can reach it, for links; none without it. */
  Optional<String> monitorUrl();

  /** Settings of single rules, by the rule's name such as {@code worker-stuck}. */
  Map<String, RuleConfig> rules();

  /** Who is told by HTTP, by a name of your choice. */
  Map<String, WebhookConfig> webhooks();

  /** Alertmanagers of Prometheus. */
  AlertmanagerConfig alertmanager();

  /** One rule; what is absent is as usual. */
  interface RuleConfig {
    /** Whether it is applied. */
    @WithDefault("true")
    boolean enabled();

    /** How bad its alerts are. */
    Optional<Severity> severity();

    /** How long its condition must hold before an alert begins. */
    @WithName("for")
    Optional<Duration> holdsFor();

    /** How long its condition must be gone before the alert ends. */
    Optional<Duration> keep();

    /** The number that it goes by, if it has one. */
    OptionalInt threshold();
  }

  /** One receiver. */
  interface WebhookConfig {
    /** Its address. */
    Optional<String> url();

    /** File that holds its address, where the address is a secret. */
    Optional<Path> urlFile();

    /** File that holds the secret by which the receiver knows the sender; unsigned without it. */
    Optional<Path> secretFile();

    /** Longest wait for its answer. */
    @WithDefault("10s")
    Duration timeout();
  }

  /** Alertmanagers; each is told everything. */
  interface AlertmanagerConfig {
    /** Their addresses, such as {@code http://alertmanager:9093}. */
    Optional<List<String>> urls();

    /**
     * How often what stands is told again; after four times as long without it, it counts as over.
     */
    @WithDefault("1m")
    Duration resendEvery();

    /** Longest wait for an answer. */
    @WithDefault("10s")
    Duration timeout();
  }
}
