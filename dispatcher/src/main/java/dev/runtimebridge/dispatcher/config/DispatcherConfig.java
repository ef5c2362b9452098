package dev.runtimebridge.dispatcher.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What is particular to the dispatcher. */
@ConfigMapping(prefix = "bridge.dispatcher")
public interface DispatcherConfig {

  /** Whether the dispatcher runs in this process. */
  @WithDefault("false")
  boolean enabled();

  /**
   * Blocks of the parachain from the first block of a round to that of the next. It stays as it is
   * once rounds are in the log, because they are numbered by it.
   */
  @WithDefault("600")
  int roundBlocks();

  /** Workers that are drawn in a round. */
  @WithDefault("5")
  int tasks();

  /** Blocks, from a round's first one on, in which a task can end; no more than a round has. */
  @WithDefault("300")
  int windowBlocks();

  /** Blocks, from a window's end on, for which rewards are frozen. */
  @WithDefault("14400")
  int freezeBlocks();

  /** What rounds mint, and for whom. */
  Rewards rewards();

  /** Folder of the state stores; what is in it can be rebuilt from the log. */
  @WithDefault("${BRIDGE_DATA:data}/dispatcher")
  Path stateDir();

  /** Name of this process among the dispatchers, the same after each start. */
  Optional<String> instanceId();

  /** Other dispatchers that keep a copy of the state, to take over without reading it anew. */
  @WithDefault("1")
  int standbyReplicas();

  /**
   * Silence of a dispatcher after which another one takes over. Clusters refuse less than their
   * {@code group.min.session.timeout.ms}, which is 6 s unless somebody changed it.
   */
  @WithDefault("6s")
  Duration takeoverAfter();

  /**
   * How long it may take to write what comes of one block; what a killed dispatcher left half
   * written holds its successor up for as long.
   */
  @WithDefault("30s")
  Duration transactionTimeout();

  /** How workers are asked to compute. */
  Task task();

  /** Further settings of Kafka Streams, by Kafka's own names. */
  Map<String, String> streams();

  /** What rounds mint, and for whom; as on the testnet, see docs/dispatch.md. */
  interface Rewards {
    /** Whole coins minted in the first interval. */
    @WithDefault("129600000")
    BigInteger initialCoins();

    /** Rounds of an interval; 180 days of an hour each. */
    @WithDefault("4320")
    int decayRounds();

    /** Parts in a million of what the interval before minted. */
    @WithDefault("750000")
    int decayPerMillion();

    /** Parts in a million for the workers that computed. */
    @WithDefault("500000")
    int computePerMillion();

    /** Parts in a million for all workers that were online; the treasury has the rest. */
    @WithDefault("300000")
    int onlinePerMillion();
  }

  /** How workers are asked to compute. */
  interface Task {
    /** Longest wait for one answer. */
    @WithDefault("10s")
    Duration timeout();

    /** Calls to workers at the same time. */
    @WithDefault("64")
    int callsAtOnce();

    /** Wait after a first call without an answer; it doubles with each further one. */
    @WithDefault("500ms")
    Duration retryFirst();

    /** Longest such wait. */
    @WithDefault("15s")
    Duration retryCap();

    /** When a report is written again, while the round does not know of it. */
    @WithDefault("15s")
    Duration reportAgain();

    /** How often calls are compared with what rounds ask for. */
    @WithDefault("300ms")
    Duration reconcileEvery();
  }
}
