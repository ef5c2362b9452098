package dev.runtimebridge.lifecycle.adapter.prb;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import dev.runtimebridge.lifecycle.domain.PhaAmount;
import dev.runtimebridge.schemas.v1.CreatePoolRequest;
import dev.runtimebridge.schemas.v1.CreateWorkerRequest;
import dev.runtimebridge.schemas.v1.DeletePoolRequest;
import dev.runtimebridge.schemas.v1.GetPoolRequest;
import dev.runtimebridge.schemas.v1.LifecycleGrpc;
import dev.runtimebridge.schemas.v1.PoolView;
import dev.runtimebridge.schemas.v1.SetPoolOperatorRequest;
import dev.runtimebridge.schemas.v1.UpdatePoolRequest;
import dev.runtimebridge.schemas.v1.UpdateWorkerRequest;
import dev.runtimebridge.schemas.v1.WorkerRef;
import dev.runtimebridge.schemas.v1.WorkerView;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/**
 * Does the commands of {@code POST /wm/config}. Where PRB had words of its own for a refusal that
 * scripts look for, they are kept.
 *
 * @see <a
 *     href="https://github.com/Phala-Network/phala-blockchain/blob/654b1b69995b559692bcd2d8a77c3940dd308ce7/standalone/prb/src/configurator.rs">configurator.rs,
 *     api_handler</a>
 */
final class PrbConfig {
  private final PrbCalls calls;

  PrbConfig(PrbCalls calls) {
    this.calls = calls;
  }

  JsonElement run(PrbCommand command) throws PrbError {
    return switch (command) {
      case PrbCommand.AddPool it -> add(it);
      case PrbCommand.UpdatePool it -> update(it);
      case PrbCommand.RemovePool it -> {
        change(
            LifecycleGrpc.getDeletePoolMethod(),
            DeletePoolRequest.newBuilder().setPid(it.pid()).build(),
            Status.Code.FAILED_PRECONDITION,
            "Pool not empty!",
            "Pool not found");
        yield PrbJson.ok();
      }
      case PrbCommand.GetPool it -> PrbJson.pool(existing(it.pid()), JsonNull.INSTANCE);
      case PrbCommand.GetPoolWithWorkers it ->
          PrbJson.pool(existing(it.pid()), PrbJson.workers(calls.workersOf(it.pid())));
      case PrbCommand.GetAllPools _ -> {
        var pools = new JsonArray();
        calls.pools().forEach(pool -> pools.add(PrbJson.pool(pool, JsonNull.INSTANCE)));
        yield pools;
      }
      case PrbCommand.GetAllPoolsWithWorkers _ -> {
        var pools = new JsonArray();
        for (PoolView pool : calls.pools()) {
          long pid = pool.getConfig().getPid();
          pools.add(PrbJson.pool(pool, PrbJson.workers(calls.workersOf(pid))));
        }
        yield pools;
      }
      case PrbCommand.AddWorker it -> add(it);
      case PrbCommand.UpdateWorker it -> update(it);
      case PrbCommand.RemoveWorker it -> {
        change(
            LifecycleGrpc.getDeleteWorkerMethod(),
            named(it.name()),
            Status.Code.OK,
            "",
            "Worker not found!");
        yield PrbJson.ok();
      }
      case PrbCommand.GetAllPoolOperators _ -> {
        var operators = new JsonArray();
        calls.pools().stream()
            .filter(pool -> !pool.getOperator().isEmpty())
            .forEach(pool -> operators.add(PrbJson.operator(pool)));
        yield operators;
      }
      case PrbCommand.GetPoolOperator it ->
          PrbJson.operator(
              calls
                  .find(LifecycleGrpc.getGetPoolMethod(), byPid(it.pid()))
                  .filter(pool -> !pool.getOperator().isEmpty())
                  .orElseThrow(() -> PrbError.server("Record not found!")));
      case PrbCommand.SetPoolOperator it -> set(it);
    };
  }

  private JsonElement add(PrbCommand.AddPool it) throws PrbError {
    var request =
        CreatePoolRequest.newBuilder()
            .setPid(it.pid())
            .setName(it.name())
            .setSyncOnly(it.syncOnly())
            .build();
    return PrbJson.pool(
        change(
            LifecycleGrpc.getCreatePoolMethod(),
            request,
            Status.Code.ALREADY_EXISTS,
            "Pool already exists!",
            ""),
        JsonNull.INSTANCE);
  }

