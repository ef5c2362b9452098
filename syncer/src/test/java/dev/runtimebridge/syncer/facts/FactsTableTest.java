package dev.runtimebridge.syncer.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.syncer.domain.PoolFacts;
import dev.runtimebridge.syncer.domain.WorkerFacts;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class FactsTableTest {
  private static final ByteString WORKER = key(1);
  private static final ByteString SESSION = key(2);
  private static final ByteString POOL_ACCOUNT = key(3);
  private static final ByteString OPERATOR = key(4);

  private final FactsTable table = new FactsTable();

  @Test
  void shouldTellNothingBeforeTheLogIsReadOnce() {
    put(item -> item.setWorker(RegisteredWorker.newBuilder().setPublicKey(WORKER)));
    clock(7);

    assertEquals(Optional.empty(), facts());
  }

  @Test
  void shouldTellNoHalfBlock() {
    table.complete();
    clock(7);
    put(item -> item.setWorker(RegisteredWorker.newBuilder().setPublicKey(WORKER)));
    assertTrue(facts().orElseThrow().registration().isEmpty());

    clock(8);
    assertTrue(facts().orElseThrow().registration().isPresent());
    assertEquals(8, facts().orElseThrow().blockNumber());
    assertEquals(Instant.ofEpochMilli(8_000), facts().orElseThrow().blockTime());
  }

  @Test
  void shouldJoinWorkerSessionStakeAndPool() {
    table.complete();
    put(item -> item.setWorker(RegisteredWorker.newBuilder().setPublicKey(WORKER)));
    put(
        item ->
            item.setBinding(WorkerBinding.newBuilder().setPublicKey(WORKER).setSession(SESSION)));
    put(
        item ->
            item.setSession(
                Session.newBuilder()
                    .setSession(SESSION)
                    .setState(SessionState.SESSION_READY)
                    .setTotalReward("0")));
    put(item -> item.setStake(SessionStake.newBuilder().setSession(SESSION).setAmount("1500")));
    put(item -> item.setAssignment(WorkerAssignment.newBuilder().setPublicKey(WORKER).setPid(1)));
    byte[] origin = new byte[33];
    origin[0] = 2;
    System.arraycopy(WORKER.toByteArray(), 0, origin, 1, 32);
    put(
        item ->
            item.setIngress(
                MessageIngress.newBuilder()
                    .setSender(ByteString.copyFrom(origin))
                    .setNextSequence(5)));
    put(
        item ->
            item.setPool(
                StakePool.newBuilder().setPid(1).setOwner(OPERATOR).setPoolAccount(POOL_ACCOUNT)));
    put(
        item ->
            item.setFreeStake(FreeStake.newBuilder().setPoolAccount(POOL_ACCOUNT).setAmount("99")));
    clock(9);
    table.apply(
        AggregateStateRecord.newBuilder()
            .setPool(
                PoolState.newBuilder()
                    .setConfig(PoolConfig.newBuilder().setPid(1).setName("one"))
                    .setOperator(PoolOperator.newBuilder().setAccount(OPERATOR)))
            .build());

    WorkerFacts facts = facts().orElseThrow();
    assertEquals(Optional.of(1L), facts.assignedPid());
    assertEquals(Optional.of(Bytes.of(SESSION.toByteArray())), facts.sessionAccount());
    assertEquals(BigInteger.valueOf(1500), facts.staked());
    assertEquals(5, facts.nextSequence());
    assertEquals(Optional.of(BigInteger.valueOf(99)), facts.pool().freeStake());
    assertEquals(Optional.of(Bytes.of(OPERATOR.toByteArray())), facts.pool().operator());
  }

  @Test
  void shouldForgetWhatTheChainRemoved() {
    table.complete();
    put(item -> item.setAssignment(WorkerAssignment.newBuilder().setPublicKey(WORKER).setPid(1)));
    clock(1);
    table.apply(
        ParaStateRecord.newBuilder()
            .setAssignment(WorkerAssignment.newBuilder().setPublicKey(WORKER))
            .build());
    clock(2);

    assertEquals(Optional.empty(), facts().orElseThrow().assignedPid());
  }

  @Test
  void shouldNotKnowADeletedPool() {
    table.complete();
    clock(1);
    table.apply(
        AggregateStateRecord.newBuilder()
            .setPool(
                PoolState.newBuilder()
                    .setConfig(PoolConfig.newBuilder().setPid(1))
                    .setDeleted(true))
            .build());

    assertEquals(PoolFacts.unknown(1), facts().orElseThrow().pool());
  }

  private Optional<WorkerFacts> facts() {
    return table.of(Bytes.of(WORKER.toByteArray()), 1);
  }

  private void put(UnaryOperator<ParaStateRecord.Builder> item) {
    table.apply(item.apply(ParaStateRecord.newBuilder().setValue(ByteString.EMPTY)).build());
  }

  private void clock(int block) {
    put(
        item ->
            item.setClock(ParaClock.newBuilder().setBlockNumber(block).setTimeMs(block * 1_000L)));
  }

  private static ByteString key(int fill) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) fill);
    return ByteString.copyFrom(key);
  }
}
