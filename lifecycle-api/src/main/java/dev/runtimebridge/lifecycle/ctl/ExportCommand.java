package dev.runtimebridge.lifecycle.ctl;

import dev.runtimebridge.lifecycle.ctl.inventory.WorkerCsv;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code workers export}: what {@code workers import} reads. */
@Command(name = "export", description = "Prints workers as the CSV that import reads.")
final class ExportCommand implements Callable<Integer> {
  @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
  @ParentCommand
  private WorkerCommands workers;

  @Mixin private WorkerFilter filter = new WorkerFilter();

  @Override
  public Integer call() {
    return workers
        .ctl()
        .call(
            (api, output) ->
                output.text(
                    WorkerCsv.write(
                        Pages.workers(api, filter.request().build()).getWorkersList().stream()
                            .map(Present::worker)
                            .toList())));
  }
}
