package dev.runtimebridge.syncer.domain;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.syncer.domain.WorkerState.Active;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Finds the stage of a worker at the tip from facts: whatever happened before, the same facts lead
 * to the same stage, so that a restart goes on and a lost transaction is asked for again.
 */
final class Planner {
  /**
   * A benchmark takes eight blocks of twelve seconds: a worker that comes back to the tip has told
   * its result after that time, if it has one.
   */
  private static final Duration TOLD_WITHIN = Duration.ofMinutes(2);

  private final LifePolicy policy;

  Planner(LifePolicy policy) {
    this.policy = policy;
  }

  /** What comes next of {@code worker} as of {@code now}. */
  Plan plan(Active worker, Instant now) {
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
                    toTarget(worker, facts, now), worker, facts.pool(), policy.addresses()));
  }

  private Plan toTarget(Active worker, WorkerFacts facts, Instant now) {
    return switch (worker.life().target()) {
      case COMPUTE -> compute(worker, facts, now);
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

  private Plan compute(Active worker, WorkerFacts facts, Instant now) {
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
        : scoreFault(worker, registration, facts, now)
            .orElseGet(() -> PoolPlan.compute(worker, facts));
  }

  private Optional<Plan> scoreFault(
      Active worker, Registration registration, WorkerFacts facts, Instant now) {
    Optional<Long> score = registration.initialScore();
    if (score.map(value -> value >= policy.minScore()).orElse(false)) {
      return Optional.empty();
    }
    String fault =
        score
            .map(value -> "a score of %d, less than %d".formatted(value, policy.minScore()))
            .orElse("no score");
    boolean outOfPatience =
        !facts.blockTime().isBefore(registration.registeredAt().plus(policy.scorePatience()))
            && !mayComeYet(worker, now);
    return Optional.of(
        outOfPatience
            ? Plan.register("it has " + fault + " since it was registered")
            : Plan.rest(Stage.BENCHMARKING, "it has " + fault + " yet"));
  }

  /**
   * Whether the worker was away, or its messages were: a registration would be paid for again, and
   * would undo the score that is on its way.
   */
  private static boolean mayComeYet(Active worker, Instant now) {
    boolean waited =
        switch (worker.stage()) {
          case REGISTERING -> true;
          case BENCHMARKING -> !now.isBefore(worker.since().plus(TOLD_WITHIN));
          default -> false;
        };
    return !waited
        || !worker.life().inFlight().isEmpty()
        || now.isBefore(worker.life().pause().until());
  }
}
