package dev.runtimebridge.solo.chaos;

import dev.runtimebridge.devnet.Devnet;
import dev.runtimebridge.devnet.DevnetSettings;
import dev.runtimebridge.devnet.worker.WorkerFarm;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All that takes part: chains, nodes and workers in this process, the services in theirs, and ports
 * between them that can be broken.
 */
final class ChaosStage implements AutoCloseable {
  private static final int HISTORY = 60;
  private static final int STORAGE_CHANGE_BYTES = 4 * 1024;
  private static final int NODES = 2;

  /** Workers whose tasks fail unless a fault heals them, so that this is seen in every run. */
  private static final int ONE_WRONG_IN = 10;

  private final Devnet devnet;
  private final Services services;
  private final TcpRelay toBroker;
  private final TcpRelay toWorkers;
  private final List<TcpRelay> toRelayNodes;
  private final List<TcpRelay> toParaNodes;
  private final Optional<SmallDisk> disk;
  private final Map<FaultKind, String> leftOut = new EnumMap<>(FaultKind.class);
  private boolean closed;

  private ChaosStage(Path folder, ChaosOptions options, Devnet devnet)
      throws IOException, InterruptedException {
    this.devnet = devnet;
    Set<FaultKind> kinds = options.kinds();
    Path diskFolder = folder.resolve("disk");
    disk = kinds.contains(FaultKind.DISK) ? SmallDisk.mount(diskFolder) : Optional.empty();
    Optional<Path> clock =
        kinds.contains(FaultKind.CLOCK) ? FakedClock.library() : Optional.empty();
    if (kinds.contains(FaultKind.DISK) && disk.isEmpty()) {
      leftOut.put(FaultKind.DISK, "only root can mount a small disk");
    }
    if (kinds.contains(FaultKind.CLOCK) && clock.isEmpty()) {
      leftOut.put(FaultKind.CLOCK, "libfaketime is not installed");
    }
    int brokerPort = Services.freePort();
    toBroker = TcpRelay.to(brokerPort);
    toWorkers = TcpRelay.to(farm().port());
    toRelayNodes = relays(devnet.relayEndpoints());
    toParaNodes = relays(devnet.paraEndpoints());
    services =
        Services.start(
            new Services.Layout(
                folder,
                diskFolder,
                addresses(toRelayNodes),
                addresses(toParaNodes),
                brokerPort,
                toBroker.port(),
                clock,
                options.roundBlocks));
    for (int index = 0; index < farm().size(); index += ONE_WRONG_IN) {
      farm().faults(index).computeWrongly(true);
    }
  }

  /** Starts everything; returns while the services are still coming up. */
  static ChaosStage start(Path folder, ChaosOptions options)
      throws IOException, InterruptedException {
    var devnet =
        Devnet.start(
            DevnetSettings.builder()
                .history(HISTORY)
                .workers(options.simulation().workers())
                .relayNodes(NODES)
                .paraNodes(NODES)
                .storageChangeBytes(STORAGE_CHANGE_BYTES)
                .blockInterval(Duration.ofMillis(options.intervalMs))
                .build());
    try {
      return new ChaosStage(folder, options, devnet);
    } catch (IOException | InterruptedException | RuntimeException e) {
      devnet.close();
      throw e;
    }
  }

  Devnet devnet() {
    return devnet;
  }

  WorkerFarm farm() {
    return devnet.workers().orElseThrow();
  }

  Services services() {
    return services;
  }

  /** What lies between the services and each of the other sides, by its name. */
  Map<String, List<TcpRelay>> relays() {
    return Map.of(
        "the broker",
        List.of(toBroker),
        "the workers",
        List.of(toWorkers),
        "the relay-chain nodes",
        toRelayNodes,
        "the parachain nodes",
        toParaNodes);
  }

  Optional<SmallDisk> disk() {
    return disk;
  }

  /** Kinds of faults that this machine does not allow, and why. */
  Map<FaultKind, String> leftOut() {
    return Map.copyOf(leftOut);
  }

  /** What the bridge is told of the workers, in their order. */
  List<String> workerEndpoints() {
    String here = "http://127.0.0.1:";
    return farm().baseUrls().stream()
        .map(url -> url.replace(here + farm().port(), here + toWorkers.port()))
        .toList();
  }

  /** Ends everything; a second call does nothing. */
  @Override
  public synchronized void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    services.close();
    Stream.of(toRelayNodes, toParaNodes, List.of(toBroker, toWorkers))
        .flatMap(List::stream)
        .forEach(TcpRelay::close);
    devnet.close();
    if (disk.isPresent()) {
      disk.get().close();
    }
  }

  private static List<TcpRelay> relays(List<URI> endpoints) {
    List<TcpRelay> relays = new ArrayList<>();
    endpoints.forEach(endpoint -> relays.add(TcpRelay.to(endpoint.getPort())));
    return List.copyOf(relays);
  }

  private static List<String> addresses(List<TcpRelay> relays) {
    return relays.stream().map(relay -> "ws://127.0.0.1:" + relay.port()).toList();
  }
}
