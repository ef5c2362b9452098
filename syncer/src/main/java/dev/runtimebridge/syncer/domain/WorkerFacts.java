package dev.runtimebridge.syncer.domain;

import dev.runtimebridge.substrate.Bytes;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the chain and its pool say of a worker, as of one block.
 *
 * @param publicKey the worker whose facts they are
 * @param blockNumber as of which block
 * @param blockTime the chain's clock at that block
 * @param registration in the registry
 * @param assignedPid pool that the chain has it in
 * @param sessionAccount session that it is bound to
 * @param session that session
 * @param staked what is staked on it, smallest units
 * @param nextSequence of the next message that the chain takes from it
 * @param endpoints as the chain knows them
 * @param coolDownSeconds how long a stopped worker cools down
 * @param nextGatekeeperSequence of the next message that the chain takes from all gatekeepers
 * @param pool that it belongs to by its configuration
 */
public record WorkerFacts(
    Bytes publicKey,
    long blockNumber,
    Instant blockTime,
    Optional<Registration> registration,
    Optional<Long> assignedPid,
    Optional<Bytes> sessionAccount,
    Optional<ComputeSession> session,
    BigInteger staked,
    long nextSequence,
    List<String> endpoints,
    long coolDownSeconds,
    long nextGatekeeperSequence,
    PoolFacts pool) {

  /** Copies the list. */
  public WorkerFacts {
    endpoints = List.copyOf(endpoints);
  }

  /**
   * Whether they say something else than {@code before}, beside what moves with every block: v,
   * rewards, the clock, sequences, the pool's stake and how many workers it has.
   */
  public boolean isNewsAfter(WorkerFacts before) {
    return !still().equals(before.still());
  }

  private WorkerFacts still() {
    return new WorkerFacts(
        publicKey,
        0,
        Instant.EPOCH,
        registration,
        assignedPid,
        sessionAccount,
        session.map(WorkerFacts::still),
        staked,
        0,
        endpoints,
        coolDownSeconds,
        0,
        pool.still());
  }

  private static ComputeSession still(ComputeSession moving) {
    return new ComputeSession(
        moving.account(),
        moving.state(),
        Bytes.EMPTY,
        Bytes.EMPTY,
        0,
        moving.initialP(),
        0,
        0,
        moving.coolDownStart(),
        "");
  }
}
