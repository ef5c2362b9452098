package dev.runtimebridge.lifecycle.alert;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What alerts are about, with the defaults of each; {@code docs/alerts.md} is checked against it.
 */
public enum Rule {
  /** The chain has had no heartbeat. */
  WORKER_UNRESPONSIVE(
      "WorkerUnresponsive",
      Severity.CRITICAL,
      Duration.ZERO,
      "the chain calls a worker unresponsive",
      "The worker loses stake until the chain has a heartbeat of it. See that pRuntime runs and"
          + " follows the chain, and that the pool's operator can pay; its messages are sent by"
          + " themselves then."),
  /** Nothing like a worker answers. */
  WORKER_UNREACHABLE(
      "WorkerUnreachable",
      Severity.CRITICAL,
      Duration.ofMinutes(1),
      "no pRuntime answers at a worker's endpoint",
      "See that its host is up, that pRuntime runs there, and that the network lets the syncer"
          + " through; a worker that computes becomes unresponsive within minutes. It is tried"
          + " again by itself."),
  /** No step forward. */
  WORKER_STUCK(
      "WorkerStuck",
      Severity.WARNING,
      Duration.ofMinutes(10),
      "a worker answers, but its heights or its stage do not go on though they should",
      "Read its history (ctl workers history NAME) and pRuntime's log; then restart the worker's"
          + " session (ctl workers restart NAME), or pRuntime itself."),
  /** Behind the log. */
  WORKER_LAGGING(
      "WorkerLagging",
      Severity.WARNING,
      Duration.ofMinutes(5),
      "a worker that has been at the tip, or has a session on the chain, is more than the threshold"
          + " behind the log",
      "See the load of its host and of the syncers, and that syncers run; with many workers at"
          + " once, add a syncer.",
      new Threshold(20, 1, 1_000_000, "parachain blocks")),
  /** Only a person can help. */
  WORKER_WAITS_FOR_OPERATOR(
      "WorkerWaitsForOperator",
      Severity.WARNING,
      Duration.ofMinutes(1),
      "a worker cannot go on before you have done something",
      "Do what the alert says; the worker goes on by itself."),
  /** Fees will soon not be paid. */
  OPERATOR_BALANCE_LOW(
      "OperatorBalanceLow",
      Severity.WARNING,
      Duration.ZERO,
      "a pool's operator has less than bridge.submitter.balance-warning",
      "Send PHA to the account; without a balance no message of its workers gets to the chain."),
  /** A call came to nothing. */
  TRANSACTION_FAILED(
      "TransactionFailed",
      Severity.WARNING,
      Duration.ofMinutes(1),
      "the newest call of its kind for a worker has failed and no other has succeeded since; told"
          + " for the threshold after it failed",
      "Look at the request (ctl tx show REQUEST).",
      new Threshold(60, 1, 10_080, "minutes")),
  /** No new block. */
  CHAIN_STALLED(
      "ChainStalled",
      Severity.CRITICAL,
      Duration.ofMinutes(3),
      "no new block of a chain came into the log",
      "See that a fetcher runs, and the nodes (ctl chain status): at the tip, with peers. Where the"
          + " chain itself stands still there is nothing to do."),
  /** One node less. */
  NODE_LOST(
      "NodeLost",
      Severity.WARNING,
      Duration.ofMinutes(1),
      "a node is ill or was dropped",
      "See to the node; another one is asked meanwhile, and this one again by itself."),
  /** No node at all. */
  NO_NODE_LEFT(
      "NoNodeLeft",
      Severity.CRITICAL,
      Duration.ofSeconds(30),
      "all nodes of a chain are ill or dropped",
      "See to the nodes, or give the fetcher another one (bridge.fetcher.relay.endpoints,"
          + " bridge.fetcher.para.endpoints): no worker gets a block meanwhile."),
  /** The log will not be able to grow. */
  DISK_FULL(
      "DiskFull",
      Severity.CRITICAL,
      Duration.ZERO,
      "less than the threshold of the disk of the API's data folder is free (with solo and the demo"
          + " the log is there too)",
      "Make room or move the data folder to a larger disk before it is full: without room the log"
          + " takes nothing, and nothing goes on.",
      new Threshold(10, 1, 99, "% free")),
  /** The tables get old. */
  LOG_READING_STOPPED(
      "LogReadingStopped",
      Severity.CRITICAL,
      Duration.ofMinutes(1),
      "the API cannot read the log; what it shows, and its other alerts, get old",
      "See that the brokers run and can be reached; where a record cannot be read, do as the alert"
          + " says."),
  /** Nobody hears of it. */
  NOTIFICATION_FAILING(
      "NotificationFailing",
      Severity.WARNING,
      Duration.ofMinutes(2),
      "a webhook or an Alertmanager does not take alerts",
      "See to the receiver and to its settings (bridge.alerts.webhooks,"
          + " bridge.alerts.alertmanager); what is not told yet is told when it is back.");

