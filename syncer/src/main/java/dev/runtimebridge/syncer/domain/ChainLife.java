package dev.runtimebridge.syncer.domain;

import dev.runtimebridge.syncer.domain.WorkerEvent.StageEntered;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A worker's life on the chain. It outlives sessions, restarts and deletion: a transaction may
 * still be under way.
 *
 * @param target what the operator wants
 * @param facts newest that the chain says, with the values that move
 * @param reason why it is at its stage, in words; empty if there is nothing to say
 * @param waitingForOperator what the operator has to do before it can go on; empty if nothing
 * @param errand what the session has to ask of pRuntime
 * @param call that is under way or waits to be tried again
 * @param inFlight messages whose transaction is under way
 * @param pause what has to come before messages are forwarded again
 * @param lastFailure why the last call failed; cleared by the next that succeeds, and when its
 *     cause may be gone: other settings, another operator
 * @param errandFailure why pRuntime did not do what it was asked last; cleared by the next thing
 *     that it does, and when the worker goes on to another stage
 */
public record ChainLife(
    ComputeTarget target,
    Optional<WorkerFacts> facts,
    String reason,
    String waitingForOperator,
    Optional<Errand> errand,
    Optional<PendingCall> call,
    List<MessageInFlight> inFlight,
    MessagePause pause,
    Optional<CallFailure> lastFailure,
    Optional<ErrandFailure> errandFailure) {
  /** Of a worker that the chain has said nothing of. */
  public static final ChainLife NEW =
      new ChainLife(
          ComputeTarget.COMPUTE,
          Optional.empty(),
          "",
          "",
          Optional.empty(),
          Optional.empty(),
          List.of(),
          MessagePause.NONE,
          Optional.empty(),
          Optional.empty());

  /** Copies the list. */
  public ChainLife {
    inFlight = List.copyOf(inFlight);
  }

  /** Of a worker that is created again: only what may still land counts. */
  ChainLife again() {
    return new ChainLife(
        ComputeTarget.COMPUTE,
        facts,
        "",
        "",
        Optional.empty(),
        call.filter(pending -> !pending.failed()),
        inFlight,
        pause,
        Optional.empty(),
        Optional.empty());
  }

  ChainLife withoutErrand() {
    return asking(Optional.empty()).failing(Optional.empty(), lastFailure);
  }

  /** The same, with what has failed to be tried again at once. */
  ChainLife retrying() {
    return calling(call.filter(pending -> !pending.failed()))
        .saying(reason, "")
        .pausing(pause.over())
        .failing(errandFailure.filter(failure -> failure.retryAt().isEmpty()), lastFailure);
  }

  /** The same under other settings or another operator: what failed may not fail any more. */
  ChainLife changed() {
    return retrying().failing(Optional.empty());
  }

  /** Which attempt a call of that kind would be now. */
  int nextAttempt(CallKind kind) {
    return call.filter(pending -> pending.kind() == kind && pending.failed())
        .map(pending -> pending.attempt() + 1)
        .orElse(1);
  }

  ChainLife wanting(ComputeTarget newTarget) {
    return edit(life -> life.target = newTarget);
  }

  /** With newer facts; a call that they settle is over. */
  ChainLife knowing(WorkerFacts newFacts) {
    return edit(
        life -> {
          life.facts = Optional.of(newFacts);
          life.call = call.filter(pending -> !pending.isSettledBy(newFacts));
        });
  }

  ChainLife saying(String newReason, String newWaiting) {
    return edit(
        life -> {
          life.reason = newReason;
          life.waitingForOperator = newWaiting;
        });
  }

  ChainLife asking(Optional<Errand> newErrand) {
    return edit(life -> life.errand = newErrand);
  }

  ChainLife calling(Optional<PendingCall> newCall) {
    return edit(life -> life.call = newCall);
  }

  ChainLife carrying(List<MessageInFlight> newInFlight) {
    return edit(life -> life.inFlight = newInFlight);
  }

  ChainLife pausing(MessagePause newPause) {
    return edit(life -> life.pause = newPause);
  }

  /** At another stage, or at the same one for another reason. */
  ChainLife entering(Stage before, StageEntered entered) {
    return saying(entered.reason(), entered.waitingForOperator())
        .failing(
            errandFailure.filter(failure -> failure.matters(before, entered.stage())), lastFailure);
  }

  ChainLife failing(Optional<CallFailure> newFailure) {
    return failing(errandFailure, newFailure);
  }

  ChainLife failing(Optional<ErrandFailure> newErrandFailure, Optional<CallFailure> newFailure) {
    return edit(
        life -> {
          life.lastFailure = newFailure;
          life.errandFailure = newErrandFailure;
        });
  }

  private ChainLife edit(Consumer<Edit> change) {
    var edit = new Edit(this);
    change.accept(edit);
    return edit.done();
  }

  /** A life that is being changed, so that each change names only what it is about. */
  private static final class Edit {
    private ComputeTarget target;
    private Optional<WorkerFacts> facts;
    private String reason;
    private String waitingForOperator;
    private Optional<Errand> errand;
    private Optional<PendingCall> call;
    private List<MessageInFlight> inFlight;
    private MessagePause pause;
    private Optional<CallFailure> lastFailure;
    private Optional<ErrandFailure> errandFailure;

    private Edit(ChainLife from) {
      target = from.target;
      facts = from.facts;
      reason = from.reason;
      waitingForOperator = from.waitingForOperator;
      errand = from.errand;
      call = from.call;
      inFlight = from.inFlight;
      pause = from.pause;
      lastFailure = from.lastFailure;
      errandFailure = from.errandFailure;
    }

    private ChainLife done() {
      return new ChainLife(
          target,
          facts,
          reason,
          waitingForOperator,
          errand,
          call,
          inFlight,
          pause,
          lastFailure,
          errandFailure);
    }
  }
}
