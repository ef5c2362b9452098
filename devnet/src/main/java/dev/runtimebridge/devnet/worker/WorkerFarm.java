package dev.runtimebridge.devnet.worker;

import dev.runtimebridge.devnet.worker.checkpoint.CheckpointStore;
import dev.runtimebridge.devnet.worker.checkpoint.DiskCheckpoints;
import dev.runtimebridge.devnet.worker.checkpoint.MemoryCheckpoints;
import dev.runtimebridge.devnet.worker.enclave.AppError;
import dev.runtimebridge.devnet.worker.enclave.RuntimeInfo;
import dev.runtimebridge.devnet.worker.enclave.SharedChecks;
import dev.runtimebridge.devnet.worker.host.HostedWorker;
import dev.runtimebridge.devnet.worker.http.FarmServer;
import dev.runtimebridge.schemas.prpc.PhactoryInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Many simulated workers in this process, each behind its own base URL on one HTTP server on
 * loopback. Safe for all threads.
 */
public final class WorkerFarm implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerFarm.class);

  private final List<HostedWorker> workers;
  private final FarmServer server;

  private WorkerFarm(List<HostedWorker> workers, FarmServer server) {
    this.workers = workers;
    this.server = server;
  }

  /**
   * Starts all workers; each goes on from its newest checkpoint in the settings' folder.
   *
   * @throws IOException if the port is taken or the folder cannot be used
   */
  public static WorkerFarm start(FarmSettings settings) throws IOException {
    var checks = new SharedChecks();
    Path dataDir = settings.dataDir();
    CheckpointStore checkpoints =
        dataDir == null
            ? new MemoryCheckpoints(settings.checkpointsKept())
            : DiskCheckpoints.open(dataDir, checks, settings.checkpointsKept());
    List<HostedWorker> workers =
        IntStream.range(0, settings.workers())
            .mapToObj(index -> new HostedWorker(index, settings, checks, checkpoints))
            .toList();
    FarmServer server = FarmServer.start(settings, workers, checks);
    LOG.info("workers started count={} port={}", workers.size(), server.port());
    return new WorkerFarm(workers, server);
  }

  /** The port on 127.0.0.1 that all workers share. */
  public int port() {
    return server.port();
  }

  /** Number of workers. */
  public int size() {
    return workers.size();
  }

  /** What a bridge is told of worker {@code index}: {@code http://127.0.0.1:port/w/index}. */
  public String baseUrl(int index) {
    return "http://127.0.0.1:" + port() + "/w/" + requireIndex(index);
  }

  /** Base URLs of all workers, in their order. */
  public List<String> baseUrls() {
    return IntStream.range(0, size()).mapToObj(this::baseUrl).toList();
  }

  /** What worker {@code index} would answer to GetInfo if it were healthy. */
  public PhactoryInfo info(int index) {
    try {
      return workers.get(requireIndex(index)).read(RuntimeInfo::info);
    } catch (AppError error) {
      throw new IllegalStateException("GetInfo is never refused", error);
    }
  }

  /** Makes worker {@code index} ill. */
  public WorkerFaults faults(int index) {
    return workers.get(requireIndex(index)).faults();
  }

  /** Ends all workers. Those with a folder go on there next time. */
  @Override
  public void close() {
    server.close();
  }

  private int requireIndex(int index) {
    if (index < 0 || index >= size()) {
      throw new IllegalArgumentException(
          "worker " + index + " was asked for, the farm has 0 to " + (size() - 1));
    }
    return index;
  }
}