  private static final Duration KEEP = Duration.ofSeconds(30);
  private static final Pattern BEGIN_OF_WORD = Pattern.compile("(?<=[a-z])(?=[A-Z])");

  private final String title;
  private final Severity severity;
  private final Duration holdsFor;
  private final String when;
  private final String advice;
  private final int usual;
  private final int least;
  private final int most;
  private final String unit;

  /**
   * The number that a rule goes by.
   *
   * @param usual unless set otherwise
   * @param least that makes sense
   * @param most that makes sense
   * @param unit what it counts
   */
  public record Threshold(int usual, int least, int most, String unit) {}

  Rule(String title, Severity severity, Duration holdsFor, String when, String advice) {
    this(title, severity, holdsFor, when, advice, new Threshold(0, 0, 0, ""));
  }

  Rule(
      String title,
      Severity severity,
      Duration holdsFor,
      String when,
      String advice,
      Threshold threshold) {
    this.title = title;
    this.severity = severity;
    this.holdsFor = holdsFor;
    this.when = when;
    this.advice = advice;
    this.usual = threshold.usual();
    this.least = threshold.least();
    this.most = threshold.most();
    this.unit = threshold.unit();
  }

  /** Its stable name in the API and in notifications, such as {@code WorkerStuck}. */
  public String title() {
    return title;
  }

  /** Its name in the configuration, such as {@code worker-stuck}. */
  public String key() {
    return BEGIN_OF_WORD.matcher(title).replaceAll("-").toLowerCase(Locale.ROOT);
  }

  /** The rule of that name in the configuration. */
  public static Optional<Rule> ofKey(String key) {
    return Arrays.stream(values()).filter(rule -> rule.key().equals(key)).findFirst();
  }

  /** When it holds, in words. */
  public String when() {
    return when;
  }

  /** What to do, unless the alert knows better. */
  public String advice() {
    return advice;
  }

  /** The number that it goes by, if it has one. */
  public Optional<Threshold> threshold() {
    return unit.isEmpty() ? Optional.empty() : Optional.of(new Threshold(usual, least, most, unit));
  }

  /** How it is applied unless configured otherwise. */
  public RuleSettings usual() {
    // A call that is tried again is not waited for while it is under way, which takes some blocks.
    Duration keep = this == WORKER_WAITS_FOR_OPERATOR ? Duration.ofMinutes(2) : KEEP;
    return new RuleSettings(true, severity, holdsFor, keep, usual);
  }

  /** Rules whose alert about the same thing says more, so that this one is not told beside it. */
  Set<Rule> yieldsTo() {
    return switch (this) {
      case WORKER_STUCK -> EnumSet.of(WORKER_UNREACHABLE, WORKER_WAITS_FOR_OPERATOR);
      case WORKER_LAGGING -> EnumSet.of(WORKER_UNREACHABLE, WORKER_STUCK);
      case TRANSACTION_FAILED -> EnumSet.of(WORKER_WAITS_FOR_OPERATOR);
      case NODE_LOST -> EnumSet.of(NO_NODE_LEFT);
      default -> EnumSet.noneOf(Rule.class);
    };
  }
}
