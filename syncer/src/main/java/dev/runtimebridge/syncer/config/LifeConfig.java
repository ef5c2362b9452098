package dev.runtimebridge.syncer.config;

import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What is settable of workers' lives on the chain. */
public interface LifeConfig {

  /**
   * How long the chain may take to score a worker, by the chain's clock, before it is registered
   * again.
   */
  @WithDefault("20m")
  Duration scorePatience();

  /** Smallest score that a worker can compute with; the runtime's own bound is 50. */
  @WithDefault("50")
  long minScore();

  /** Wait before a call that failed is made again; it doubles with each further failure. */
  @WithDefault("6s")
  Duration callRetryFirst();

  /** Longest such wait. */
  @WithDefault("5m")
  Duration callRetryCap();

  /** Wait before a call is made again that the operator has to make possible first. */
  @WithDefault("10m")
  Duration operatorRetry();

  /** Messages of one worker whose transactions are under way at most. */
  @WithDefault("50")
  int maxMessagesInFlight();

  /**
   * SS58 number of the network in whose form accounts are written; that of the API if not given.
   */
  @WithDefault("${bridge.api.ss58-prefix:30}")
  int ss58Prefix();
}
