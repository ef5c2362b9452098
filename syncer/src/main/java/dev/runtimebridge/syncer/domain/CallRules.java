package dev.runtimebridge.syncer.domain;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.syncer.domain.Errand.FetchRegistration;
import dev.runtimebridge.syncer.domain.WorkerEvent.CallEnded;
import dev.runtimebridge.syncer.domain.WorkerEvent.CallRequested;
import dev.runtimebridge.syncer.domain.WorkerEvent.ErrandBegan;
import dev.runtimebridge.syncer.domain.WorkerEvent.ErrandEnded;
import dev.runtimebridge.syncer.domain.WorkerState.Active;
import java.time.Instant;
import java.util.Optional;

/** When a call is made, and what becomes of it. One is under way at a time. */
final class CallRules {
  private final LifePolicy policy;

  CallRules(LifePolicy policy) {
    this.policy = policy;
  }

  /** Asks for what is wished, unless something is under way or it is too early to try again. */
  void pursue(Draft draft, Active worker, Plan.Wish wish) {
    Optional<PendingCall> call = worker.life().call();
    if (call.map(pending -> blocks(pending, wish.kind(), draft.at())).orElse(false)) {
      return;
    }
    if (wish.call().isEmpty()) {
      fetch(draft, worker);
    } else if (isFree(draft, worker, wish)) {
      request(draft, worker, wish.kind(), wish.call().get());
    }
  }

  /**
   * Makes a call of the worker's pool: by the operator, as proxy of the pool's owner where there is
   * one. {@code update_worker_endpoint} never goes through the proxy. The chain takes it from
   * whoever signs and pays, as it looks only at the worker's own signature within ({@code
   * pallets/phala/src/registry.rs}, phala-blockchain 654b1b6), while the proxy type {@code
   * StakePoolManager}, which is the one for this, does not allow it ({@code
   * standalone/runtime/src/lib.rs} of the same commit, and Khala).
   */
  void request(Draft draft, Active worker, CallKind kind, ChainCall call) {
    PoolFacts pool = worker.life().facts().orElseThrow().pool();
    Optional<Bytes> proxied = kind == CallKind.UPDATE_ENDPOINT ? Optional.empty() : pool.proxied();
    draft.add(
        new CallRequested(
            kind,
            new TransactionRequest(
                draft.requestId(),
                worker.config().pid(),
                pool.operator().orElseThrow(),
                proxied,
                call)));
  }

  /** What became of the call that is under way. */
  void ended(Draft draft, CallResult result, long block) {
    PendingCall call = draft.life().call().orElseThrow();
    if (result.failure().isEmpty()) {
      draft.add(new CallEnded(result, call.kind(), block, Optional.empty(), ""));
      return;
    }
    Verdict verdict = Verdict.on(result.failure().get());
    boolean repeatable = call.kind() != CallKind.UPDATE_ENDPOINT;
    Optional<Instant> retryAt =
        repeatable
            ? Optional.of(retryAt(draft.at(), call.attempt(), verdict.waitingForOperator()))
            : Optional.empty();
    draft.add(new CallEnded(result, call.kind(), block, retryAt, verdict.waitingForOperator()));
    if (verdict.needsRegistration()) {
      draft.active().ifPresent(worker -> fetchAnew(draft, worker));
    }
  }

  Instant retryAt(Instant at, int attempt, String waitingForOperator) {
    return at.plus(
        waitingForOperator.isEmpty() ? policy.retry().delay(attempt, 0) : policy.operatorRetry());
  }

  private static boolean blocks(PendingCall pending, CallKind wanted, Instant now) {
    return pending
        .retryAt()
        .map(retryAt -> pending.kind() == wanted && now.isBefore(retryAt))
        .orElse(true);
  }

  private static void fetch(Draft draft, Active worker) {
    Optional<Bytes> owner = ErrandRules.owner(worker);
    Optional<Errand> errand = worker.life().errand();
    boolean stale =
        errand.isPresent()
            && errand.get() instanceof FetchRegistration fetch
            && !fetch.operator().equals(owner);
    if (errand.isEmpty() || stale) {
      boolean again = worker.life().nextAttempt(CallKind.REGISTER) > 1;
      draft.add(new ErrandBegan(new FetchRegistration(draft.errandId(), again, owner)));
    }
  }

  private static void fetchAnew(Draft draft, Active worker) {
    if (worker.life().errand().isEmpty() && worker.stage().isAtTip()) {
      Optional<Bytes> owner = ErrandRules.owner(worker);
      draft.add(new ErrandBegan(new FetchRegistration(draft.errandId(), true, owner)));
    }
  }

  /** Whether no registration is being prepared; one that nobody wants any more is given up. */
  private static boolean isFree(Draft draft, Active worker, Plan.Wish wish) {
    Optional<Errand> errand = worker.life().errand();
    if (errand.isEmpty() || !(errand.get() instanceof FetchRegistration fetch)) {
      return true;
    }
    if (fetch.force() && !wish.needsNoRuntime()) {
      return false;
    }
    draft.add(ErrandEnded.unwanted(fetch.id()));
    return true;
  }
}
