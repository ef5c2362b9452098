package dev.runtimebridge.lifecycle.ctl;

import dev.runtimebridge.lifecycle.words.Words;
import dev.runtimebridge.schemas.v1.ActOnWorkersRequest;
import dev.runtimebridge.schemas.v1.ActionResult;
import dev.runtimebridge.schemas.v1.ForceRegister;
import dev.runtimebridge.schemas.v1.KickWorker;
import dev.runtimebridge.schemas.v1.LeavePool;
import dev.runtimebridge.schemas.v1.StartWorkerComputing;
import dev.runtimebridge.schemas.v1.StopWorkerComputing;
import dev.runtimebridge.schemas.v1.TakeCheckpoint;
import dev.runtimebridge.schemas.v1.UpdateEndpoints;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Actions on one or many workers, or on all of a pool. */
abstract class WorkerActionCommands {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final List<String> HEADER = List.of("WORKER", "STAGE", "RESULT");

  /** Whom an action is for. */
  static final class Chosen {
    @Parameters(paramLabel = "WORKER", arity = "0..*", description = "Names or ids.")
    String @Nullable [] workers;

    @Option(names = "--pool", paramLabel = "PID", description = "All workers of this pool.")
    @Nullable Long pid;
  }

  abstract Ctl ctl();

  @Command(name = "start-computing", description = "Lets workers compute.")
  int startComputing(@Mixin Chosen chosen) {
    return act(chosen, it -> it.setStartComputing(StartWorkerComputing.getDefaultInstance()));
  }

  @Command(
      name = "stop-computing",
      description = "Stops workers, takes their stake back after the cool-down.")
  int stopComputing(@Mixin Chosen chosen) {
    return act(chosen, it -> it.setStopComputing(StopWorkerComputing.getDefaultInstance()));
  }

  @Command(name = "leave-pool", description = "Stops workers and takes them out of their pool.")
  int leavePool(@Mixin Chosen chosen) {
    return act(chosen, it -> it.setLeavePool(LeavePool.getDefaultInstance()));
  }

  @Command(name = "force-register", description = "Registers workers once again.")
  int forceRegister(@Mixin Chosen chosen) {
    return act(chosen, it -> it.setForceRegister(ForceRegister.getDefaultInstance()));
  }

  @Command(name = "update-endpoints", description = "Tells the chain where workers are reached.")
  int updateEndpoints(
      @Mixin Chosen chosen,
      @Option(names = "--endpoint", paramLabel = "URL", required = true) String[] endpoints) {
    var update = UpdateEndpoints.newBuilder().addAllEndpoints(List.of(endpoints));
    return act(chosen, it -> it.setUpdateEndpoints(update));
  }

  @Command(name = "checkpoint", description = "Lets workers save their state.")
  int checkpoint(@Mixin Chosen chosen) {
    return act(chosen, it -> it.setTakeCheckpoint(TakeCheckpoint.getDefaultInstance()));
  }

  @Command(name = "kick", description = "Ends the pRuntime of workers; its host starts it again.")
  int kick(@Mixin Chosen chosen) {
    return act(chosen, it -> it.setKick(KickWorker.getDefaultInstance()));
  }

  private int act(Chosen chosen, UnaryOperator<ActOnWorkersRequest.Builder> action) {
    var request = action.apply(ActOnWorkersRequest.newBuilder());
    if (chosen.pid != null) {
      request.setPid(chosen.pid);
    }
    if (chosen.workers != null) {
      for (String worker : chosen.workers) {
        request.addWorkers(WorkerCommands.ref(worker));
      }
    }
    return ctl()
        .call(
            (api, output) -> {
              var response = api.lifecycle(PATIENCE).actOnWorkers(request.build());
              if (output.asJson()) {
                output.json(response);
              } else {
                output.table(
                    HEADER,
                    response.getResultsList().stream().map(WorkerActionCommands::row).toList());
              }
              long refused = response.getResultsList().stream().filter(it -> !it.hasView()).count();
              if (refused > 0) {
                throw CtlFailure.refused(
                    "%d of %d workers were refused: see their lines"
                        .formatted(refused, response.getResultsCount()));
              }
            });
  }

  private static List<String> row(ActionResult result) {
    return result.hasView()
        ? List.of(
            result.getView().getState().getConfig().getName(),
            Words.stage(result.getView().getState().getStage()),
            "done")
        : List.of(
            result.getWorker().hasName()
                ? result.getWorker().getName()
                : result.getWorker().getId(),
            "-",
            result.getMessage());
  }
}
