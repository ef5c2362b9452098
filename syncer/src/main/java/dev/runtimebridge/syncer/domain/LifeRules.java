package dev.runtimebridge.syncer.domain;

import dev.runtimebridge.syncer.domain.Errand.FetchRegistration;
import dev.runtimebridge.syncer.domain.Errand.KickWorker;
import dev.runtimebridge.syncer.domain.Errand.SignEndpoints;
import dev.runtimebridge.syncer.domain.Errand.TakeCheckpoint;
import dev.runtimebridge.syncer.domain.Observation.CallOutcomeSeen;
import dev.runtimebridge.syncer.domain.Observation.CheckpointTaken;
import dev.runtimebridge.syncer.domain.Observation.EgressSeen;
import dev.runtimebridge.syncer.domain.Observation.EndpointsSigned;
import dev.runtimebridge.syncer.domain.Observation.ErrandFailed;
import dev.runtimebridge.syncer.domain.Observation.FactsSeen;
import dev.runtimebridge.syncer.domain.Observation.RegistrationInfoSeen;
import dev.runtimebridge.syncer.domain.Observation.RuntimeKicked;
import dev.runtimebridge.syncer.domain.WorkerEvent.ErrandEnded;
import dev.runtimebridge.syncer.domain.WorkerEvent.StageEntered;
import dev.runtimebridge.syncer.domain.WorkerState.Active;
import java.util.Optional;

/** The life on the chain: what is heard of it, and how it goes on. */
final class LifeRules {
  private final LifePolicy policy;
  private final Planner planner;
  private final CallRules calls;
  private final MessageRules messages;

  LifeRules(LifePolicy policy) {
    this.policy = policy;
    this.planner = new Planner(policy);
    this.calls = new CallRules(policy);
    this.messages = new MessageRules(policy);
  }

  /** Whether that request is one whose outcome a worker of that life waits for. */
  static boolean awaits(ChainLife life, String requestId) {
    return life.call().filter(call -> isUnderWay(call, requestId)).isPresent()
        || life.inFlight().stream().anyMatch(message -> message.requestId().equals(requestId));
  }

  private static boolean isUnderWay(PendingCall call, String requestId) {
    return call.requestId().equals(requestId) && !call.failed() && call.succeededAt() == 0;
  }

  /** Takes in what was observed of the life on the chain. */
  void hear(Draft draft, Observation observation) {
    if (observation instanceof FactsSeen) {
      MessageRules.passed(draft);
    } else if (observation instanceof CallOutcomeSeen(var result, var block)) {
      outcome(draft, result, block);
    } else if (observation instanceof EgressSeen(var egress)) {
      draft.active().ifPresent(worker -> messages.forward(draft, worker, egress));
    } else {
      draft
          .active()
          .ifPresent(
              worker ->
                  worker
                      .life()
                      .errand()
                      .ifPresent(errand -> answered(draft, worker, errand, observation)));
    }
  }

  /** Goes on from the facts as they are known now. */
  void goOn(Draft draft) {
    Optional<Active> driven = draft.active();
    if (driven.isEmpty()) {
      return;
    }
    Plan plan = planner.plan(driven.get(), draft.at());
    boolean atTip = driven.get().stage().isAtTip();
    if (atTip) {
      enter(draft, driven.get(), plan);
    }
    plan.wish()
        .filter(wish -> atTip || wish.needsNoRuntime())
        .ifPresent(wish -> calls.pursue(draft, draft.active().orElseThrow(), wish));
  }

  private static void enter(Draft draft, Active worker, Plan plan) {
    ChainLife life = worker.life();
    boolean failed =
        plan.wish()
            .flatMap(wish -> life.call().filter(call -> call.kind() == wish.kind()))
            .map(PendingCall::failed)
            .orElse(false);
    String waiting = failed ? life.waitingForOperator() : plan.waitingForOperator();
    boolean same =
        worker.stage() == plan.stage()
            && life.reason().equals(plan.reason())
            && life.waitingForOperator().equals(waiting);
    if (!same) {
      draft.add(new StageEntered(plan.stage(), plan.reason(), waiting));
    }
  }

