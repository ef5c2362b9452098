package dev.runtimebridge.syncer.domain;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.syncer.domain.WorkerState.Active;
import java.util.Optional;

/**
 * Whether a pool's calls are made in the name of the account that owns it on the chain. The runtime
 * refuses most calls of others ({@code UnauthorizedPoolOwner}) and keeps their fees; it does not
 * refuse a registration, which would take a computing worker from its pool's owner. Messages need
 * no such right: {@code PhalaMq.sync_offchain_message} looks only at the worker's signature within
 * ({@code pallets/phala/src/mq.rs}, phala-blockchain 654b1b6).
 */
final class PoolRights {
  private PoolRights() {}

  /** Whether calls for that worker can be made. */
  static boolean allow(Active worker, PoolFacts pool) {
    return pool.onChain()
        .map(there -> pool.owner().equals(Optional.of(there.owner())))
        .orElse(worker.config().gatekeeper());
  }

  /** Account that a worker of that pool has to name as its operator: the chain's word counts. */
  static Bytes owner(PoolFacts pool) {
    return pool.onChain().map(PoolOnChain::owner).or(pool::owner).orElseThrow();
  }

  /** The same plan; without the right to it, only where the worker is, and what is to be done. */
  static Plan limit(Plan plan, Active worker, PoolFacts pool, Addresses addresses) {
    if (allow(worker, pool)) {
      return plan;
    }
    String reason = plan.wish().isPresent() ? "" : plan.reason();
    return new Plan(plan.stage(), reason, fault(pool, addresses), Optional.empty());
  }

  private static String fault(PoolFacts pool, Addresses addresses) {
    return pool.onChain()
        .map(
            there ->
                "pool %d is owned by %s, not by %s: give the pool the right operator, the owner or a proxy of it; until then only messages are sent for its workers"
                    .formatted(
                        pool.pid(),
                        addresses.text(there.owner()),
                        addresses.text(pool.owner().orElseThrow())))
        .orElseGet(() -> "the chain has no stake pool %d".formatted(pool.pid()));
  }
}
