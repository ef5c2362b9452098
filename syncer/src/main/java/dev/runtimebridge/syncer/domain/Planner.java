package dev.runtimebridge.syncer.domain;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.syncer.domain.WorkerState.Active;
import java.util.Optional;

/**
 * Finds the stage of a worker at the tip from facts alone: whatever happened before, the same facts
 * lead to the same stage, so that a restart goes on and a lost transaction is asked for again.
 */
final class Planner {
  private final LifePolicy policy;

  Planner(LifePolicy policy) {
    this.policy = policy;
  }

  Plan plan(Active worker) {
    WorkerConfig config = worker.config();
    if (config.syncOnly()) {
      return Plan.rest(Stage.AT_TIP, "the worker is sync-only");
    }
    if (worker.life().facts().isEmpty()) {
      return Plan.rest(Stage.AT_TIP, "");
    }
    Optional<WorkerFacts> known = worker.life().facts().filter(facts -> areOf(worker, facts));
    if (known.isEmpty()) {
      return Plan.rest(
          Stage.AT_TIP,
          "waiting for what the chain says of the worker and of pool %d".formatted(config.pid()));
    }
    WorkerFacts facts = known.get();
    return poolFault(facts.pool())
        .orElseGet(
            () ->
                PoolRights.limit(
                    toTarget(worker, facts), worker, facts.pool(), policy.addresses()));
  }

  private Plan toTarget(Active worker, WorkerFacts facts) {
    return switch (worker.life().target()) {
      case COMPUTE -> compute(worker, facts);
      case IDLE -> PoolPlan.idle(worker, facts);
      case OUT_OF_POOL -> PoolPlan.leave(worker, facts);
    };
  }

  /** A worker may have another key or another pool since they were told. */
  static boolean areOf(Active worker, WorkerFacts facts) {
    return facts.pool().pid() == worker.config().pid()
        && worker.publicKey().map(facts.publicKey()::equals).orElse(true);
  }

  private static Optional<Plan> poolFault(PoolFacts pool) {
    if (!pool.known()) {
      return Optional.of(
          Plan.await(
              Stage.AT_TIP,
              "the bridge does not know pool %d: create it, or give the worker another"
                  .formatted(pool.pid())));
    }
    if (pool.syncOnly()) {
      return Optional.of(Plan.rest(Stage.AT_TIP, "pool %d is sync-only".formatted(pool.pid())));
    }
    return pool.operator().isPresent()
        ? Optional.empty()
        : Optional.of(
            Plan.await(
                Stage.AT_TIP,
                "pool %d has no operator: its workers send nothing until it has one"
                    .formatted(pool.pid())));
  }

  private Plan compute(Active worker, WorkerFacts facts) {
    if (facts.registration().isEmpty()) {
      return Plan.register("the worker is not in the registry");
    }
    Registration registration = facts.registration().get();
    Bytes owner = PoolRights.owner(facts.pool());
    if (!registration.operator().equals(Optional.of(owner))) {
      return Plan.register(
          "the registry names %s as its operator, not %s"
              .formatted(
                  registration.operator().map(policy.addresses()::text).orElse("nobody"),
                  policy.addresses().text(owner)));
    }
    if (worker.config().gatekeeper()) {
      return Plan.rest(Stage.GATEKEEPING, "");
    }
    boolean computes =
        facts.assignedPid().equals(Optional.of(worker.config().pid()))
            && facts.session().map(ComputeSession::computes).orElse(false);
    return computes
        ? PoolPlan.compute(worker, facts)
        : scoreFault(registration, facts).orElseGet(() -> PoolPlan.compute(worker, facts));
  }

  private Optional<Plan> scoreFault(Registration registration, WorkerFacts facts) {
    Optional<Long> score = registration.initialScore();
    if (score.map(value -> value >= policy.minScore()).orElse(false)) {
      return Optional.empty();
    }
    String fault =
        score
            .map(value -> "a score of %d, less than %d".formatted(value, policy.minScore()))
            .orElse("no score");
    boolean outOfPatience =
        !facts.blockTime().isBefore(registration.registeredAt().plus(policy.scorePatience()));
    return Optional.of(
        outOfPatience
            ? Plan.register("it has " + fault + " since it was registered")
            : Plan.rest(Stage.BENCHMARKING, "it has " + fault + " yet"));
  }
}
