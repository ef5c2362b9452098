package dev.runtimebridge.lifecycle.ctl;

import dev.runtimebridge.lifecycle.ctl.inventory.DeclaredWorker;
import dev.runtimebridge.lifecycle.ctl.inventory.Plan;
import dev.runtimebridge.lifecycle.ctl.inventory.Step;
import dev.runtimebridge.schemas.v1.ActOnWorkersRequest;
import dev.runtimebridge.schemas.v1.ActOnWorkersResponse;
import dev.runtimebridge.schemas.v1.ActionResult;
import dev.runtimebridge.schemas.v1.ChangeOptions;
import dev.runtimebridge.schemas.v1.CreatePoolRequest;
import dev.runtimebridge.schemas.v1.CreateWorkerRequest;
import dev.runtimebridge.schemas.v1.CreateWorkersRequest;
import dev.runtimebridge.schemas.v1.DeletePoolRequest;
import dev.runtimebridge.schemas.v1.DeleteWorker;
import dev.runtimebridge.schemas.v1.PoolView;
import dev.runtimebridge.schemas.v1.StartWorker;
import dev.runtimebridge.schemas.v1.StopWorker;
import dev.runtimebridge.schemas.v1.UpdatePoolRequest;
import dev.runtimebridge.schemas.v1.UpdateWorkerRequest;
import dev.runtimebridge.schemas.v1.UpdateWorkersRequest;
import dev.runtimebridge.schemas.v1.WorkerRef;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/** Takes the steps of a plan through the API: workers many at a time, each with its own result. */
final class Applier {
  private final Ctl ctl;
  private final Connection api;
  private final OperatorKeys keys;
  private final Change change;
  private final List<StepResult> results = new ArrayList<>();

  Applier(Ctl ctl, Connection api, OperatorKeys keys, Change change) {
    this.ctl = ctl;
    this.api = api;
    this.keys = keys;
    this.change = change;
  }

  /** Does all of it; what is refused does not stop the rest. */
  List<StepResult> apply(Plan plan) {
    pools(plan);
    workers(
        "create",
        plan.of(Step.CreateWorker.class),
        (steps, options) ->
            api.lifecycle(Bulk.PATIENCE)
                .createWorkers(
                    CreateWorkersRequest.newBuilder()
                        .addAllWorkers(steps.stream().map(it -> create(it.worker())).toList())
                        .setChange(options)
                        .build()));
    updates(plan);
    workers(
        "delete",
        plan.of(Step.DeleteWorker.class),
        (steps, options) ->
            act(
                steps.stream().map(it -> it.worker().name()).toList(),
                ActOnWorkersRequest.newBuilder()
                    .setChange(options)
                    .setDelete(DeleteWorker.getDefaultInstance())));
    plan.of(Step.DeletePool.class)
        .forEach(
            step ->
                one(
                    step,
                    () ->
                        api.lifecycle()
                            .deletePool(
                                DeletePoolRequest.newBuilder()
                                    .setPid(step.pool().pid())
                                    .setChange(options(step.words()))
                                    .build())));
    return List.copyOf(results);
  }

  private void pools(Plan plan) {
    for (Step step : plan.steps()) {
      switch (step) {
        case Step.CreatePool(var pool) ->
            one(
                step,
                () ->
                    api.lifecycle()
                        .createPool(
                            CreatePoolRequest.newBuilder()
                                .setPid(pool.pid())
                                .setName(pool.name())
                                .setSyncOnly(pool.syncOnly())
                                .setChange(options(step.words()))
                                .build()));
        case Step.UpdatePool(var pool, var differences) ->
            one(
                step,
                () ->
                    api.lifecycle()
                        .updatePool(
                            UpdatePoolRequest.newBuilder()
                                .setPid(pool.pid())
                                .setName(pool.name())
                                .setSyncOnly(pool.syncOnly())
                                .setChange(options(step.words()))
                                .build()));
        case Step.SetOperator(long pid, var operator) -> {
          if (keys.ask(pid, operator)) {
            one(
                step,
                () ->
                    api.lifecycle()
                        .setPoolOperator(
                            keys.request(pid, operator).setChange(options(step.words())).build()));
          } else {
            results.add(
                new StepResult(
                    step,
                    false,
                    "left out: nobody gave the secret; see operators set %d".formatted(pid)));
          }
        }
        case Step.CreateWorker worker -> {}
        case Step.UpdateWorker worker -> {}
        case Step.DeleteWorker worker -> {}
        case Step.DeletePool pool -> {}
      }
    }
  }

