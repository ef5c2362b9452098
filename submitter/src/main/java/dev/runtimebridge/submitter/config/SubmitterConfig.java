package dev.runtimebridge.submitter.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the submitter is told: which nodes, which keys, how calls share transactions. */
@ConfigMapping(prefix = "bridge.submitter")
public interface SubmitterConfig {

  /** Whether the submitter runs in this process. */
  @WithDefault("true")
  boolean enabled();

  /** Nodes of the parachain. */
  Para para();

  /**
   * Folder of the sealing key, which opens the pool operators' secrets; for nobody else to read.
   */
  @WithDefault("${BRIDGE_DATA:data}/submitter")
  Path keyDir();

  /**
   * Name of this process among the submitters. With a name that stays the same a process that was
   * killed goes on as soon as it is there again; without one it waits until the cluster misses it.
   */
  Optional<String> instanceId();

  /** A standby takes over once the other submitter has been silent for so long. */
  @WithDefault("10s")
  Duration takeoverAfter();

  /** How calls share transactions. */
  Batch batch();

  /**
   * Blocks in which a transaction can land, a power of two from 4 to 4096; it has to outlive the
   * wait for finality.
   */
  @WithDefault("64")
  int eraPeriod();

  /** After so many transactions that could not land, a request is refused. */
  @WithDefault("5")
  int maxDeaths();

  /** How long requests wait for the key of their account. */
  @WithDefault("10m")
  Duration noKeyAfter();

  /** A transaction that is in no block is sent again after so many blocks. */
  @WithDefault("5")
  int resendBlocks();

  /** Requests of one account in memory; beyond that they wait in the log. */
  @WithDefault("10000")
  int maxQueued();

  /** Ended requests of each account that are kept in mind, so that a repeated one is known. */
  @WithDefault("10000")
  int remembered();

  /** Free balance below which an operator's account is called low, in smallest units (2 PHA). */
  @WithDefault("2000000000000")
  BigInteger balanceWarning();

  /** SS58 number of the network in whose form accounts are told; that of the API if not given. */
  @WithDefault("${bridge.api.ss58-prefix:30}")
  int ss58Prefix();

  /** Longest wait for one answer of a node. */
  @WithDefault("30s")
  Duration requestTimeout();

  /** Longest wait for an answer while the node answers nothing else either: it has stalled. */
  @WithDefault("10s")
  Duration silenceTimeout();

  /** Requests that one node may have to answer at the same time. */
  @WithDefault("16")
  int parallelRequests();

  /** Largest answer of a node, in bytes. */
  @WithDefault("67108864")
  int maxMessageBytes();

  /** Blocks that a node may be behind another one and is still asked. */
  @WithDefault("20")
  int maxLag();

  /** The parachain's nodes. */
  interface Para {
    /** WebSocket URLs, the preferred one first; those of the fetcher if not given. */
    @WithDefault("${bridge.fetcher.para.endpoints:}")
    Optional<List<String>> endpoints();
  }

  /** When calls that wait become a transaction. */
  interface Batch {
    /** Calls in one transaction. */
    @WithDefault("30")
    int calls();

    /** Longest wait of a call for others. */
    @WithDefault("1s")
    Duration longestWait();

    /** Bytes of calls in one transaction; more only where one call is larger. */
    @WithDefault("524288")
    int bytes();

    /** Transactions of one account on their way at the same time. */
    @WithDefault("8")
    int inFlight();
  }
}
