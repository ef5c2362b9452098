package dev.runtimebridge.solo.chaos;

import dev.runtimebridge.solo.DataFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The broker and all services of one bridge, each a process of its own. For one thread. */
final class Services implements AutoCloseable {
  private static final String HTTP_PORT = "quarkus.http.port";

  private final Layout layout;
  private final ServiceProcess broker;
  private final Map<ServiceRole, List<ServiceProcess>> byRole = new EnumMap<>(ServiceRole.class);
  private final Map<ServiceProcess, Health> health = new HashMap<>();
  private final Map<String, FakedClock> clocks = new LinkedHashMap<>();
  private int apiPort;

  /**
   * What the services run on.
   *
   * @param data where outputs, keys and tokens are kept
   * @param disk where the broker's log and the syncers' tables are kept
   * @param relay addresses of relay-chain nodes
   * @param para addresses of parachain nodes
   * @param brokerPort where the broker listens
   * @param bootstrapPort where services reach it
   * @param fakedClock what lets clocks jump, if the clocks of second instances are to
   * @param roundBlocks parachain blocks of a round of tasks
   */
  record Layout(
      Path data,
      Path disk,
      List<String> relay,
      List<String> para,
      int brokerPort,
      int bootstrapPort,
      Optional<Path> fakedClock,
      int roundBlocks) {
    Layout {
      relay = List.copyOf(relay);
      para = List.copyOf(para);
    }
  }

  private Services(Layout layout) {
    this.layout = layout;
    this.broker =
        ServiceProcess.broker(
            layout.data(),
            layout.disk().resolve("kafka"),
            layout.brokerPort(),
            layout.bootstrapPort());
  }

  /** Starts all of them; returns while they are still coming up. */
  static Services start(Layout layout) throws IOException {
    Files.createDirectories(layout.data());
    var services = new Services(layout);
    services.broker.start();
    for (ServiceRole role : ServiceRole.values()) {
      List<ServiceProcess> processes = new ArrayList<>();
      services.byRole.put(role, processes);
      for (int number = 1; number <= role.instances(); number++) {
        processes.add(services.launch(role, number));
      }
    }
    return services;
  }

  ServiceProcess broker() {
    return broker;
  }

  /** All processes of a role. */
  List<ServiceProcess> of(ServiceRole role) {
    return byRole.getOrDefault(role, List.of());
  }

  /** The one of a role that does its work, not one that stands by; any if none says so. */
  ServiceProcess working(ServiceRole role, Random random) throws InterruptedException {
    List<ServiceProcess> all = of(role);
    for (ServiceProcess each : all) {
      if (isActive(each)) {
        return each;
      }
    }
    return all.get(random.nextInt(all.size()));
  }

  /** Whether it says that it works and does not stand by. */
  boolean isActive(ServiceProcess process) throws InterruptedException {
    Health answers = health.get(process);
    return answers != null && answers.isActive();
  }

  /** The parachain block that the rounds of tasks have come to. */
  long roundsAt() throws InterruptedException {
    long block = 0;
    for (ServiceProcess each : of(ServiceRole.DISPATCHER)) {
      Health answers = health.get(each);
      block = Math.max(block, answers == null ? 0 : answers.block());
    }
    return block;
  }

  /** Kills the dispatchers and starts them again without what they kept on disk. */
  void forgetRounds() throws InterruptedException {
    for (ServiceProcess each : of(ServiceRole.DISPATCHER)) {
      each.kill();
    }
    for (ServiceProcess each : of(ServiceRole.DISPATCHER)) {
      DataFolder.delete(layout.disk().resolve(each.name()));
      each.start();
    }
  }

  /** Clocks that can jump, by the name of the process. */
  Map<String, FakedClock> clocks() {
    return Map.copyOf(clocks);
  }

  /** Where clients reach the broker. */
  String bootstrapServers() {
    return "127.0.0.1:" + layout.bootstrapPort();
  }

  /** How many processes there are. */
  int size() {
    return (int) all().count();
  }

  /** Where the API listens. */
  int apiPort() {
    return apiPort;
  }

  /** Those that ended though nobody ended them. */
  List<ServiceProcess> endedByThemselves() {
    return all().filter(ServiceProcess::hasEndedByItself).toList();
  }

  /** The end of what each printed. */
  String output() {
    return all().map(ServiceProcess::output).collect(Collectors.joining("\n"));
  }

  /** Ends all services, then the broker. */
  @Override
  public void close() {
    byRole.values().stream().flatMap(List::stream).forEach(Services::endAnyhow);
    endAnyhow(broker);
  }

  /** A port of loopback that nobody listens on. */
  static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no free port on loopback", e);
    }
  }

  private Stream<ServiceProcess> all() {
    return Stream.concat(Stream.of(broker), byRole.values().stream().flatMap(List::stream));
  }

  /** A run is over when it is over: nothing here has to be committed any more. */
  private static void endAnyhow(ServiceProcess process) {
    try {
      process.kill();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private ServiceProcess launch(ServiceRole role, int number) throws IOException {
    String name = role.isDoubled() ? role + "-" + number : role.toString();
    int port = freePort();
    var settings = new HashMap<>(new ServiceSettings(layout).of(role, name));
    settings.put("bridge.kafka.bootstrap-servers", bootstrapServers());
    settings.put(HTTP_PORT, Integer.toString(port));
    Map<String, String> environment = Map.of();
    if (layout.fakedClock().isPresent() && number == 2) {
      FakedClock clock =
          FakedClock.of(layout.fakedClock().get(), layout.data().resolve(name + ".clock"));
      clocks.put(name, clock);
      environment = clock.environment();
    }
    if (role == ServiceRole.API) {
      apiPort = port;
    }
    var process = ServiceProcess.of(name, role.module(), layout.data(), settings, environment);
    health.put(process, new Health(port));
    return process.start();
  }
}
