package dev.runtimebridge.syncer.domain;

import dev.runtimebridge.substrate.Bytes;
import java.math.BigInteger;
import java.util.Optional;

/**
 * What the bridge and the chain know of the pool that a worker belongs to by its configuration.
 *
 * @param pid number of that pool
 * @param known whether the bridge knows it
 * @param syncOnly whether its workers send nothing to the chain
 * @param operator account that signs and pays
 * @param proxied account that owns the pool, where the operator is only its proxy
 * @param onChain what the chain has, if it has such a pool
 * @param freeStake what it can still stake, smallest units; empty if unknown
 */
public record PoolFacts(
    long pid,
    boolean known,
    boolean syncOnly,
    Optional<Bytes> operator,
    Optional<Bytes> proxied,
    Optional<PoolOnChain> onChain,
    Optional<BigInteger> freeStake) {

  /** A pool that the bridge does not know. */
  public static PoolFacts unknown(long pid) {
    return new PoolFacts(
        pid, false, false, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Account that has to own the pool, and that its workers have to name as their operator. */
  Optional<Bytes> owner() {
    return proxied.or(() -> operator);
  }

  /** Whether calls for its workers are made by the same account, in the same name. */
  boolean isCalledForAs(PoolFacts other) {
    return operator.equals(other.operator) && proxied.equals(other.proxied);
  }

  /** The same without what moves with every block. */
  PoolFacts still() {
    return new PoolFacts(
        pid, known, syncOnly, operator, proxied, onChain.map(PoolFacts::still), Optional.empty());
  }

  private static PoolOnChain still(PoolOnChain pool) {
    return new PoolOnChain(pool.pid(), pool.owner(), 0, 0, pool.poolAccount());
  }
}
