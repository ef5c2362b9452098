package dev.runtimebridge.dispatcher.config;

import dev.runtimebridge.dispatch.domain.RewardRules;
import dev.runtimebridge.dispatch.domain.RoundRules;
import dev.runtimebridge.dispatcher.task.RetryWaits;
import dev.runtimebridge.dispatcher.task.TaskRunner;
import java.math.BigInteger;
import java.time.Duration;

/**
 * Settings that make sense, each refused by its name otherwise: a round that was decided by a slip
 * of the pen cannot be decided again.
 */
public final class CheckedSettings {
  private static final String PREFIX = "bridge.dispatcher.";
  private static final BigInteger SMALLEST_UNITS = BigInteger.TEN.pow(12);
  private static final int MOST_BLOCKS = 100_000_000;

  /** Of all workers that are drawn, so that a round's record stays far from what brokers take. */
  private static final int MOST_TASKS = 10_000;

  private static final int MOST_REPLICAS = 100;
  private static final Duration LEAST_SILENCE = Duration.ofSeconds(1);
  private static final Duration MOST_SILENCE = Duration.ofMinutes(15);

  private CheckedSettings() {}

  /**
   * How rounds go.
   *
   * @throws IllegalArgumentException that names the setting
   */
  public static RoundRules rounds(DispatcherConfig config) {
    int blocks = within("round-blocks", config.roundBlocks(), 1, MOST_BLOCKS);
    var rewards = config.rewards();
    if (rewards.initialCoins().signum() < 0) {
      throw refused("rewards.initial-coins", rewards.initialCoins(), "0 or more coins");
    }
    int compute = perMillion("rewards.compute-per-million", rewards.computePerMillion());
    int online = perMillion("rewards.online-per-million", rewards.onlinePerMillion());
    if (compute + online > RewardRules.MILLION) {
      throw refused(
          "rewards.online-per-million",
          online,
          "no more than the " + (RewardRules.MILLION - compute) + " that compute-per-million left");
    }
    return new RoundRules(
        new RewardRules(
            blocks,
            RewardRules.VENDETTA.blockTime(),
            within("tasks", config.tasks(), 1, MOST_TASKS),
            rewards.initialCoins().multiply(SMALLEST_UNITS),
            within("rewards.decay-rounds", rewards.decayRounds(), 1, MOST_BLOCKS),
            perMillion("rewards.decay-per-million", rewards.decayPerMillion()),
            compute,
            online),
        within("window-blocks", config.windowBlocks(), 1, blocks),
        within("freeze-blocks", config.freezeBlocks(), 0, MOST_BLOCKS));
  }

  /**
   * How workers are asked.
   *
   * @throws IllegalArgumentException that names the setting
   */
  public static TaskRunner.Settings tasks(DispatcherConfig.Task config) {
    positive("task.timeout", config.timeout());
    positive("task.reconcile-every", config.reconcileEvery());
    Duration first = positive("task.retry-first", config.retryFirst());
    if (config.retryCap().compareTo(first) < 0) {
      throw refused("task.retry-cap", config.retryCap(), "no less than task.retry-first");
    }
    return new TaskRunner.Settings(
        within("task.calls-at-once", config.callsAtOnce(), 1, MOST_TASKS),
        new RetryWaits(first, config.retryCap()),
        positive("task.report-again", config.reportAgain()));
  }

  /**
   * When one takes over from another.
   *
   * @throws IllegalArgumentException that names the setting
   */
  public static void takeover(DispatcherConfig config) {
    shortTime("takeover-after", config.takeoverAfter());
    shortTime("transaction-timeout", config.transactionTimeout());
    within("standby-replicas", config.standbyReplicas(), 0, MOST_REPLICAS);
  }

  private static int perMillion(String name, int value) {
    return within(name, value, 0, RewardRules.MILLION);
  }

  private static int within(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw refused(name, value, "%d to %d".formatted(least, most));
    }
    return value;
  }

  private static void shortTime(String name, Duration value) {
    if (value.compareTo(LEAST_SILENCE) < 0 || value.compareTo(MOST_SILENCE) > 0) {
      throw refused(name, value, "%s to %s".formatted(LEAST_SILENCE, MOST_SILENCE));
    }
  }

  private static Duration positive(String name, Duration value) {
    if (!value.isPositive()) {
      throw refused(name, value, "a time above zero");
    }
    return value;
  }

  private static IllegalArgumentException refused(String name, Object value, String expected) {
    return new IllegalArgumentException(
        "%s%s is %s, expected %s".formatted(PREFIX, name, value, expected));
  }
}
