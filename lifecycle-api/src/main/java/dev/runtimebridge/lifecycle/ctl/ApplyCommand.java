package dev.runtimebridge.lifecycle.ctl;

import dev.runtimebridge.lifecycle.ctl.inventory.BridgeYaml;
import dev.runtimebridge.lifecycle.ctl.inventory.Declaration;
import dev.runtimebridge.lifecycle.ctl.inventory.DeclaredWorker;
import dev.runtimebridge.lifecycle.ctl.inventory.Plan;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code apply}: makes pools and workers as a document declares them. */
@Command(
    name = "apply",
    description = "Makes pools and workers as a YAML document declares them, after asking.")
final class ApplyCommand implements Callable<Integer> {
  @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
  @ParentCommand
  private Ctl ctl;

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      required = true,
      description = "The document; - for the standard input.")
  private Path file = Path.of("-");

  @Option(names = "--prune", description = "Delete pools and workers that it does not declare.")
  private boolean prune;

  @Mixin private Intake intake = new Intake();
  @Mixin private Change change = new Change();
  @Mixin private Arrival arrival = new Arrival();

  @Override
  public Integer call() {
    return ctl.call(
        (api, output) -> {
          var keys = new OperatorKeys(ctl);
          Declaration declared = Intake.of(file, BridgeYaml.read(new TextInput(ctl).read(file)));
          Declaration wanted = keys.opened(declared, folder());
          Plan plan = Plan.between(Present.of(api), wanted, prune);
          intake.confirm(ctl, plan, change.dryRun);
          if (change.dryRun) {
            Intake.preview(ctl, output, plan);
            return;
          }
          Intake.report(ctl, output, plan, new Applier(ctl, api, keys, change).apply(plan));
          arrival.await(
              ctl,
              api,
              wanted.workers().stream()
                  .filter(worker -> !worker.disabled())
                  .map(DeclaredWorker::name)
                  .collect(Collectors.toSet()));
        });
  }

  /** Files are named as seen from the document. */
  private Path folder() {
    Path parent = ctl.file(file).getParent();
    return parent == null ? ctl.file(Path.of("")) : parent;
  }
}
