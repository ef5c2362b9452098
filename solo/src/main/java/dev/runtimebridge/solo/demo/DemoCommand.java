package dev.runtimebridge.solo.demo;

import dev.runtimebridge.solo.DataFolder;
import dev.runtimebridge.solo.SoloBridge;
import dev.runtimebridge.solo.SoloSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code bridge demo}: two simulated chains and simulated workers, fed by the real services. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "Runs two simulated chains, a broker, the services and simulated workers in one process.")
public final class DemoCommand implements Callable<Integer> {
  /** A round a minute, so that draws, tasks and balances are seen. */
  private static final Map<String, String> SHORT_ROUNDS =
      Map.of(
          "bridge.dispatcher.enabled", "true",
          "bridge.dispatcher.round-blocks", "10",
          "bridge.dispatcher.window-blocks", "5",
          "bridge.dispatcher.freeze-blocks", "10",
          "bridge.dispatcher.task.retry-cap", "5s");

  @Mixin private final DemoOptions options = new DemoOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    long startedNanos = System.nanoTime();
    // The terminal belongs to the table; the file in the data folder has everything.
    System.setProperty("quarkus.log.console.level", "ERROR");
    SHORT_ROUNDS.forEach(SoloBridge::setUnlessGiven);
    Path data = options.data().isPresent() ? options.data().get() : temporaryFolder();
    DataFolder folder = DataFolder.at(data);
    try (Simulation simulation = Simulation.start(options, folder);
        SoloBridge bridge = SoloBridge.start(soloSettings(folder, simulation));
        Fleet fleet = Fleet.connect(folder.api(), options.port, bridge::hasStopped)) {
      List<String> workers = simulation.workers().baseUrls();
      switch (options.enroll) {
        case ALL -> {
          fleet.enrol(workers);
          System.out.printf(
              "API: 127.0.0.1:%d (try: ./bridge ctl --data %s workers list)%n",
              options.port, folder.root());
        }
        case NONE ->
            System.out.print(Newcomers.write(folder.root(), workers).instructions(options.port));
      }
      System.out.printf(
          "Monitor: %s (signs one browser in; another link: ./bridge ctl --data %s monitor)%n",
          fleet.client().signInLink(), folder.root());
      var chain = new ParaChainState(simulation.chains().paraEndpoints().getFirst());
      return follow(new DemoRun(options, folder, chain, bridge, fleet, startedNanos));
    }
  }

  private int follow(DemoRun run) throws IOException, InterruptedException {
    Optional<Summary> summary = run.follow();
    if (summary.isEmpty()) {
      return options.until().isPresent() ? 1 : 0;
    }
    options.simulation().write(summary.get());
    System.out.println(run.verdict(summary.get()));
    return summary.get().reached() ? 0 : 1;
  }

  private SoloSettings soloSettings(DataFolder folder, Simulation simulation) {
    return new SoloSettings(
        folder,
        options.port,
        simulation.relayEndpoints(),
        simulation.paraEndpoints(),
        options.bootstrapServers());
  }

  private static Path temporaryFolder() throws IOException {
    Path folder = Files.createTempDirectory("runtime-bridge-demo");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> DataFolder.delete(folder)));
    return folder;
  }
}
