package dev.runtimebridge.lifecycle.ctl;

import dev.runtimebridge.lifecycle.ctl.inventory.Declaration;
import dev.runtimebridge.lifecycle.ctl.inventory.DeclaredWorker;
import dev.runtimebridge.lifecycle.ctl.inventory.Plan;
import dev.runtimebridge.lifecycle.ctl.inventory.Step;
import dev.runtimebridge.lifecycle.ctl.inventory.WorkerCsv;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Commands that take pools and workers over from elsewhere. */
@Command(
    name = "import",
    description = "Takes pools and workers over from PRB or from a CSV file.",
    subcommands = {PrbCommands.V3.class, PrbCommands.V2.class, ImportCommand.OfCsv.class})
final class ImportCommand {
  @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
  @ParentCommand
  private Ctl ctl;

  Ctl ctl() {
    return ctl;
  }

  /** What both commands for CSV take. */
  abstract static class Csv implements Callable<Integer> {
    @Parameters(
        paramLabel = "FILE",
        description =
            "CSV with the header name,endpoint,pid,stake,disabled,sync_only,gatekeeper; - for the"
                + " standard input.")
    private Path file = Path.of("-");

    @Option(
        names = "--update",
        description = "Also change workers that are there, but not as the file has them.")
    private boolean update;

    @Mixin private Change change = new Change();
    @Mixin private Arrival arrival = new Arrival();

    int run(Ctl ctl, Intake intake) {
      return ctl.call(
          (api, output) -> {
            Declaration wanted = Intake.of(file, WorkerCsv.read(new TextInput(ctl).read(file)));
            Declaration there = Present.of(api);
            Intake.requirePools(there, wanted);
            Plan plan = Plan.between(there, wanted, false);
            intake.confirm(ctl, plan, change.dryRun);
            if (change.dryRun) {
              Intake.preview(ctl, output, plan);
              return;
            }
            List<StepResult> results = new ArrayList<>();
            Plan possible = plan;
            if (!update) {
              results.addAll(Intake.keepWhatIsThere(plan));
              possible = new Plan(List.copyOf(plan.of(Step.CreateWorker.class)), plan.unchanged());
            }
            results.addAll(new Applier(ctl, api, new OperatorKeys(ctl), change).apply(possible));
            Intake.report(ctl, output, plan, results);
            arrival.await(
                ctl,
                api,
                wanted.workers().stream()
                    .filter(worker -> !worker.disabled())
                    .map(DeclaredWorker::name)
                    .collect(Collectors.toSet()));
          });
    }
  }

  /** {@code workers import}: at once. */
  @Command(
      name = "import",
      description = "Creates workers from a CSV file; those that are there so are left alone.")
  static final class OfWorkers extends Csv {
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    @ParentCommand
    private WorkerCommands workers;

    @Override
    public Integer call() {
      var intake = new Intake();
      intake.yes = true;
      return run(workers.ctl(), intake);
    }
  }

  /** {@code import csv}: the same, but asks first. */
  @Command(name = "csv", description = "Creates workers from a CSV file, after asking.")
  static final class OfCsv extends Csv {
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    @ParentCommand
    private ImportCommand parent;

    @Mixin private Intake intake = new Intake();

    @Override
    public Integer call() {
      return run(parent.ctl(), intake);
    }
  }
}