  private JsonElement update(PrbCommand.UpdatePool it) throws PrbError {
    var request =
        UpdatePoolRequest.newBuilder()
            .setPid(it.pid())
            .setName(it.name())
            .setSyncOnly(it.syncOnly())
            .build();
    return PrbJson.pool(
        change(LifecycleGrpc.getUpdatePoolMethod(), request, Status.Code.OK, "", "Pool not found!"),
        JsonNull.INSTANCE);
  }

  private JsonElement add(PrbCommand.AddWorker it) throws PrbError {
    PrbCommand.Settings settings = it.settings();
    var request =
        CreateWorkerRequest.newBuilder()
            .setName(it.name())
            .setEndpoint(settings.endpoint())
            .setPid(settings.pid())
            .setStake(stake(settings))
            .setDisabled(settings.disabled())
            .setSyncOnly(settings.syncOnly())
            .setGatekeeper(settings.gatekeeper())
            .build();
    if (isTaken(it.name())) {
      throw PrbError.server("Duplicated worker name!");
    }
    return PrbJson.worker(
        change(
            LifecycleGrpc.getCreateWorkerMethod(), request, Status.Code.OK, "", "Pool not found!"));
  }

  private JsonElement update(PrbCommand.UpdateWorker it) throws PrbError {
    WorkerView before =
        calls
            .find(LifecycleGrpc.getGetWorkerMethod(), named(it.name()))
            .orElseThrow(() -> PrbError.server("Worker not found!"));
    var ref = WorkerRef.newBuilder().setId(before.getId()).build();
    boolean renamed = !it.newName().equals(it.name());
    if (renamed && isTaken(it.newName())) {
      throw PrbError.server("Duplicated worker name!");
    }
    PrbCommand.Settings settings = it.settings();
    var request =
        UpdateWorkerRequest.newBuilder()
            .setWorker(ref)
            .setEndpoint(settings.endpoint())
            .setPid(settings.pid())
            .setStake(stake(settings))
            .setSyncOnly(settings.syncOnly())
            .setGatekeeper(settings.gatekeeper());
    if (renamed) {
      request.setName(it.newName());
    }
    WorkerView after =
        change(
            LifecycleGrpc.getUpdateWorkerMethod(),
            request.build(),
            Status.Code.OK,
            "",
            "New pool not found!");
    if (before.getState().getConfig().getEnabled() == settings.disabled()) {
      after =
          calls.call(
              settings.disabled()
                  ? LifecycleGrpc.getStopWorkerMethod()
                  : LifecycleGrpc.getStartWorkerMethod(),
              ref);
    }
    return PrbJson.worker(after);
  }

  private JsonElement set(PrbCommand.SetPoolOperator it) throws PrbError {
    var request = SetPoolOperatorRequest.newBuilder().setPid(it.pid()).setProxied(it.proxied());
    if (it.seed()) {
      request.setSecretUri(it.account());
    } else {
      request.setSecretKey(it.account());
    }
    return PrbJson.operator(
        change(
            LifecycleGrpc.getSetPoolOperatorMethod(),
            request.build(),
            Status.Code.OK,
            "",
            "Pool not found!"));
  }

  private boolean isTaken(String name) {
    return calls.find(LifecycleGrpc.getGetWorkerMethod(), named(name)).isPresent();
  }

  private PoolView existing(long pid) throws PrbError {
    return calls
        .find(LifecycleGrpc.getGetPoolMethod(), byPid(pid))
        .orElseThrow(() -> PrbError.server("pool not found: " + Long.toUnsignedString(pid)));
  }

  /** A call that changes something; {@code known} and what is not there are told in PRB's words. */
  private <Q, R> R change(
      MethodDescriptor<Q, R> method, Q request, Status.Code known, String words, String notFound)
      throws PrbError {
    try {
      return calls.call(method, request);
    } catch (StatusRuntimeException e) {
      Status.Code code = e.getStatus().getCode();
      if (code == known) {
        throw PrbError.server(words);
      }
      if (code == Status.Code.NOT_FOUND && !notFound.isEmpty()) {
        throw PrbError.server(notFound);
      }
      throw PrbError.of(e);
    }
  }

  /** PRB takes smallest units, and no other text. */
  private static String stake(PrbCommand.Settings settings) throws PrbError {
    String pha = PhaAmount.inPha(settings.stake());
    if (pha.equals(settings.stake()) && !pha.equals("0")) {
      throw PrbError.server("invalid digit found in string");
    }
    return pha;
  }

  private static GetPoolRequest byPid(long pid) {
    return GetPoolRequest.newBuilder().setPid(pid).build();
  }

  private static WorkerRef named(String name) {
    return WorkerRef.newBuilder().setName(name).build();
  }
}