  /** First what is said of them, then whether they are driven. */
  private void updates(Plan plan) {
    List<Step.UpdateWorker> updates = plan.of(Step.UpdateWorker.class);
    workers(
        "update",
        updates.stream()
            .filter(it -> !it.before().drivenAs(it.wanted()).isAs(it.wanted()))
            .toList(),
        (steps, options) ->
            api.lifecycle(Bulk.PATIENCE)
                .updateWorkers(
                    UpdateWorkersRequest.newBuilder()
                        .addAllWorkers(steps.stream().map(it -> update(it.wanted())).toList())
                        .setChange(options)
                        .build()));
    drive(
        "stop",
        updates.stream().filter(it -> !it.before().disabled() && it.wanted().disabled()).toList(),
        request -> request.setStop(StopWorker.getDefaultInstance()));
    drive(
        "start",
        updates.stream().filter(it -> it.before().disabled() && !it.wanted().disabled()).toList(),
        request -> request.setStart(StartWorker.getDefaultInstance()));
  }

  private void drive(
      String title,
      List<Step.UpdateWorker> steps,
      Function<ActOnWorkersRequest.Builder, ActOnWorkersRequest.Builder> action) {
    workers(
        title,
        steps,
        (some, options) ->
            act(
                some.stream().map(it -> it.wanted().name()).toList(),
                action.apply(ActOnWorkersRequest.newBuilder().setChange(options))));
  }

  private ActOnWorkersResponse act(List<String> names, ActOnWorkersRequest.Builder request) {
    names.forEach(name -> request.addWorkers(WorkerRef.newBuilder().setName(name)));
    return api.lifecycle(Bulk.PATIENCE).actOnWorkers(request.build());
  }

  private <S extends Step> void workers(
      String title, List<S> steps, BiFunction<List<S>, ChangeOptions, ActOnWorkersResponse> call) {
    if (steps.isEmpty()) {
      return;
    }
    List<ActionResult> answers = new Bulk(ctl, title).run(steps, change, call).getResultsList();
    for (int i = 0; i < answers.size(); i++) {
      ActionResult answer = answers.get(i);
      results.add(
          new StepResult(
              steps.get(i),
              answer.hasView(),
              answer.hasView() ? Bulk.outcome(answer.getView()) : Bulk.reason(answer)));
    }
  }

  private void one(Step step, Supplier<PoolView> call) {
    try {
      PoolView pool = call.get();
      results.add(
          new StepResult(
              step,
              true,
              pool.getWouldCount() == 0
                  ? "done"
                  : "would: " + String.join(" ", pool.getWouldList())));
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.UNAVAILABLE) {
        throw e;
      }
      results.add(new StepResult(step, false, String.valueOf(e.getStatus().getDescription())));
    }
  }

  /** A key of its own for each step, that a second run of the same command has again. */
  private ChangeOptions options(String step) {
    return change.options("." + Integer.toHexString(step.hashCode()));
  }

  private static CreateWorkerRequest create(DeclaredWorker worker) {
    return CreateWorkerRequest.newBuilder()
        .setName(worker.name())
        .setEndpoint(worker.endpoint().url())
        .setPid(worker.pid())
        .setStake(worker.stake().toPha())
        .setDisabled(worker.disabled())
        .setSyncOnly(worker.syncOnly())
        .setGatekeeper(worker.gatekeeper())
        .build();
  }

  private static UpdateWorkerRequest update(DeclaredWorker worker) {
    return UpdateWorkerRequest.newBuilder()
        .setWorker(WorkerRef.newBuilder().setName(worker.name()))
        .setEndpoint(worker.endpoint().url())
        .setPid(worker.pid())
        .setStake(worker.stake().toPha())
        .setSyncOnly(worker.syncOnly())
        .setGatekeeper(worker.gatekeeper())
        .build();
  }
}
