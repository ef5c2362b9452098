package dev.runtimebridge.lifecycle.ctl;

import dev.runtimebridge.schemas.v1.ActOnWorkersRequest;
import dev.runtimebridge.schemas.v1.DeleteWorker;
import dev.runtimebridge.schemas.v1.ForceRegister;
import dev.runtimebridge.schemas.v1.KickWorker;
import dev.runtimebridge.schemas.v1.LeavePool;
import dev.runtimebridge.schemas.v1.RestartWorker;
import dev.runtimebridge.schemas.v1.StartWorker;
import dev.runtimebridge.schemas.v1.StartWorkerComputing;
import dev.runtimebridge.schemas.v1.StopWorker;
import dev.runtimebridge.schemas.v1.StopWorkerComputing;
import dev.runtimebridge.schemas.v1.TakeCheckpoint;
import dev.runtimebridge.schemas.v1.UpdateEndpoints;
import java.util.List;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Actions on one worker or on many. */
abstract class WorkerActionCommands {

  abstract Ctl ctl();

  @Command(name = "start", description = "Lets workers be driven.")
  int start(@Mixin Chosen chosen, @Mixin Change change) {
    return act("start", chosen, change, it -> it.setStart(StartWorker.getDefaultInstance()));
  }

  @Command(name = "stop", description = "Stops driving workers.")
  int stop(@Mixin Chosen chosen, @Mixin Change change) {
    return act("stop", chosen, change, it -> it.setStop(StopWorker.getDefaultInstance()));
  }

  @Command(name = "restart", description = "Begins to drive workers anew.")
  int restart(@Mixin Chosen chosen, @Mixin Change change) {
    return act("restart", chosen, change, it -> it.setRestart(RestartWorker.getDefaultInstance()));
  }

  @Command(name = "delete", description = "Deletes workers; their history stays.")
  int delete(@Mixin Chosen chosen, @Mixin Change change) {
    return act("delete", chosen, change, it -> it.setDelete(DeleteWorker.getDefaultInstance()));
  }

  @Command(name = "start-computing", description = "Lets workers compute.")
  int startComputing(@Mixin Chosen chosen, @Mixin Change change) {
    return act(
        "start-computing",
        chosen,
        change,
        it -> it.setStartComputing(StartWorkerComputing.getDefaultInstance()));
  }

  @Command(
      name = "stop-computing",
      description = "Stops workers, takes their stake back after the cool-down.")
  int stopComputing(@Mixin Chosen chosen, @Mixin Change change) {
    return act(
        "stop-computing",
        chosen,
        change,
        it -> it.setStopComputing(StopWorkerComputing.getDefaultInstance()));
  }

  @Command(name = "leave-pool", description = "Stops workers and takes them out of their pool.")
  int leavePool(@Mixin Chosen chosen, @Mixin Change change) {
    return act("leave-pool", chosen, change, it -> it.setLeavePool(LeavePool.getDefaultInstance()));
  }

  @Command(name = "force-register", description = "Registers workers once again.")
  int forceRegister(@Mixin Chosen chosen, @Mixin Change change) {
    return act(
        "force-register",
        chosen,
        change,
        it -> it.setForceRegister(ForceRegister.getDefaultInstance()));
  }

  @Command(name = "update-endpoints", description = "Tells the chain where workers are reached.")
  int updateEndpoints(
      @Mixin Chosen chosen,
      @Mixin Change change,
      @Option(names = "--endpoint", paramLabel = "URL", required = true) String[] endpoints) {
    var update = UpdateEndpoints.newBuilder().addAllEndpoints(List.of(endpoints));
    return act("update-endpoints", chosen, change, it -> it.setUpdateEndpoints(update));
  }

  @Command(name = "checkpoint", description = "Lets workers save their state.")
  int checkpoint(@Mixin Chosen chosen, @Mixin Change change) {
    return act(
        "checkpoint",
        chosen,
        change,
        it -> it.setTakeCheckpoint(TakeCheckpoint.getDefaultInstance()));
  }

  @Command(name = "kick", description = "Ends the pRuntime of workers; its host starts it again.")
  int kick(@Mixin Chosen chosen, @Mixin Change change) {
    return act("kick", chosen, change, it -> it.setKick(KickWorker.getDefaultInstance()));
  }

  private int act(
      String name,
      Chosen chosen,
      Change change,
      UnaryOperator<ActOnWorkersRequest.Builder> action) {
    return ctl()
        .call(
            (api, output) -> {
              var bulk = new Bulk(ctl(), name);
              bulk.report(
                  output,
                  bulk.run(
                      chosen.refs(ctl(), api, name),
                      change,
                      (some, options) ->
                          api.lifecycle(Bulk.PATIENCE)
                              .actOnWorkers(
                                  action
                                      .apply(ActOnWorkersRequest.newBuilder().setChange(options))
                                      .addAllWorkers(some)
                                      .build())));
            });
  }
}
