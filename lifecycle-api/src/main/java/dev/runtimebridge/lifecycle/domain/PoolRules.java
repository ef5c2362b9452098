package dev.runtimebridge.lifecycle.domain;

import static dev.runtimebridge.lifecycle.domain.Refusal.Reason.ALREADY_EXISTS;
import static dev.runtimebridge.lifecycle.domain.Refusal.Reason.NOT_FOUND;
import static dev.runtimebridge.lifecycle.domain.Refusal.Reason.NOT_POSSIBLE_NOW;
import static dev.runtimebridge.lifecycle.domain.Refusal.Reason.POOL_NOT_EMPTY;

import dev.runtimebridge.schemas.v1.ChangeOptions;
import dev.runtimebridge.schemas.v1.CreatePoolRequest;
import dev.runtimebridge.schemas.v1.DeletePool;
import dev.runtimebridge.schemas.v1.DeletePoolRequest;
import dev.runtimebridge.schemas.v1.PoolConfig;
import dev.runtimebridge.schemas.v1.PoolOperator;
import dev.runtimebridge.schemas.v1.RemovePoolOperator;
import dev.runtimebridge.schemas.v1.RemovePoolOperatorRequest;
import dev.runtimebridge.schemas.v1.SetPoolOperatorRequest;
import dev.runtimebridge.schemas.v1.UpdatePoolRequest;
import java.util.List;

/** Which command a request about a pool becomes, or why it is refused. */
public final class PoolRules {
  private final Inventory inventory;

  /** Rules over what is in {@code inventory} at the time of each request. */
  public PoolRules(Inventory inventory) {
    this.inventory = inventory;
  }

  /** The pool with this number, which a field {@code pid} gave. */
  public Checked<Pool> existing(long pid) {
    return PoolId.of(pid).then(this::existing).at("pid");
  }

  private Checked<Pool> existing(PoolId id) {
    return inventory
        .pool(id)
        .map(Checked::valid)
        .orElseGet(() -> Checked.refused(NOT_FOUND, missing(id)));
  }

  /** What is said of a pool that is not there. */
  public static String missing(PoolId id) {
    return "there is no pool with pid %s: expected one that was created".formatted(id);
  }

  /** A new pool. */
  public Checked<Command> create(CreatePoolRequest request) {
    var id = new PoolId(request.getPid());
    PoolConfig config =
        PoolConfig.newBuilder()
            .setPid(request.getPid())
            .setName(request.getName())
            .setSyncOnly(request.getSyncOnly())
            .build();
    return Checked.all(
            config,
            List.of(
                PoolId.of(request.getPid()).then(this::unused).at("pid"),
                freeName(id, request.getName()).at("name"),
                Etag.none(request.getChange().getEtag())))
        .map(
            checked ->
                Command.of(
                    id.aggregateId(),
                    record -> {
                      record.getCreatePoolBuilder().setConfig(checked);
                      return record;
                    }));
  }

  /** Changes what is present in the request and leaves the rest as it is. */
  public Checked<Command> update(UpdatePoolRequest request) {
    return existing(request.getPid())
        .then(
            pool -> {
              PoolConfig.Builder config = pool.config().toBuilder();
              if (request.hasSyncOnly()) {
                config.setSyncOnly(request.getSyncOnly());
              }
              if (request.hasName()) {
                config.setName(request.getName());
              }
              return Checked.all(
                      config.build(),
                      List.of(
                          request.hasName()
                              ? freeName(pool.id(), request.getName()).at("name")
                              : Checked.valid(""),
                          fresh(request.getChange(), pool)))
                  .map(
                      changed ->
                          Command.of(
                              pool.id().aggregateId(),
                              record -> {
                                record
                                    .getUpdatePoolBuilder()
                                    .setConfig(changed)
                                    .setExpected(pool.config());
                                return record;
                              }));
            });
  }

  /** Deletes a pool that has no workers. */
  public Checked<Command> delete(DeletePoolRequest request) {
    return existing(request.getPid())
        .then(
            pool -> {
              int workers = inventory.workersIn(pool.id());
              Checked<Command> command =
                  workers > 0
                      ? Checked.refused(
                          POOL_NOT_EMPTY,
                          "pool %s has %d workers: delete them or move them to another pool first"
                              .formatted(pool.id(), workers))
                      : Checked.valid(
                          Command.of(
                              pool.id().aggregateId(),
                              record -> record.setDeletePool(DeletePool.getDefaultInstance())));
              return fresh(request.getChange(), pool).then(etag -> command);
            });
  }

  /** Names who signs for a pool; {@code operator} was checked and its secret sealed before. */
  public Checked<Command> setOperator(SetPoolOperatorRequest request, PoolOperator operator) {
    return existing(request.getPid())
        .then(
            pool ->
                fresh(request.getChange(), pool)
                    .map(
                        etag ->
                            Command.of(
                                pool.id().aggregateId(),
                                record -> {
                                  record.getSetPoolOperatorBuilder().setOperator(operator);
                                  return record;
                                })));
  }

  /** Lets nobody sign for a pool any more. */
  public Checked<Command> removeOperator(RemovePoolOperatorRequest request) {
    return existing(request.getPid())
        .then(pool -> fresh(request.getChange(), pool).then(etag -> withoutOperator(pool)));
  }

  private static Checked<Command> withoutOperator(Pool pool) {
    return pool.operator().isEmpty()
        ? Checked.refused(
            NOT_POSSIBLE_NOW, "pool %s has no operator that could be removed".formatted(pool.id()))
        : Checked.valid(
            Command.of(
                pool.id().aggregateId(),
                record -> record.setRemovePoolOperator(RemovePoolOperator.getDefaultInstance())));
  }

  private static Checked<String> fresh(ChangeOptions change, Pool pool) {
    return Etag.fresh(change.getEtag(), Etag.of(pool), "pool " + pool.id());
  }

  private Checked<PoolId> unused(PoolId id) {
    return inventory
        .pool(id)
        .<Checked<PoolId>>map(
            pool ->
                Checked.refused(
                    ALREADY_EXISTS,
                    "pid %s is taken by pool %s: expected the number of a pool that is not here yet"
                        .formatted(id, Quoted.of(pool.config().getName()))))
        .orElseGet(() -> Checked.valid(id));
  }

  private Checked<String> freeName(PoolId id, String name) {
    return Names.check("name", name)
        .then(
            checked ->
                inventory
                    .poolNamed(checked)
                    .filter(other -> !other.id().equals(id))
                    .<Checked<String>>map(
                        other ->
                            Checked.refused(
                                ALREADY_EXISTS,
                                "name %s is taken by pool %s: expected another name"
                                    .formatted(Quoted.of(checked), other.id())))
                    .orElseGet(() -> Checked.valid(checked)));
  }
}
