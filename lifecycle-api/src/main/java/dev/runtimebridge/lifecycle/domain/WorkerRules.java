package dev.runtimebridge.lifecycle.domain;

import static dev.runtimebridge.lifecycle.domain.Refusal.Reason.ALREADY_EXISTS;
import static dev.runtimebridge.lifecycle.domain.Refusal.Reason.NOT_FOUND;

import dev.runtimebridge.schemas.v1.CreateWorkerRequest;
import dev.runtimebridge.schemas.v1.UpdateWorkerRequest;
import dev.runtimebridge.schemas.v1.WorkerCommandRecord;
import dev.runtimebridge.schemas.v1.WorkerConfig;
import dev.runtimebridge.schemas.v1.WorkerRef;
import java.util.function.UnaryOperator;

/** Which command a request about a worker becomes, or why it is refused. */
public final class WorkerRules {
  private final Inventory inventory;
  private final PoolRules pools;

  /** Rules over what is in {@code inventory} at the time of each request. */
  public WorkerRules(Inventory inventory) {
    this.inventory = inventory;
    this.pools = new PoolRules(inventory);
  }

  /** The identity that a reference means, whether there is such a worker or not. */
  public Checked<WorkerId> identify(WorkerRef ref) {
    return switch (ref.getRefCase()) {
      case ID -> WorkerId.parse(ref.getId());
      case NAME -> Names.check("worker name", ref.getName()).map(WorkerId::ofName);
      case REF_NOT_SET -> Checked.invalid("worker is missing: expected the id or name of one");
    };
  }

  /** The worker that a reference means. */
  public Checked<Worker> existing(WorkerRef ref) {
    return identify(ref)
        .then(
            id ->
                inventory
                    .worker(id)
                    .map(Checked::valid)
                    .orElseGet(() -> Checked.refused(NOT_FOUND, missing(ref))));
  }

  /** Why a reference to a worker that is not there is refused. */
  public static String missing(WorkerRef ref) {
    String asked = ref.hasName() ? "name " + Quoted.of(ref.getName()) : "id " + ref.getId();
    return "there is no worker with %s: expected one that was created".formatted(asked);
  }

  /** A new worker. */
  public Checked<Command> create(CreateWorkerRequest request) {
    WorkerId id = WorkerId.ofName(request.getName());
    WorkerConfig.Builder config =
        WorkerConfig.newBuilder()
            .setEnabled(!request.getDisabled())
            .setSyncOnly(request.getSyncOnly())
            .setGatekeeper(request.getGatekeeper());
    return Names.check("name", request.getName())
        .then(this::unused)
        .map(config::setName)
        .then(named -> freeEndpoint(id, request.getEndpoint()))
        .map(endpoint -> config.setEndpoint(endpoint.url()))
        .then(addressed -> pools.existing(request.getPid()))
        .map(pool -> config.setPid(pool.id().pid()))
        .then(pooled -> PhaAmount.parse("stake", request.getStake()))
        .map(stake -> config.setStake(stake.digits()))
        .map(
            complete ->
                command(
                        id,
                        record -> {
                          record.getCreateWorkerBuilder().setConfig(complete);
                          return record;
                        })
                    .claiming(claim(request.getEndpoint())));
  }

  /** Changes what is present in the request and leaves the rest as it is. */
  public Checked<Command> update(UpdateWorkerRequest request) {
    return existing(request.getWorker())
        .then(
            worker ->
                changed(worker, request)
                    .map(
                        config ->
                            command(
                                worker.id(),
                                record -> {
                                  record.getUpdateWorkerBuilder().setConfig(config);
                                  return record;
                                }))
                    .map(
                        command ->
                            request.hasEndpoint()
                                ? command.claiming(claim(request.getEndpoint()))
                                : command));
  }

  /** One of the actions that need nothing but the worker. */
  public Checked<Command> act(WorkerRef ref, WorkerAction action) {
    return existing(ref).map(worker -> command(worker.id(), action.content()));
  }

  private Checked<WorkerConfig> changed(Worker worker, UpdateWorkerRequest request) {
    WorkerConfig.Builder config = worker.config().toBuilder();
    if (request.hasSyncOnly()) {
      config.setSyncOnly(request.getSyncOnly());
    }
    if (request.hasGatekeeper()) {
      config.setGatekeeper(request.getGatekeeper());
    }
    Checked<WorkerConfig.Builder> result = Checked.valid(config);
    if (request.hasEndpoint()) {
      result =
          result.then(
              c ->
                  freeEndpoint(worker.id(), request.getEndpoint())
                      .map(e -> c.setEndpoint(e.url())));
    }
    if (request.hasPid()) {
      result = result.then(c -> pools.existing(request.getPid()).map(p -> c.setPid(p.id().pid())));
    }
    if (request.hasStake()) {
      result =
          result.then(
              c -> PhaAmount.parse("stake", request.getStake()).map(s -> c.setStake(s.digits())));
    }
    return result.map(WorkerConfig.Builder::build);
  }

  private Checked<String> unused(String name) {
    return inventory
        .worker(WorkerId.ofName(name))
        .<Checked<String>>map(
            worker ->
                Checked.refused(
                    ALREADY_EXISTS,
                    "name %s is taken by a worker of pool %s: expected another name"
                        .formatted(Quoted.of(name), worker.pool())))
        .orElseGet(() -> Checked.valid(name));
  }

  // A pRuntime that two sessions drive gets each block from both and believes neither.
  private Checked<WorkerEndpoint> freeEndpoint(WorkerId id, String text) {
    return WorkerEndpoint.parse(text)
        .then(
            endpoint ->
                inventory.workersAt(endpoint).stream()
                    .filter(other -> !other.equals(id))
                    .flatMap(other -> inventory.worker(other).stream())
                    .findFirst()
                    .<Checked<WorkerEndpoint>>map(
                        other ->
                            Checked.refused(
                                ALREADY_EXISTS,
                                "endpoint %s is taken by worker %s of pool %s: expected the address of another pRuntime"
                                    .formatted(
                                        Quoted.of(text), Quoted.of(other.name()), other.pool())))
                    .orElseGet(() -> Checked.valid(endpoint)));
  }

  private static String claim(String endpoint) {
    return "endpoint " + new WorkerEndpoint(endpoint).normalised();
  }

  private static Command command(WorkerId id, UnaryOperator<WorkerCommandRecord.Builder> content) {
    return Command.of(id.aggregateId(), content);
  }
}
