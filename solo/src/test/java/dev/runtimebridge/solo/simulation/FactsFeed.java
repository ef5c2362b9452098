package dev.runtimebridge.solo.simulation;

import com.google.protobuf.ByteString;
import dev.runtimebridge.schemas.v1.AggregateStateRecord;
import dev.runtimebridge.schemas.v1.FreeStake;
import dev.runtimebridge.schemas.v1.MessageIngress;
import dev.runtimebridge.schemas.v1.ParaClock;
import dev.runtimebridge.schemas.v1.ParaStateRecord;
import dev.runtimebridge.schemas.v1.PoolConfig;
import dev.runtimebridge.schemas.v1.PoolOperator;
import dev.runtimebridge.schemas.v1.PoolState;
import dev.runtimebridge.schemas.v1.RegisteredWorker;
import dev.runtimebridge.schemas.v1.Session;
import dev.runtimebridge.schemas.v1.SessionStake;
import dev.runtimebridge.schemas.v1.SessionState;
import dev.runtimebridge.schemas.v1.StakePool;
import dev.runtimebridge.schemas.v1.WorkerAssignment;
import dev.runtimebridge.schemas.v1.WorkerBinding;
import dev.runtimebridge.solo.simulation.LightState.OnChain;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.syncer.facts.FactsTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * What {@code chain.para-state} says of the {@link LightChain}, block by block, as far as the log
 * has come; and the one pool that all workers belong to.
 */
final class FactsFeed {
  static final long PID = 1;
  static final ByteString OPERATOR = filled(201);
  private static final ByteString POOL_ACCOUNT = filled(202);
  private static final String STAKE = "1000";

  private final LightChain chain;
  private final Scheduler scheduler;
  private final LongSupplier published;

  /** Facts of blocks up to {@code published}. */
  FactsFeed(LightChain chain, Scheduler scheduler, LongSupplier published) {
    this.chain = chain;
    this.scheduler = scheduler;
    this.published = published;
  }

  /** Begins a table, as when the topics are read from their beginning. */
  void begin(FactsTable table) {
    table.clear();
    table.apply(
        AggregateStateRecord.newBuilder()
            .setAggregateId("pool/" + PID)
            .setPool(
                PoolState.newBuilder()
                    .setConfig(PoolConfig.newBuilder().setPid(PID).setName("pool"))
                    .setOperator(PoolOperator.newBuilder().setAccount(OPERATOR)))
            .build());
  }

  /** Brings a table that is as of block {@code from} up to date; returns as of which it is. */
  long read(FactsTable table, long from) {
    long to = Math.min(chain.finalized().number(), published.getAsLong());
    if (to <= from) {
      return from;
    }
    LightChain.Block block = chain.ancestor(chain.finalized(), to);
    facts(block.state()).forEach(table::apply);
    table.apply(
        ParaStateRecord.newBuilder()
            .setClock(
                ParaClock.newBuilder()
                    .setBlockNumber((int) to)
                    .setTimeMs(scheduler.now().toEpochMilli()))
            .build());
    table.complete();
    return to;
  }

  private static List<ParaStateRecord> facts(LightState state) {
    var records = new ArrayList<ParaStateRecord>();
    records.add(
        present()
            .setPool(
                StakePool.newBuilder()
                    .setPid(PID)
                    .setOwner(OPERATOR)
                    .setWorkerCount(state.workers().size())
                    .setPoolAccount(POOL_ACCOUNT))
            .build());
    records.add(
        present()
            .setFreeStake(FreeStake.newBuilder().setPoolAccount(POOL_ACCOUNT).setAmount("1000000"))
            .build());
    state.workers().forEach((key, worker) -> add(records, bytes(key), worker));
    state
        .nextSequences()
        .forEach(
            (sender, next) ->
                records.add(
                    present()
                        .setIngress(
                            MessageIngress.newBuilder()
                                .setSender(bytes(sender))
                                .setNextSequence(next))
                        .build()));
    return records;
  }

  private static void add(List<ParaStateRecord> records, ByteString key, OnChain worker) {
    var registered =
        RegisteredWorker.newBuilder()
            .setPublicKey(key)
            .setLastUpdated(Scheduler.BEGINNING.getEpochSecond())
            .setOperator(OPERATOR);
    worker.score().ifPresent(score -> registered.setInitialScore(score.intValue()));
    records.add(present().setWorker(registered).build());
    worker
        .pid()
        .ifPresent(
            pid ->
                records.add(
                    present()
                        .setAssignment(WorkerAssignment.newBuilder().setPublicKey(key).setPid(pid))
                        .build()));
    worker.session().ifPresent(session -> add(records, key, session));
  }

  private static void add(
      List<ParaStateRecord> records, ByteString key, LightState.Session session) {
    ByteString account = key.substring(1).concat(ByteString.copyFrom(new byte[] {7}));
    SessionState state =
        switch (session) {
          case READY -> SessionState.SESSION_READY;
          case IDLE -> SessionState.SESSION_WORKER_IDLE;
          case COOLING_DOWN -> SessionState.SESSION_WORKER_COOLING_DOWN;
        };
    records.add(
        present()
            .setBinding(WorkerBinding.newBuilder().setPublicKey(key).setSession(account))
            .build());
    records.add(
        present()
            .setSession(
                Session.newBuilder()
                    .setSession(account)
                    .setState(state)
                    .setVeBits(ByteString.EMPTY)
                    .setVBits(ByteString.EMPTY))
            .build());
    records.add(
        present().setStake(SessionStake.newBuilder().setSession(account).setAmount(STAKE)).build());
  }

  private static ParaStateRecord.Builder present() {
    return ParaStateRecord.newBuilder().setValue(ByteString.EMPTY);
  }

  private static ByteString bytes(Bytes from) {
    return ByteString.copyFrom(from.toByteArray());
  }

  private static ByteString filled(int value) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) value);
    return ByteString.copyFrom(bytes);
  }
}
