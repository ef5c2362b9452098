package dev.runtimebridge.syncer.domain;

import java.math.BigInteger;
import java.util.Optional;

/** Which facts a worker's state lacks so much that they are worth an observation. */
final class FactsNews {
  /** Blocks after which also the values that move with each block are told anew. */
  private static final long MOVING_EVERY = 10;

  private FactsNews() {}

  static boolean worthTelling(WorkerState.Active worker, WorkerFacts known, WorkerFacts newest) {
    if (newest.isNewsAfter(known)) {
      return true;
    }
    if (newest.blockNumber() <= known.blockNumber()) {
      return false;
    }
    return newest.blockNumber() >= known.blockNumber() + MOVING_EVERY
        || isAwaited(worker)
        || newest.nextSequence() != known.nextSequence()
        || newest.nextGatekeeperSequence() != known.nextGatekeeperSequence()
        || hasCooledDown(newest) != hasCooledDown(known)
        || crossed(worker, known, newest);
  }

  /** Whether each block may be the one that lets it go on. */
  private static boolean isAwaited(WorkerState.Active worker) {
    return worker.life().call().map(call -> call.succeededAt() > 0).orElse(false)
        || worker.life().pause().block() > 0;
  }

  private static boolean hasCooledDown(WorkerFacts facts) {
    return facts
        .session()
        .map(session -> !facts.blockTime().isBefore(session.coolDownEnd(facts.coolDownSeconds())))
        .orElse(false);
  }

  /** Whether the pool has now enough stake, or no longer, or a free place. */
  private static boolean crossed(WorkerState.Active worker, WorkerFacts known, WorkerFacts newest) {
    BigInteger need = worker.config().stakeUnits();
    return !isEnough(known, need).equals(isEnough(newest, need)) || isFull(known) != isFull(newest);
  }

  private static Optional<Boolean> isEnough(WorkerFacts facts, BigInteger need) {
    return facts.pool().freeStake().map(free -> free.add(facts.staked()).compareTo(need) >= 0);
  }

  private static boolean isFull(WorkerFacts facts) {
    return facts.pool().onChain().map(PoolOnChain::isFull).orElse(false);
  }
}
