package dev.runtimebridge.syncer.domain;

import dev.runtimebridge.syncer.domain.WorkerState.Active;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;

/** What follows for a worker from its pool and its session. */
final class PoolPlan {
  private static final int DECIMALS = 12;

  private PoolPlan() {}

  /** For one that is to compute, and is registered with a score. */
  static Plan compute(Active worker, WorkerFacts facts) {
    long pid = worker.config().pid();
    if (facts.assignedPid().isEmpty()) {
      return add(pid, facts);
    }
    if (facts.assignedPid().get() != pid) {
      return Plan.await(
          Stage.ADDING_TO_POOL,
          "the chain has the worker in pool %d, not in %d: take it out there, or say that it is there"
              .formatted(facts.assignedPid().get(), pid));
    }
    if (facts.session().isEmpty()) {
      return Plan.rest(Stage.ADDING_TO_POOL, "the worker has no session yet");
    }
    return switch (facts.session().get().state()) {
      case READY -> start(worker, facts);
      case WORKER_IDLE -> computing(worker, facts);
      case WORKER_UNRESPONSIVE ->
          Plan.rest(Stage.UNRESPONSIVE, "the chain misses the worker's heartbeats");
      case WORKER_COOLING_DOWN -> coolingDown(pid, facts);
    };
  }

  /** For one that is to stay in its pool. */
  static Plan idle(Active worker, WorkerFacts facts) {
    return stopped(worker, facts)
        .orElseGet(() -> Plan.rest(Stage.AT_TIP, "the worker is not to compute"));
  }

  /** For one that is to be in no pool. */
  static Plan leave(Active worker, WorkerFacts facts) {
    long pid = worker.config().pid();
    Optional<Plan> stopped = stopped(worker, facts);
    if (stopped.isPresent()) {
      return stopped.get();
    }
    if (facts.assignedPid().isEmpty()) {
      return Plan.rest(Stage.AT_TIP, "the worker is in no pool");
    }
    return facts.assignedPid().get() == pid
        ? Plan.ask(
            Stage.LEAVING_POOL,
            "",
            CallKind.REMOVE_FROM_POOL,
            new ChainCall.RemoveWorker(pid, facts.publicKey()))
        : Plan.await(
            Stage.AT_TIP,
            "the chain has the worker in pool %d, not in %d: take it out there"
                .formatted(facts.assignedPid().get(), pid));
  }

  /** The way to a session that is ready; nothing if it is, or if the worker is elsewhere. */
  private static Optional<Plan> stopped(Active worker, WorkerFacts facts) {
    long pid = worker.config().pid();
    if (!facts.assignedPid().equals(Optional.of(pid))) {
      return Optional.empty();
    }
    return facts
        .session()
        .flatMap(
            session ->
                switch (session.state()) {
                  case READY -> Optional.empty();
                  case WORKER_IDLE, WORKER_UNRESPONSIVE ->
                      Optional.of(
                          Plan.ask(
                              Stage.STOPPING,
                              "",
                              CallKind.STOP,
                              new ChainCall.StopComputing(pid, facts.publicKey())));
                  case WORKER_COOLING_DOWN -> Optional.of(coolingDown(pid, facts));
                });
  }

  private static Plan add(long pid, WorkerFacts facts) {
    if (facts.pool().onChain().map(PoolOnChain::isFull).orElse(false)) {
      return Plan.await(
          Stage.ADDING_TO_POOL,
          "pool %d has %d workers, and the chain allows no more"
              .formatted(pid, PoolOnChain.MOST_WORKERS));
    }
    return Plan.ask(
        Stage.ADDING_TO_POOL,
        "",
        CallKind.ADD_TO_POOL,
        new ChainCall.AddWorker(pid, facts.publicKey()));
  }

  private static Plan start(Active worker, WorkerFacts facts) {
    long pid = worker.config().pid();
    BigInteger stake = worker.config().stakeUnits();
    Optional<BigInteger> free = facts.pool().freeStake();
    if (free.isEmpty()) {
      return Plan.rest(
          Stage.STARTING_COMPUTE, "the free stake of pool %d is not known yet".formatted(pid));
    }
    if (free.get().compareTo(stake) < 0) {
      return Plan.await(
          Stage.STARTING_COMPUTE,
          "pool %d has %s PHA free, less than the worker's stake of %s PHA"
              .formatted(pid, pha(free.get()), pha(stake)));
    }
    return worker.retry().isPresent()
        ? Plan.rest(Stage.STARTING_COMPUTE, "waiting until pRuntime answers again")
        : Plan.ask(
            Stage.STARTING_COMPUTE,
            "",
            CallKind.START,
            new ChainCall.StartComputing(pid, facts.publicKey(), stake));
  }

  private static Plan computing(Active worker, WorkerFacts facts) {
    long pid = worker.config().pid();
    BigInteger stake = worker.config().stakeUnits();
    BigInteger more = stake.subtract(facts.staked());
    if (more.signum() <= 0) {
      return Plan.rest(Stage.COMPUTING, "");
    }
    boolean enough = facts.pool().freeStake().map(free -> free.compareTo(more) >= 0).orElse(false);
    return enough
        ? Plan.ask(
            Stage.COMPUTING,
            "its stake is being raised to %s PHA".formatted(pha(stake)),
            CallKind.RESTART,
            new ChainCall.RestartComputing(pid, facts.publicKey(), stake))
        : Plan.await(
            Stage.COMPUTING,
            "to raise its stake to %s PHA, pool %d needs %s PHA free"
                .formatted(pha(stake), pid, pha(more)));
  }

  private static Plan coolingDown(long pid, WorkerFacts facts) {
    Instant end = facts.session().orElseThrow().coolDownEnd(facts.coolDownSeconds());
    return facts.blockTime().isBefore(end)
        ? Plan.rest(Stage.COOLING_DOWN, "until " + end)
        : Plan.ask(
            Stage.RECLAIMING,
            "",
            CallKind.RECLAIM,
            new ChainCall.ReclaimPoolWorker(pid, facts.publicKey()));
  }

  private static String pha(BigInteger units) {
    return new BigDecimal(units, DECIMALS).stripTrailingZeros().toPlainString();
  }
}
