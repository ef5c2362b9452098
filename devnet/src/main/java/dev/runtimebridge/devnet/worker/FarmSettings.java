package dev.runtimebridge.devnet.worker;

import dev.runtimebridge.devnet.worker.enclave.AuthorityTracking;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a farm of simulated workers is set up; begin with {@link #of(int)}.
 *
 * @param workers number of workers, 1 or more
 * @param port where the farm listens on loopback; 0 for any free port
 * @param seed makes the workers' identities: the same seed gives the same keys
 * @param dataDir folder of the checkpoints; null to keep them in memory, where they end with the
 *     farm
 * @param checkpointEvery blocks between two checkpoints of a worker; 0 for none but on request
 * @param checkpointsKept newest checkpoints of each worker that are kept
 * @param authorityTracking how the workers learn of new GRANDPA authorities
 * @param rcu whether other calls are refused while a worker executes blocks
 * @param cacheBytes bytes of requests whose decoded form is kept for the next worker
 * @param bodyBytes bytes of request bodies that are taken in at once; more have to wait
 */
public record FarmSettings(
    int workers,
    int port,
    long seed,
    @Nullable Path dataDir,
    int checkpointEvery,
    int checkpointsKept,
    AuthorityTracking authorityTracking,
    boolean rcu,
    long cacheBytes,
    long bodyBytes) {

  /** Refuses what no farm can be. */
  public FarmSettings {
    require(workers >= 1, "workers", workers, "at least 1");
    require(port >= 0 && port <= 65_535, "port", port, "0 to 65535");
    require(checkpointEvery >= 0, "checkpointEvery", checkpointEvery, "0 or more blocks");
    require(checkpointsKept >= 1, "checkpointsKept", checkpointsKept, "at least 1");
    require(cacheBytes >= 0, "cacheBytes", cacheBytes, "0 or more bytes");
    require(bodyBytes >= 1, "bodyBytes", bodyBytes, "at least 1 byte");
  }

  /** Workers of pRuntime 2.2 on a free port, a checkpoint every 100 blocks kept in memory. */
  public static FarmSettings of(int workers) {
    return new FarmSettings(
        workers,
        0,
        1,
        null,
        100,
        5,
        AuthorityTracking.SCHEDULED_CHANGE,
        true,
        48L << 20,
        96L << 20);
  }

  /** The same on {@code port}. */
  public FarmSettings withPort(int port) {
    return copy(port, seed, dataDir, checkpointEvery, authorityTracking, rcu);
  }

  /** The same with identities made of {@code seed}. */
  public FarmSettings withSeed(long seed) {
    return copy(port, seed, dataDir, checkpointEvery, authorityTracking, rcu);
  }

  /** The same with checkpoints in {@code dataDir}, found again by the next process. */
  public FarmSettings withDataDir(Path dataDir) {
    return copy(port, seed, dataDir, checkpointEvery, authorityTracking, rcu);
  }

  /** The same with a checkpoint every {@code blocks} blocks. */
  public FarmSettings withCheckpointEvery(int blocks) {
    return copy(port, seed, dataDir, blocks, authorityTracking, rcu);
  }

  /** The same with workers that learn of authorities by {@code tracking}. */
  public FarmSettings withAuthorityTracking(AuthorityTracking tracking) {
    return copy(port, seed, dataDir, checkpointEvery, tracking, rcu);
  }

  /** The same with other calls refused, or not, while blocks are executed. */
  public FarmSettings withRcu(boolean rcu) {
    return copy(port, seed, dataDir, checkpointEvery, authorityTracking, rcu);
  }

  private FarmSettings copy(
      int port,
      long seed,
      @Nullable Path dataDir,
      int checkpointEvery,
      AuthorityTracking authorityTracking,
      boolean rcu) {
    return new FarmSettings(
        workers,
        port,
        seed,
        dataDir,
        checkpointEvery,
        checkpointsKept,
        authorityTracking,
        rcu,
        cacheBytes,
        bodyBytes);
  }

  private static void require(boolean met, String name, long value, String expected) {
    if (!met) {
      throw new IllegalArgumentException(name + " is " + value + ", expected " + expected);
    }
  }
}
