package dev.runtimebridge.devnet;

import dev.runtimebridge.devnet.runtime.RuntimeSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What a devnet is made of. The chains depend only on the first group; two devnets that agree on it
 * have the same blocks at every height, whatever else differs.
 *
 * @param seed what all random values of the chains are drawn from
 * @param paraStart relay block that parachain block 1 is built upon, so block 1 has it as its relay
 *     parent
 * @param paraEvery relay blocks per parachain block
 * @param authorities GRANDPA voters in each authority set
 * @param setChangeEvery relay blocks per authority set, 0 for one set for ever
 * @param justificationEvery relay blocks between two justifications that a node keeps
 * @param storageChangeBytes size of the storage changes of a parachain block, in bytes
 * @param history relay blocks that are there when the devnet has started
 * @param blockInterval time between two relay blocks; zero makes blocks only on {@link
 *     Devnet#produce}
 * @param relayNodes nodes in front of the relay chain, each with faults of its own
 * @param paraNodes nodes in front of the parachain
 * @param workers simulated pRuntime workers
 * @param basePort first of the ports taken, one after another: control, relay nodes, para nodes,
 *     workers; 0 takes free ports
 * @param runtime rules of the parachain's pallets; they belong to the first group, too
 * @param dataDir folder that remembers the height reached, so that a killed devnet comes back at
 *     least as high as it was seen
 */
public record DevnetSettings(
    long seed,
    long paraStart,
    int paraEvery,
    int authorities,
    int setChangeEvery,
    int justificationEvery,
    int storageChangeBytes,
    int history,
    Duration blockInterval,
    int relayNodes,
    int paraNodes,
    int workers,
    int basePort,
    RuntimeSettings runtime,
    Optional<Path> dataDir) {

  /** Checks every value against what a chain can be. */
  public DevnetSettings {
    atLeast("paraStart", paraStart, 1);
    atLeast("paraEvery", paraEvery, 2);
    atLeast("authorities", authorities, 1);
    atLeast("setChangeEvery", setChangeEvery, 0);
    atLeast("justificationEvery", justificationEvery, 1);
    atLeast("storageChangeBytes", storageChangeBytes, 0);
    atLeast("history", history, 0);
    atLeast("blockInterval", blockInterval.toMillis(), 0);
    atLeast("relayNodes", relayNodes, 1);
    atLeast("paraNodes", paraNodes, 1);
    atLeast("workers", workers, 0);
    atLeast("basePort", basePort, 0);
  }

  /**
   * Settings that fit most tests: 600 relay blocks of history, one node per chain, no workers,
   * blocks on demand.
   */
  public static DevnetSettings defaults() {
    return builder().build();
  }

  /** Starts from the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Whether blocks are made by a clock. */
  public boolean ticks() {
    return !blockInterval.isZero();
  }

  private static void atLeast(String name, long value, long least) {
    if (value < least) {
      throw new IllegalArgumentException(name + " is " + value + ", it must be at least " + least);
    }
  }

  /** Sets one value after another; what is not set keeps its default. */
  public static final class Builder {
    private long seed = 1;
    private long paraStart = 8;
    private int paraEvery = 2;
    private int authorities = 4;
    private int setChangeEvery = 50;
    private int justificationEvery = 8;
    private int storageChangeBytes = 40 * 1024;
    private int history = 600;
    private Duration blockInterval = Duration.ZERO;
    private int relayNodes = 1;
    private int paraNodes = 1;
    private int workers;
    private int basePort;
    private RuntimeSettings runtime = RuntimeSettings.DEFAULTS;
    private Optional<Path> dataDir = Optional.empty();

    private Builder() {}

    /** Sets what random values are drawn from, 1 by default. */
    public Builder seed(long value) {
      seed = value;
      return this;
    }

    /** Sets the relay parent of parachain block 1, 8 by default. */
    public Builder paraStart(long value) {
      paraStart = value;
      return this;
    }

    /** Sets the relay blocks per parachain block, 2 by default and at least. */
    public Builder paraEvery(int value) {
      paraEvery = value;
      return this;
    }

    /** Sets the voters per authority set, 4 by default. */
    public Builder authorities(int value) {
      authorities = value;
      return this;
    }

    /** Sets the relay blocks per authority set, 50 by default. */
    public Builder setChangeEvery(int value) {
      setChangeEvery = value;
      return this;
    }

    /** Sets the relay blocks between kept justifications, 8 by default. */
    public Builder justificationEvery(int value) {
      justificationEvery = value;
      return this;
    }

    /** Sets the size of a parachain block's storage changes, 40 KiB by default. */
    public Builder storageChangeBytes(int value) {
      storageChangeBytes = value;
      return this;
    }

    /** Sets the relay blocks made at start, 600 by default. */
    public Builder history(int value) {
      history = value;
      return this;
    }

    /** Sets the time between relay blocks, zero (on demand only) by default. */
    public Builder blockInterval(Duration value) {
      blockInterval = value;
      return this;
    }

    /** Sets the number of relay nodes, 1 by default. */
    public Builder relayNodes(int value) {
      relayNodes = value;
      return this;
    }

    /** Sets the number of parachain nodes, 1 by default. */
    public Builder paraNodes(int value) {
      paraNodes = value;
      return this;
    }

    /** Sets the number of simulated workers, none by default. */
    public Builder workers(int value) {
      workers = value;
      return this;
    }

    /** Sets the first port taken, 0 (any free ports) by default. */
    public Builder basePort(int value) {
      basePort = value;
      return this;
    }

    /** Sets the rules of the parachain's pallets. */
    public Builder runtime(RuntimeSettings value) {
      runtime = value;
      return this;
    }

    /** Sets the folder that remembers the height reached, none by default. */
    public Builder dataDir(Path value) {
      dataDir = Optional.of(value);
      return this;
    }

    /** Makes the settings, or says which value cannot be. */
    public DevnetSettings build() {
      return new DevnetSettings(
          seed,
          paraStart,
          paraEvery,
          authorities,
          setChangeEvery,
          justificationEvery,
          storageChangeBytes,
          history,
          blockInterval,
          relayNodes,
          paraNodes,
          workers,
          basePort,
          runtime,
          dataDir);
    }
  }
}
