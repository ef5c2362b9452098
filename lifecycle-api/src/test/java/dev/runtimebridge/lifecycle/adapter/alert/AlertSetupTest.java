package dev.runtimebridge.lifecycle.adapter.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.lifecycle.alert.AlertSettings;
import dev.runtimebridge.lifecycle.alert.Rule;
import dev.runtimebridge.lifecycle.alert.RuleSettings;
import dev.runtimebridge.lifecycle.alert.Severity;
import dev.runtimebridge.lifecycle.config.AlertsConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertSetupTest {
  @TempDir Path folder;

  @Test
  void shouldBeAsUsualWithoutAnySetting() {
    AlertSetup setup = AlertSetup.of(config(Map.of()));
    assertEquals(AlertSettings.USUAL, setup.rules());
    assertTrue(setup.webhooks().isEmpty() && setup.alertmanagers().isEmpty());
  }

  @Test
  void shouldTakeWhatIsSetAndLeaveTheRest() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "whsec_" + "QUJD".repeat(8) + "\n");
    Path url = Files.writeString(folder.resolve("url"), "https://chat.example/hooks/abc\n");
    AlertSetup setup =
        AlertSetup.of(
            config(
                Map.of(
                    "bridge.alerts.rules.worker-stuck.for", "20m",
                    "bridge.alerts.rules.worker-stuck.severity", "critical",
                    "bridge.alerts.rules.disk-full.threshold", "5",
                    "bridge.alerts.rules.node-lost.enabled", "false",
                    "bridge.alerts.monitor-url", "https://monitor.example/",
                    "bridge.alerts.webhooks.chat.url-file", url.toString(),
                    "bridge.alerts.webhooks.chat.secret-file", secret.toString(),
                    "bridge.alerts.alertmanager.urls", "http://am-1:9093,http://am-2:9093/sub/")));
    assertEquals(
        new RuleSettings(
            true, Severity.CRITICAL, Duration.ofMinutes(20), Duration.ofSeconds(30), 0),
        setup.rules().of(Rule.WORKER_STUCK));
    assertEquals(5, setup.rules().of(Rule.DISK_FULL).threshold());
    assertFalse(setup.rules().of(Rule.NODE_LOST).enabled());
    assertEquals(Rule.WORKER_LAGGING.usual(), setup.rules().of(Rule.WORKER_LAGGING));
    assertEquals(Optional.of("https://monitor.example"), setup.monitor());
    Webhook.Settings chat = setup.webhooks().getFirst();
    assertEquals("https://chat.example/hooks/abc", chat.url().toString());
    assertTrue(chat.signature().isPresent());
    assertFalse(chat.toString().contains("abc"), chat.toString());
    assertEquals(
        "http://am-2:9093/sub/api/v2/alerts", setup.alertmanagers().getLast().url().toString());
  }

  @Test
  void shouldNameAllFaultsAtOnceAndNoSecret() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "whsec_hush!");
    var config =
        config(
            Map.of(
                "bridge.alerts.told-singly", "0",
                "bridge.alerts.rules.worker-sleepy.for", "1m",
                "bridge.alerts.rules.node-lost.threshold", "3",
                "bridge.alerts.rules.worker-lagging.threshold", "0",
                "bridge.alerts.webhooks.a.url", "ftp://user:hush@host/",
                "bridge.alerts.webhooks.b.secret-file", "none",
                "bridge.alerts.webhooks.c.url", "http://host/hush",
                "bridge.alerts.webhooks.c.secret-file", secret.toString(),
                "bridge.alerts.alertmanager.resend-every", "0s"));
    String message =
        String.valueOf(
            assertThrows(IllegalArgumentException.class, () -> AlertSetup.of(config)).getMessage());
    for (String fault :
        new String[] {
          "bridge.alerts.told-singly is 0: expected 1 to 1000",
          "bridge.alerts.rules.worker-sleepy is no rule: expected one of worker-unresponsive, ",
          "bridge.alerts.rules.node-lost.threshold is set: this rule has none",
          "bridge.alerts.rules.worker-lagging.threshold is 0: expected 1 to 1000000",
          "bridge.alerts.webhooks.\"a\".url is not http://HOST or https://HOST",
          "bridge.alerts.webhooks.\"b\": expected one of url and url-file",
          "bridge.alerts.webhooks.\"c\".secret-file is " + secret,
          "bridge.alerts.alertmanager.resend-every is PT0S: expected more than 0s"
        }) {
      assertTrue(message.contains(fault), () -> fault + " is not in: " + message);
    }
    assertFalse(message.contains("hush"), message);
  }

  private static AlertsConfig config(Map<String, String> values) {
    return new SmallRyeConfigBuilder()
        .withMapping(AlertsConfig.class)
        .withConverter(Duration.class, 200, new DurationConverter())
        .withSources(new PropertiesConfigSource(values, "test", 100))
        .build()
        .getConfigMapping(AlertsConfig.class);
  }
}