  private void outcome(Draft draft, CallResult result, long block) {
    ChainLife life = draft.life();
    if (life.call().filter(call -> isUnderWay(call, result.requestId())).isPresent()) {
      calls.ended(draft, result, block);
    }
    life.inFlight().stream()
        .filter(message -> message.requestId().equals(result.requestId()))
        .forEach(message -> messages.ended(draft, message, result, block));
  }

  private void answered(Draft draft, Active worker, Errand errand, Observation observation) {
    switch (observation) {
      case RegistrationInfoSeen(var id, var call)
          when id.equals(errand.id()) && errand instanceof FetchRegistration ->
          register(draft, worker, id, call);
      case EndpointsSigned(var id, var call)
          when id.equals(errand.id()) && errand instanceof SignEndpoints ->
          tellEndpoints(draft, worker, id, call);
      case CheckpointTaken(var id, var block)
          when id.equals(errand.id()) && errand instanceof TakeCheckpoint ->
          draft.add(done(id));
      case RuntimeKicked(var id) when id.equals(errand.id()) && errand instanceof KickWorker -> {
        draft.add(done(id));
        draft.add(new StageEntered(Stage.KICKED, "pRuntime was ended by a command", ""));
      }
      case ErrandFailed(var id, var message) when id.equals(errand.id()) ->
          draft.add(failed(draft, worker, errand, message));
      default -> {
        // An answer to what is no longer asked, or nothing of errands.
      }
    }
  }

  private void register(
      Draft draft, Active worker, String id, ChainCall.RegisterWorker registration) {
    boolean stale =
        worker.life().errand().orElseThrow() instanceof FetchRegistration fetch
            && !fetch.operator().equals(ErrandRules.owner(worker));
    if (stale) {
      // It names who was the operator when it was asked for.
      draft.add(ErrandEnded.unwanted(id));
      return;
    }
    boolean missing =
        registration.attestation().isEmpty()
            || (policy.attestationRequired() && isNone(registration));
    if (missing) {
      draft.add(
          failed(
              draft,
              worker,
              worker.life().errand().orElseThrow(),
              "pRuntime gave no attestation; see to its machine's SGX and its attestation service"));
    } else if (mayCall(worker)) {
      draft.add(done(id));
      calls.request(draft, worker, CallKind.REGISTER, registration);
    } else {
      draft.add(ErrandEnded.unwanted(id));
    }
  }

  /** SCALE {@code None} instead of an attestation. */
  private static boolean isNone(ChainCall.RegisterWorker registration) {
    return !registration.legacy()
        && registration.attestation().length() == 1
        && registration.attestation().at(0) == 0;
  }

  private void tellEndpoints(
      Draft draft, Active worker, String id, ChainCall.UpdateWorkerEndpoint call) {
    if (mayCall(worker)) {
      draft.add(done(id));
      calls.request(draft, worker, CallKind.UPDATE_ENDPOINT, call);
    } else {
      draft.add(
          new ErrandEnded(
              id,
              "another call is under way, or the pool has no operator that owns it",
              Optional.empty()));
    }
  }

  private static boolean mayCall(Active worker) {
    boolean free = worker.life().call().map(PendingCall::failed).orElse(true);
    return free
        && worker
            .life()
            .facts()
            .filter(facts -> Planner.areOf(worker, facts))
            .map(WorkerFacts::pool)
            .filter(pool -> pool.operator().isPresent() && PoolRights.allow(worker, pool))
            .isPresent();
  }

  /** What the stage needs is tried again; what an operator or a call has asked for is not. */
  private ErrandEnded failed(Draft draft, Active worker, Errand errand, String message) {
    boolean needed =
        errand instanceof FetchRegistration
            && planner
                .plan(worker, draft.at())
                .wish()
                .filter(wish -> wish.kind() == CallKind.REGISTER)
                .isPresent();
    int attempt = draft.life().nextAttempt(CallKind.REGISTER);
    return new ErrandEnded(
        errand.id(),
        message,
        needed ? Optional.of(calls.retryAt(draft.at(), attempt, "")) : Optional.empty());
  }

  private static ErrandEnded done(String id) {
    return new ErrandEnded(id, "", Optional.empty());
  }
}
