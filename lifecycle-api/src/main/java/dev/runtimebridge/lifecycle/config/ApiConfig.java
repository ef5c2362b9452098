package dev.runtimebridge.lifecycle.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What is particular to the API. */
@ConfigMapping(prefix = "bridge.api")
public interface ApiConfig {

  /** Whether the API runs in this process. */
  @WithDefault("true")
  boolean enabled();

  /** Folder of the files {@code api-tokens} and {@code api-address}. */
  @WithDefault("${BRIDGE_DATA:data}")
  Path dataDir();

  /**
   * Names under which the API is called over HTTP, beside those of loopback; of a process that
   * listens on loopback alone they must be named, of others, once one is, all must be.
   */
  Optional<Set<String>> hosts();

  /** Address of the monitor as browsers reach it; by default where the API listens. */
  Optional<String> monitor();

  /** How long a command may take until its event and state are back from the log. */
  @WithDefault("10s")
  Duration commandTimeout();

  /** How many changes a watcher may be late before it is told to watch again. */
  @WithDefault("4096")
  int watchQueue();

  /** How many watchers there may be at once. */
  @WithDefault("256")
  int watchers();

  /** How many requests over HTTP there may be at once, streams and calls of PRB's API included. */
  @WithDefault("1024")
  int httpCalls();

  /** How many streams a browser's session may have open at once. */
  @WithDefault("32")
  int sessionStreams();

  /** How many requests to the chain are remembered; the newest, and who has ended goes first. */
  @WithDefault("50000")
  int transactions();

  /** How many workers an action on many takes at once. */
  @WithDefault("64")
  int actionsAtOnce();

  /** SS58 number of the network in whose form accounts are shown. */
  @WithDefault("30")
  int ss58Prefix();

  /** The management API of PRB v3. */
  Prb prb();

  /** The management API of PRB v3, for what was written for it. */
  interface Prb {

    /** Whether it is served, under {@code /prb}. */
    @WithDefault("false")
    boolean enabled();

    /** Whether it asks for no token: for those who protect the port otherwise. */
    @WithDefault("false")
    boolean open();

    /** Origins whose pages may call it, such as {@code http://monitor.example:3000}. */
    Optional<Set<String>> origins();
  }
}
