package dev.runtimebridge.fetcher.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What the fetcher is told: which nodes, from where, how much at once. */
@ConfigMapping(prefix = "bridge.fetcher")
public interface FetcherConfig {

  /** Whether the fetcher runs in this process. */
  @WithDefault("true")
  boolean enabled();

  /** Nodes of the relay chain. */
  Nodes relay();

  /** Nodes of the parachain. */
  Nodes para();

  /** Relay-chain header that workers start from; found in the parachain's block 1 if not given. */
  OptionalLong relayStart();

  /** Requests that one node may have to answer at the same time. */
  @WithDefault("16")
  int parallelRequests();

  /** A longer run of relay-chain headers without a set change is cut at a justified header. */
  @WithDefault("512")
  int maxBatchHeaders();

  /** The parachain's state is published at the tip every so many blocks; 0 for never. */
  @WithDefault("0")
  long snapshotEvery();

  /** Longest wait for one answer of a node. */
  @WithDefault("30s")
  Duration requestTimeout();

  /** Longest wait for an answer while the node answers nothing else either: it has stalled. */
  @WithDefault("10s")
  Duration silenceTimeout();

  /**
   * Whether storage changes are checked against the header's state root before they are published.
   */
  @WithDefault("true")
  boolean verifyStorageChanges();

  /**
   * A standby publishes once the other fetcher has been silent for so long; the same for all
   * fetchers of one log, since the active one gives a sign of life three times in it.
   */
  @WithDefault("10s")
  Duration takeoverAfter();

  /** Largest answer of a node, in bytes. */
  @WithDefault("67108864")
  int maxMessageBytes();

  /** The nodes of one chain. */
  interface Nodes {
    /** WebSocket URLs; the first healthy one is used. */
    Optional<List<String>> endpoints();
  }
}
