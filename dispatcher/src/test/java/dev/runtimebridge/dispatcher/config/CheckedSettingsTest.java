package dev.runtimebridge.dispatcher.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.dispatch.domain.RewardRules;
import dev.runtimebridge.dispatch.domain.RoundRules;
import dev.runtimebridge.dispatcher.testing.TestConfig;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckedSettingsTest {
  @Test
  void shouldRunRoundsAsTheTestnetDidUnlessToldOtherwise() {
    DispatcherConfig config = TestConfig.dispatcher(Map.of());
    assertEquals(new RoundRules(RewardRules.VENDETTA, 300, 14_400), CheckedSettings.rounds(config));
    assertEquals(64, CheckedSettings.tasks(config.task()).callsAtOnce());
  }

  @Test
  void shouldTakeWhatIsAtTheBounds() {
    RoundRules rules =
        CheckedSettings.rounds(
            TestConfig.dispatcher(
                Map.of(
                    "bridge.dispatcher.round-blocks", "20",
                    "bridge.dispatcher.window-blocks", "20",
                    "bridge.dispatcher.freeze-blocks", "0",
                    "bridge.dispatcher.tasks", "1")));
    assertEquals(20, rules.windowBlocks());
  }

  @ParameterizedTest
  @CsvSource({
    "round-blocks, 0",
    "round-blocks, -1",
    "tasks, 0",
    "tasks, -5",
    "tasks, 10001",
    "window-blocks, 0",
    "window-blocks, 601",
    "freeze-blocks, -1",
    "rewards.initial-coins, -1",
    "rewards.decay-rounds, 0",
    "rewards.decay-per-million, 1000001",
    "rewards.compute-per-million, -1",
    "rewards.online-per-million, 500001",
    "takeover-after, 0s",
    "transaction-timeout, 16m",
    "standby-replicas, -1",
    "task.timeout, 0s",
    "task.calls-at-once, 0",
    "task.retry-first, 0s",
    "task.retry-cap, 1ms",
    "task.report-again, 0s",
    "task.reconcile-every, 0s"
  })
  void shouldRefuseByName(String name, String value) {
    String setting = "bridge.dispatcher." + name;
    DispatcherConfig config = TestConfig.dispatcher(Map.of(setting, value));
    var refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> {
              CheckedSettings.rounds(config);
              CheckedSettings.takeover(config);
              CheckedSettings.tasks(config.task());
            });
    assertTrue(refused.getMessage().startsWith(setting + " is "), refused.getMessage());
  }
}
