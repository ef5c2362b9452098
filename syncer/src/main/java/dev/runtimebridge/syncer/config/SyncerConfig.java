package dev.runtimebridge.syncer.config;

import dev.runtimebridge.syncer.adapter.prpc.Attestation;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What is particular to the syncer. */
@ConfigMapping(prefix = "bridge.syncer")
public interface SyncerConfig {

  /** Whether the syncer runs in this process. */
  @WithDefault("true")
  boolean enabled();

  /** Folder of the state stores; what is in it can be rebuilt from the log. */
  @WithDefault("${BRIDGE_DATA:data}/syncer")
  Path stateDir();

  /**
   * Name of this process among the syncers. With a name that stays the same a process that was
   * killed and is back within {@link #takeoverAfter} gets its own workers back, and no other worker
   * is moved. Who ends in order hands its workers over at once.
   */
  Optional<String> instanceId();

  /**
   * Silence of a syncer after which others drive its workers. Clusters refuse less than their
   * {@code group.min.session.timeout.ms}, which is 6 s unless somebody changed it.
   */
  @WithDefault("6s")
  Duration takeoverAfter();

  /** About how many bytes of requests are kept for the next worker. */
  @WithDefault("268435456")
  long cacheBytes();

  /** Longest wait for one answer of a worker. */
  @WithDefault("180s")
  Duration requestTimeout();

  /** Whether a new worker may get a state instead of all blocks. */
  @WithDefault("true")
  boolean fastSync();

  /** Relay-chain headers in one request; more where none of them can end a batch. */
  @WithDefault("512")
  int maxRelayHeaders();

  /** Parachain blocks in one request. */
  @WithDefault("16")
  int maxParaBlocks();

  /** Bytes of blocks in one request; more only where one block is larger. */
  @WithDefault("16777216")
  long maxRequestBytes();

  /** Requests to workers at the same time. */
  @WithDefault("256")
  int maxConcurrentRequests();

  /** How new workers prove what they run on. */
  @WithDefault("none")
  Attestation attestation();

  /** Where collateral for data-center attestation comes from. */
  Pccs pccs();

  /** Largest state that a worker is sent, in bytes. */
  @WithDefault("524288000")
  long maxSnapshotBytes();

  /** Clients that read ranges of blocks from the log. */
  @WithDefault("2")
  int logReaders();

  /** Threads that decide. */
  @WithDefault("1")
  int streamThreads();

  /** Other syncers that keep a copy of each state store, to take over without reading it anew. */
  @WithDefault("1")
  int standbyReplicas();

  /** How often sessions are compared with what the states ask for. */
  @WithDefault("300ms")
  Duration reconcileEvery();

  /** Shortest time between two reports of a worker's heights. */
  @WithDefault("1s")
  Duration progressEvery();

  /** How often a worker that has everything is asked whether it is still there. */
  @WithDefault("10s")
  Duration idleCheck();

  /** When what was asked of pRuntime for a worker is asked again, if its answer was lost. */
  @WithDefault("30s")
  Duration errandAgain();

  /** When messages that a worker still holds for the chain are looked at again. */
  @WithDefault("10s")
  Duration egressAgain();

  /** Wait after a first failure; it doubles with each further one. */
  @WithDefault("500ms")
  Duration retryFirst();

  /** Longest wait after a failure. */
  @WithDefault("60s")
  Duration retryCap();

  /** Finalized headers and blocks that the log may lack while a worker counts as at the tip. */
  TipLag tipLag();

  /** Finalized headers and blocks that a worker at the tip may lack before it fell behind. */
  FellBehindLag fellBehindLag();

  /** What is settable of workers' lives on the chain. */
  LifeConfig life();

  /** Further settings of Kafka Streams, by Kafka's own names. */
  Map<String, String> streams();

  /** A Provisioning Certificate Caching Service (PCCS). */
  interface Pccs {
    /**
     * Its address, up to and including the version of its interface; empty for no such service, so
     * that a worker whose quote needs collateral cannot be registered.
     */
    @WithDefault("https://pccs.phala.network/sgx/certification/v4/")
    Optional<URI> url();

    /** Longest wait for the collateral of one kind of machine, over all requests. */
    @WithDefault("10s")
    Duration timeout();
  }

  /** Bounds for getting to the tip. */
  interface TipLag {
    /** Relay-chain headers. */
    @WithDefault("20")
    long relay();

    /** Parachain blocks. */
    @WithDefault("6")
    long para();
  }

  /** Bounds for losing the tip. */
  interface FellBehindLag {
    /** Relay-chain headers. */
    @WithDefault("60")
    long relay();

    /** Parachain blocks. */
    @WithDefault("20")
    long para();
  }
}
