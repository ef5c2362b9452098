package dev.runtimebridge.solo.chaos;

import dev.runtimebridge.solo.DataFolder;
import dev.runtimebridge.solo.demo.Fleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code bridge chaos}: breaks a running bridge in every way, and says whether it held. */
@Command(
    name = "chaos",
    mixinStandardHelpOptions = true,
    description =
        "Runs the services as separate processes between simulated chains and workers, breaks them"
            + " by a plan made of a seed, and checks what must hold whatever happens.")
public final class ChaosCommand implements Callable<Integer> {
  @Mixin private final ChaosOptions options = new ChaosOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    options.check();
    System.out.printf("seed %d%n", options.seed());
    Optional<Path> kept = options.data();
    var data =
        DataFolder.at(
            kept.isPresent() ? kept.get() : Files.createTempDirectory("runtime-bridge-chaos"));
    try (var stage = ChaosStage.start(data.root(), options)) {
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> end(stage, data.root(), kept.isPresent())));
      ChaosSummary summary = run(stage, data);
      System.out.printf("%n%s", summary.table());
      options.simulation().write(summary);
      return summary.isGood() ? 0 : 1;
    }
  }

  private ChaosSummary run(ChaosStage stage, DataFolder data)
      throws IOException, InterruptedException {
    Services services = stage.services();
    try (var fleet = Fleet.connect(data.root().resolve("api"), services.apiPort(), () -> false)) {
      fleet.enrol(stage.workerEndpoints());
      System.out.printf(
          "%d workers, API on port %d%n", options.simulation().workers(), services.apiPort());
      try (var api = new ApiWatch(fleet.client(), options.simulation().workers());
          var rounds = new RoundWatch(services.bootstrapServers())) {
        var chaos = new ChaosRun(stage, new Watch(stage, api), System.out);
        Set<FaultKind> kinds = EnumSet.copyOf(options.kinds());
        kinds.removeAll(stage.leftOut().keySet());
        List<Recovery> recoveries =
            chaos.run(
                new ChaosPlan(options.seed(), kinds),
                elapsed ->
                    elapsed.compareTo(options.length()) < 0
                        && rounds.released() < options.rounds().orElse(Integer.MAX_VALUE));
        List<Invariant> invariants =
            new FinalCheck(stage, api, rounds, options.rounds().orElse(1))
                .run(chaos.endedByThemselves());
        System.out.println(rounds.text());
        return new ChaosSummary(
            options.seed(),
            options.simulation().workers(),
            stage.leftOut(),
            recoveries,
            invariants);
      }
    }
  }

  /** Also when the run is interrupted: processes and mounts would outlive it. */
  private static void end(ChaosStage stage, Path folder, boolean keep) {
    try {
      stage.close();
    } catch (IOException e) {
      System.err.println("not all was closed: " + e.getMessage());
    }
    if (!keep) {
      DataFolder.delete(folder);
    }
  }
}
