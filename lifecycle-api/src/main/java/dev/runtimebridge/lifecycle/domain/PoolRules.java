package dev.runtimebridge.lifecycle.domain;

import static dev.runtimebridge.lifecycle.domain.Refusal.Reason.ALREADY_EXISTS;
import static dev.runtimebridge.lifecycle.domain.Refusal.Reason.NOT_FOUND;
import static dev.runtimebridge.lifecycle.domain.Refusal.Reason.NOT_POSSIBLE_NOW;
import static dev.runtimebridge.lifecycle.domain.Refusal.Reason.POOL_NOT_EMPTY;

import dev.runtimebridge.schemas.v1.CreatePoolRequest;
import dev.runtimebridge.schemas.v1.DeletePool;
import dev.runtimebridge.schemas.v1.PoolConfig;
import dev.runtimebridge.schemas.v1.PoolOperator;
import dev.runtimebridge.schemas.v1.RemovePoolOperator;
import dev.runtimebridge.schemas.v1.UpdatePoolRequest;

/** Which command a request about a pool becomes, or why it is refused. */
public final class PoolRules {
  private final Inventory inventory;

  /** Rules over what is in {@code inventory} at the time of each request. */
  public PoolRules(Inventory inventory) {
    this.inventory = inventory;
  }

  /** The pool with this number. */
  public Checked<Pool> existing(long pid) {
    return PoolId.of(pid).then(this::existing);
  }

  Checked<Pool> existing(PoolId id) {
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
    return PoolId.of(request.getPid())
        .then(this::unused)
        .then(
            id ->
                freeName(id, request.getName())
                    .map(
                        name ->
                            PoolConfig.newBuilder()
                                .setPid(id.pid())
                                .setName(name)
                                .setSyncOnly(request.getSyncOnly())
                                .build())
                    .map(
                        config ->
                            Command.of(
                                id.aggregateId(),
                                record -> {
                                  record.getCreatePoolBuilder().setConfig(config);
                                  return record;
                                })));
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
              Checked<PoolConfig.Builder> named =
                  request.hasName()
                      ? freeName(pool.id(), request.getName()).map(config::setName)
                      : Checked.valid(config);
              return named.map(
                  changed ->
                      Command.of(
                          pool.id().aggregateId(),
                          record -> {
                            record.getUpdatePoolBuilder().setConfig(changed);
                            return record;
                          }));
            });
  }

  /** Deletes a pool that has no workers. */
  public Checked<Command> delete(long pid) {
    return existing(pid)
        .then(
            pool -> {
              int workers = inventory.workersIn(pool.id());
              return workers > 0
                  ? Checked.refused(
                      POOL_NOT_EMPTY,
                      "pool %s has %d workers: delete them or move them to another pool first"
                          .formatted(pool.id(), workers))
                  : Checked.valid(
                      Command.of(
                          pool.id().aggregateId(),
                          record -> record.setDeletePool(DeletePool.getDefaultInstance())));
            });
  }

  /** Names who signs for a pool; {@code operator} was checked and its secret sealed before. */
  public Checked<Command> setOperator(long pid, PoolOperator operator) {
    return existing(pid)
        .map(
            pool ->
                Command.of(
                    pool.id().aggregateId(),
                    record -> {
                      record.getSetPoolOperatorBuilder().setOperator(operator);
                      return record;
                    }));
  }

  /** Lets nobody sign for a pool any more. */
  public Checked<Command> removeOperator(long pid) {
    return existing(pid)
        .then(
            pool ->
                pool.operator().isEmpty()
                    ? Checked.refused(
                        NOT_POSSIBLE_NOW,
                        "pool %s has no operator that could be removed".formatted(pool.id()))
                    : Checked.valid(
                        Command.of(
                            pool.id().aggregateId(),
                            record ->
                                record.setRemovePoolOperator(
                                    RemovePoolOperator.getDefaultInstance()))));
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
