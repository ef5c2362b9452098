package dev.runtimebridge.lifecycle.domain;

import static dev.runtimebridge.lifecycle.domain.Refusal.Reason.ALREADY_EXISTS;
import static dev.runtimebridge.lifecycle.domain.Refusal.Reason.NOT_FOUND;
import static dev.runtimebridge.lifecycle.domain.Refusal.Reason.NOT_POSSIBLE_NOW;

import dev.runtimebridge.schemas.v1.ChangeOptions;
import dev.runtimebridge.schemas.v1.CreateWorkerRequest;
import dev.runtimebridge.schemas.v1.UpdateWorkerRequest;
import dev.runtimebridge.schemas.v1.WorkerCommandRecord;
import dev.runtimebridge.schemas.v1.WorkerConfig;
import dev.runtimebridge.schemas.v1.WorkerRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
      case ID -> WorkerId.parse(ref.getId()).at("id");
      case NAME -> Names.check("worker name", ref.getName()).then(this::called).at("name");
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
                    .orElseGet(
                        () ->
                            Checked.<Worker>refused(NOT_FOUND, missing(ref))
                                .at(ref.hasName() ? "name" : "id")));
  }

  /** Why a reference to a worker that is not there is refused. */
  public static String missing(WorkerRef ref) {
    String asked = ref.hasName() ? "name " + Quoted.of(ref.getName()) : "id " + ref.getId();
    return "there is no worker with %s: expected one that was created".formatted(asked);
  }

  /** A new worker. */
  public Checked<Command> create(CreateWorkerRequest request) {
    WorkerId id = ofName(request.getName());
    WorkerConfig.Builder config =
        WorkerConfig.newBuilder()
            .setName(request.getName())
            .setEnabled(!request.getDisabled())
            .setSyncOnly(request.getSyncOnly())
            .setGatekeeper(request.getGatekeeper());
    return Checked.all(
            config,
            List.of(
                Names.check("name", request.getName())
                    .then(name -> freeName(name, Optional.empty()))
                    .at("name"),
                freeEndpoint(id, request.getEndpoint())
                    .map(endpoint -> config.setEndpoint(endpoint.url()))
                    .at("endpoint"),
                pools.existing(request.getPid()).map(pool -> config.setPid(pool.id().pid())),
                PhaAmount.parse("stake", request.getStake())
                    .map(stake -> config.setStake(stake.digits()))
                    .at("stake"),
                Etag.none(request.getChange().getEtag())))
        .map(
            complete ->
                command(
                        id,
                        record -> {
                          record.getCreateWorkerBuilder().setConfig(complete);
                          return record;
                        })
                    .claiming(
                        List.of(
                            nameClaim(request.getName()), endpointClaim(request.getEndpoint()))));
  }

  /** Changes what is present in the request and leaves the rest as it is. */
  public Checked<Command> update(UpdateWorkerRequest request) {
    return existing(request.getWorker())
        .at("worker")
        .then(
            worker ->
                changed(worker, request)
                    .map(
                        config ->
                            command(
                                worker.id(),
                                record -> {
                                  record
                                      .getUpdateWorkerBuilder()
                                      .setConfig(config)
                                      .setExpected(worker.config());
                                  return record;
                                }))
                    .map(command -> command.claiming(claims(request))));
  }

  /** One of the actions that need nothing but the worker. */
  public Checked<Command> act(WorkerRef ref, WorkerAction action) {
    return existing(ref)
        .then(
            worker ->
                fresh(ref.getChange(), worker).map(etag -> command(worker.id(), action.content())));
  }

  private Checked<WorkerConfig> changed(Worker worker, UpdateWorkerRequest request) {
    WorkerConfig.Builder config = worker.config().toBuilder();
    List<Checked<?>> parts = new ArrayList<>();
    parts.add(fresh(request.getChange(), worker));
    if (request.hasSyncOnly()) {
      config.setSyncOnly(request.getSyncOnly());
    }
    if (request.hasGatekeeper()) {
      config.setGatekeeper(request.getGatekeeper());
    }
    if (request.hasName()) {
      parts.add(
          Names.check("name", request.getName())
              .then(name -> freeName(name, Optional.of(worker.id())))
              .map(config::setName)
              .at("name"));
    }
    if (request.hasEndpoint()) {
      parts.add(
          freeEndpoint(worker.id(), request.getEndpoint())
              .map(endpoint -> config.setEndpoint(endpoint.url()))
              .at("endpoint"));
    }
    if (request.hasPid()) {
      parts.add(pools.existing(request.getPid()).map(pool -> config.setPid(pool.id().pid())));
    }
    if (request.hasStake()) {
      parts.add(
          PhaAmount.parse("stake", request.getStake())
              .map(stake -> config.setStake(stake.digits()))
              .at("stake"));
    }
    return Checked.all(config, parts).map(WorkerConfig.Builder::build);
  }

  private static Checked<String> fresh(ChangeOptions change, Worker worker) {
    return Etag.fresh(change.getEtag(), Etag.of(worker), "worker " + Quoted.of(worker.name()));
  }

  private Checked<WorkerId> called(String name) {
    List<Worker> bearers = inventory.workersNamed(name);
    return bearers.size() > 1
        ? Checked.refused(
            NOT_POSSIBLE_NOW,
            "%d workers are called %s: name one by its id, and give one another name"
                .formatted(bearers.size(), Quoted.of(name)))
        : Checked.valid(ofName(name));
  }

  /** The worker of this name, or the identity that a new one would have. */
  private WorkerId ofName(String name) {
    List<Worker> bearers = inventory.workersNamed(name);
    if (!bearers.isEmpty()) {
      return bearers.getFirst().id();
    }
    int others = 0;
    while (inventory.worker(WorkerId.ofName(name, others)).isPresent()) {
      others++;
    }
    return WorkerId.ofName(name, others);
  }

  private Checked<String> freeName(String name, Optional<WorkerId> own) {
    return inventory.workersNamed(name).stream()
        .filter(other -> !own.equals(Optional.of(other.id())))
        .findFirst()
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

  private static List<String> claims(UpdateWorkerRequest request) {
    var claims = new ArrayList<String>();
    if (request.hasName()) {
      claims.add(nameClaim(request.getName()));
    }
    if (request.hasEndpoint()) {
      claims.add(endpointClaim(request.getEndpoint()));
    }
    return claims;
  }

  private static String nameClaim(String name) {
    return "name " + name;
  }

  private static String endpointClaim(String endpoint) {
    return "endpoint " + new WorkerEndpoint(endpoint).normalised();
  }

  private static Command command(WorkerId id, UnaryOperator<WorkerCommandRecord.Builder> content) {
    return Command.of(id.aggregateId(), content);
  }
}
