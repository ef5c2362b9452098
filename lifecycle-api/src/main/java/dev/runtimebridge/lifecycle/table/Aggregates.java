package dev.runtimebridge.lifecycle.table;

import dev.runtimebridge.lifecycle.domain.Operator;
import dev.runtimebridge.lifecycle.domain.Pool;
import dev.runtimebridge.lifecycle.domain.PoolId;
import dev.runtimebridge.lifecycle.domain.Worker;
import dev.runtimebridge.lifecycle.domain.WorkerId;
import dev.runtimebridge.schemas.v1.AggregateStateRecord;
import dev.runtimebridge.schemas.v1.PoolOperator;
import dev.runtimebridge.schemas.v1.PoolState;
import java.util.Optional;
import java.util.UUID;

/** Pools and workers as records of the log hold them, and the keys that they have there. */
public final class Aggregates {
  private static final String POOL_PREFIX = "pool/";
  private static final String WORKER_PREFIX = "worker/";

  private Aggregates() {}

  /** Whether a key of the log names a pool. */
  public static boolean isPool(String aggregateId) {
    return aggregateId.startsWith(POOL_PREFIX);
  }

  /** The worker that a key of the log names. */
  public static WorkerId workerId(String aggregateId) {
    return new WorkerId(uuid(aggregateId));
  }

  /** The pool that a key of the log names. */
  public static PoolId poolId(String aggregateId) {
    return new PoolId(Long.parseUnsignedLong(idAfter(POOL_PREFIX, aggregateId)));
  }

  private static UUID uuid(String aggregateId) {
    return UUID.fromString(idAfter(WORKER_PREFIX, aggregateId));
  }

  private static String idAfter(String prefix, String aggregateId) {
    if (!aggregateId.startsWith(prefix)) {
      throw new IllegalArgumentException(
          "%s is no aggregate: expected %s and an id".formatted(aggregateId, prefix));
    }
    return aggregateId.substring(prefix.length());
  }

  static Pool pool(AggregateStateRecord state) {
    return new Pool(
        poolId(state.getAggregateId()),
        state.getPool().getConfig(),
        operator(state.getPool().getOperator()),
        state.getSequence());
  }

  private static Optional<Operator> operator(PoolOperator operator) {
    return operator.getAccount().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Operator(
                LogBytes.read(operator.getAccount()), LogBytes.read(operator.getProxied())));
  }

  static Worker worker(AggregateStateRecord state) {
    return new Worker(workerId(state.getAggregateId()), state.getWorker(), state.getSequence());
  }

  static AggregateStateRecord.Builder record(AggregateStateRecord.Builder state, Pool pool) {
    PoolState.Builder content = PoolState.newBuilder().setConfig(pool.config());
    pool.operator()
        .ifPresent(
            operator ->
                content
                    .getOperatorBuilder()
                    .setAccount(LogBytes.write(operator.account()))
                    .setProxied(LogBytes.write(operator.proxied())));
    return state.setSequence(pool.sequence()).setPool(content);
  }
}
