package dev.runtimebridge.lifecycle.adapter.alert;

import dev.runtimebridge.lifecycle.alert.AlertSettings;
import dev.runtimebridge.lifecycle.alert.Rule;
import dev.runtimebridge.lifecycle.alert.RuleSettings;
import dev.runtimebridge.lifecycle.config.AlertsConfig;
import dev.runtimebridge.lifecycle.config.AlertsConfig.RuleConfig;
import dev.runtimebridge.lifecycle.config.AlertsConfig.WebhookConfig;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The configuration, checked as a whole.
 *
 * @param rules how alerts are made
 * @param monitor address of the monitor, without a slash at its end
 * @param webhooks by name
 * @param alertmanagers each of them
 */
record AlertSetup(
    AlertSettings rules,
    Optional<String> monitor,
    List<Webhook.Settings> webhooks,
    List<Alertmanager.Settings> alertmanagers) {
  private static final String PREFIX = "bridge.alerts.";
  private static final Duration TOGETHER = Duration.ofSeconds(1);
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  /**
   * Reads everything.
   *
   * @throws IllegalArgumentException if anything is wrong; the message names all that is
   */
  static AlertSetup of(AlertsConfig config) {
    var reading = new Reading();
    AlertSettings rules = reading.rules(config);
    reading.positive("every", config.every());
    Optional<String> monitor =
        config
            .monitorUrl()
            .flatMap(text -> reading.url("monitor-url", text))
            .map(AlertSetup::withoutSlash);
    List<Webhook.Settings> webhooks = new ArrayList<>();
    new TreeMap<>(config.webhooks())
        .forEach((name, webhook) -> reading.webhook(name, webhook).ifPresent(webhooks::add));
    List<Alertmanager.Settings> alertmanagers = reading.alertmanagers(config.alertmanager());
    if (!reading.faults.isEmpty()) {
      throw new IllegalArgumentException(
          "the settings of alerts are wrong: " + String.join("; ", reading.faults));
    }
    return new AlertSetup(rules, monitor, webhooks, alertmanagers);
  }

  private static String withoutSlash(URI uri) {
    return uri.toString().replaceFirst("/+$", "");
  }

  private static final class Reading {
    private final List<String> faults = new ArrayList<>();

    AlertSettings rules(AlertsConfig config) {
      Map<Rule, RuleSettings> rules = new EnumMap<>(Rule.class);
      new TreeMap<>(config.rules())
          .forEach(
              (key, given) ->
                  Rule.ofKey(key)
                      .ifPresentOrElse(
                          rule -> rules.put(rule, rule(rule, given)), () -> unknownRule(key)));
      var settings = new AlertSettings(rules, config.toldSingly());
      faults.addAll(settings.faults());
      return settings;
    }

    private void unknownRule(String key) {
      faults.add(
          "%srules.%s is no rule: expected one of %s"
              .formatted(
                  PREFIX,
                  key,
                  Arrays.stream(Rule.values()).map(Rule::key).collect(Collectors.joining(", "))));
    }

    private RuleSettings rule(Rule rule, RuleConfig given) {
      RuleSettings usual = rule.usual();
      if (given.threshold().isPresent() && rule.threshold().isEmpty()) {
        faults.add("%srules.%s.threshold is set: this rule has none".formatted(PREFIX, rule.key()));
      }
      return new RuleSettings(
          given.enabled(),
          given.severity().orElse(usual.severity()),
          given.holdsFor().orElse(usual.holdsFor()),
          given.keep().orElse(usual.keep()),
          given.threshold().orElse(usual.threshold()));
    }

    Optional<Webhook.Settings> webhook(String name, WebhookConfig config) {
      String key = "webhooks.\"%s\"".formatted(name);
      if (!NAME.matcher(name).matches()) {
        faults.add(
            "%s%s is no name: expected 1 to 64 of the characters A-Z a-z 0-9 . _ -"
                .formatted(PREFIX, key));
      }
      positive(key + ".timeout", config.timeout());
      if (config.url().isPresent() == config.urlFile().isPresent()) {
        faults.add("%s%s: expected one of url and url-file".formatted(PREFIX, key));
        return Optional.empty();
      }
      Optional<URI> url =
          config
              .url()
              .flatMap(text -> url(key + ".url", text))
              .or(
                  () ->
                      config
                          .urlFile()
                          .flatMap(file -> content(key + ".url-file", file))
                          .flatMap(text -> url(key + ".url-file", text)));
      Optional<Signature> signature =
          config
              .secretFile()
              .flatMap(
                  file ->
                      content(key + ".secret-file", file)
                          .flatMap(text -> signature(key + ".secret-file", file, text)));
      return url.map(
          to ->
              new Webhook.Settings(name, to, signature, config.timeout(), TOGETHER, Backoff.USUAL));
    }

    private Optional<Signature> signature(String key, Path file, String secret) {
      try {
        return Optional.of(Signature.by(secret));
      } catch (IllegalArgumentException e) {
        faults.add("%s%s is %s: %s".formatted(PREFIX, key, file, e.getMessage()));
        return Optional.empty();
      }
    }

    List<Alertmanager.Settings> alertmanagers(AlertsConfig.AlertmanagerConfig config) {
      positive("alertmanager.resend-every", config.resendEvery());
      positive("alertmanager.timeout", config.timeout());
      return config.urls().orElse(List.of()).stream()
          .flatMap(text -> url("alertmanager.urls", text).stream())
          .map(
              uri ->
                  new Alertmanager.Settings(
                      "Alertmanager %s:%d".formatted(uri.getHost(), uri.getPort()),
                      URI.create(withoutSlash(uri) + "/api/v2/alerts"),
                      config.resendEvery(),
                      config.timeout(),
                      TOGETHER,
                      Backoff.USUAL))
          .toList();
    }

    void positive(String key, Duration duration) {
      if (duration.isNegative() || duration.isZero()) {
        faults.add("%s%s is %s: expected more than 0s".formatted(PREFIX, key, duration));
      }
    }

    /** The address itself may be a secret, so that no message shows it. */
    Optional<URI> url(String key, String text) {
      try {
        URI uri = new URI(text.strip());
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (uri.getHost() != null && (scheme.equals("http") || scheme.equals("https"))) {
          return Optional.of(uri);
        }
        faults.add("%s%s is not http://HOST or https://HOST".formatted(PREFIX, key));
      } catch (URISyntaxException e) {
        faults.add("%s%s is no URL: %s".formatted(PREFIX, key, e.getReason()));
      }
      return Optional.empty();
    }

    private Optional<String> content(String key, Path file) {
      try {
        return Optional.of(Files.readString(file).strip());
      } catch (IOException e) {
        faults.add("%s%s: %s cannot be read (%s)".formatted(PREFIX, key, file, e));
        return Optional.empty();
      }
    }
  }
}
