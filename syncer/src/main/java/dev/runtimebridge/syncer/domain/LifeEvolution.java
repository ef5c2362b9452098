package dev.runtimebridge.syncer.domain;

import dev.runtimebridge.syncer.domain.Errand.FetchRegistration;
import dev.runtimebridge.syncer.domain.WorkerEvent.CallEnded;
import dev.runtimebridge.syncer.domain.WorkerEvent.CallRequested;
import dev.runtimebridge.syncer.domain.WorkerEvent.ErrandBegan;
import dev.runtimebridge.syncer.domain.WorkerEvent.ErrandEnded;
import dev.runtimebridge.syncer.domain.WorkerEvent.FactsChanged;
import dev.runtimebridge.syncer.domain.WorkerEvent.MessageEnded;
import dev.runtimebridge.syncer.domain.WorkerEvent.MessageForwarded;
import dev.runtimebridge.syncer.domain.WorkerEvent.TargetChanged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What events make of a worker's life on the chain. */
final class LifeEvolution {
  private LifeEvolution() {}

  static ChainLife evolve(ChainLife now, WorkerEvent event, Instant at) {
    if (event instanceof FactsChanged(var facts)) {
      return told(now, facts).knowing(facts);
    }
    if (event instanceof TargetChanged(var target)) {
      return now.retrying().wanting(target);
    }
    if (event instanceof ErrandBegan(var errand)) {
      return now.asking(Optional.of(errand));
    }
    if (event instanceof ErrandEnded ended) {
      return ended(now, ended, at);
    }
    if (event instanceof CallRequested(var kind, var requestId, var request)) {
      return now.calling(Optional.of(PendingCall.asked(kind, requestId, now.nextAttempt(kind), at)))
          .saying(now.reason(), "");
    }
    if (event instanceof CallEnded ended) {
      return ended(now, ended);
    }
    if (event instanceof MessageForwarded(var message, var request)) {
      List<MessageInFlight> more = new ArrayList<>(now.inFlight());
      more.add(message);
      return now.carrying(more);
    }
    if (event instanceof MessageEnded ended) {
      return ended(now, ended);
    }
    return now;
  }

  private static ChainLife told(ChainLife now, WorkerFacts facts) {
    boolean asBefore =
        now.facts().map(known -> known.pool().isCalledForAs(facts.pool())).orElse(true);
    if (!asBefore) {
      return now.changed();
    }
    return now.waitingForOperator().isEmpty() ? now : now.retrying();
  }

  private static ChainLife ended(ChainLife now, ErrandEnded ended, Instant at) {
    Optional<Errand> errand = now.errand();
    boolean registering = errand.orElse(null) instanceof FetchRegistration;
    Optional<ErrandFailure> failure =
        errand
            .filter(it -> ended.failed())
            .map(it -> new ErrandFailure(it, ended.failure(), ended.retryAt()));
    ChainLife without = now.withoutErrand().failing(failure, now.lastFailure());
    return registering && ended.retryAt().isPresent()
        ? without.calling(
            Optional.of(
                PendingCall.asked(CallKind.REGISTER, "", now.nextAttempt(CallKind.REGISTER), at)
                    .failedUntil(ended.retryAt().get())))
        : without;
  }

  private static ChainLife ended(ChainLife now, CallEnded ended) {
    return now.calling(now.call().flatMap(call -> after(now, call, ended)))
        .saying(now.reason(), ended.waitingForOperator())
        .failing(ended.result().failure());
  }

  /** A success is believed once the facts show it; a failure without another try is the end. */
  private static Optional<PendingCall> after(ChainLife now, PendingCall call, CallEnded ended) {
    if (ended.result().failure().isPresent()) {
      return ended.retryAt().map(call::failedUntil);
    }
    PendingCall succeeded = call.succeeded(ended.blockNumber());
    return now.facts().map(succeeded::isSettledBy).orElse(false)
        ? Optional.empty()
        : Optional.of(succeeded);
  }

  private static ChainLife ended(ChainLife now, MessageEnded ended) {
    String ofRequest = ended.message().requestId();
    List<MessageInFlight> rest = new ArrayList<>(now.inFlight());
    rest.removeIf(message -> message.requestId().equals(ofRequest));
    ChainLife without = now.carrying(rest);
    if (ended.failure().isEmpty()) {
      return without.pausing(MessagePause.NONE).failing(Optional.empty());
    }
    return ended
        .retryAt()
        .map(
            until ->
                without
                    .pausing(now.pause().after(ended.blockNumber(), until))
                    .failing(newest(now, ended)))
        .orElseGet(
            () -> without.pausing(now.pause().after(ended.blockNumber(), now.pause().until())));
  }

  /** A sequence is bad because another message has failed before: that one's words are kept. */
  private static Optional<CallFailure> newest(ChainLife now, MessageEnded ended) {
    return now.lastFailure().isPresent()
            && ended.failure().filter(MessageRules::isBadSequence).isPresent()
        ? now.lastFailure()
        : ended.failure();
  }
}
