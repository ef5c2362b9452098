package dev.runtimebridge.syncer.domain;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.syncer.domain.ChainCall.SyncOffchainMessage;
import dev.runtimebridge.syncer.domain.WorkerEvent.MessageEnded;
import dev.runtimebridge.syncer.domain.WorkerEvent.MessageForwarded;
import dev.runtimebridge.syncer.domain.WorkerState.Active;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Forwards a worker's messages in order and without gaps, each once: a message goes again only when
 * its transaction can no longer land and the chain has not passed its number. Only what one account
 * signs for lands in order, so that another account waits for the end of what the former has begun.
 */
final class MessageRules {
  /** SCALE {@code MessageOrigin::Worker}, before the key; see wire.md 2.2. */
  private static final byte[] WORKER = {2};

  /** SCALE {@code MessageOrigin::Gatekeeper}. */
  private static final Bytes GATEKEEPER = Bytes.of(new byte[] {5});

  private final LifePolicy policy;

  MessageRules(LifePolicy policy) {
    this.policy = policy;
  }

  /** Ends what the chain has passed. */
  static void passed(Draft draft) {
    draft
        .life()
        .facts()
        .ifPresent(
            facts ->
                draft.life().inFlight().stream()
                    .filter(message -> isPassed(facts, message))
                    .forEach(message -> draft.add(delivered(message))));
  }

  /** Forwards what comes next of each sender. */
  void forward(Draft draft, Active worker, Iterable<SyncOffchainMessage> messages) {
    Optional<WorkerFacts> known =
        worker.life().facts().filter(facts -> maySend(draft, worker, facts));
    if (known.isEmpty()) {
      return;
    }
    WorkerFacts facts = known.get();
    Map<Bytes, Map<Long, SyncOffchainMessage>> bySender = new LinkedHashMap<>();
    for (SyncOffchainMessage message : messages) {
      if (isOwn(worker, facts, message.sender())) {
        bySender
            .computeIfAbsent(message.sender(), absent -> new HashMap<>())
            .putIfAbsent(message.sequence(), message);
      }
    }
    bySender.forEach((sender, queue) -> forward(draft, worker, facts, sender, queue));
  }

  private void forward(
      Draft draft,
      Active worker,
      WorkerFacts facts,
      Bytes sender,
      Map<Long, SyncOffchainMessage> queue) {
    PoolFacts pool = facts.pool();
    Bytes operator = pool.operator().orElseThrow();
    Optional<Long> first =
        next(facts, sender).flatMap(next -> firstFree(draft, sender, next, operator));
    if (first.isEmpty()) {
      return;
    }
    for (long sequence = first.get(); ; sequence++) {
      SyncOffchainMessage message = queue.get(sequence);
      if (message == null || draft.life().inFlight().size() >= policy.maxInFlight()) {
        return;
      }
      String id = draft.requestId();
      draft.add(
          new MessageForwarded(
              new MessageInFlight(id, sender, sequence, Optional.of(operator)),
              new TransactionRequest(
                  id, worker.config().pid(), operator, pool.proxied(), message)));
    }
  }

  /** What became of a message's transaction. */
  void ended(Draft draft, MessageInFlight message, CallResult result, long block) {
    Optional<Long> next = draft.life().facts().flatMap(facts -> next(facts, message.sender()));
    if (result.failure().isEmpty()) {
      // Until facts show it, pRuntime may offer it again: it stays in flight.
      if (next.map(sequence -> message.sequence() < sequence).orElse(true)) {
        draft.add(delivered(message));
      }
      return;
    }
    CallFailure failure = result.failure().get();
    boolean first = next.map(sequence -> message.sequence() <= sequence).orElse(false);
    draft.add(
        new MessageEnded(
            message, Optional.of(failure), block, retryAt(draft, message, failure, first)));
  }

  /**
   * When messages go on: nothing is wrong with those behind one that failed, nor with the account
   * that has replaced the former; but each bad sequence is paid for, whatever its place.
   */
  private Optional<Instant> retryAt(
      Draft draft, MessageInFlight message, CallFailure failure, boolean first) {
    boolean former =
        draft
            .life()
            .facts()
            .flatMap(facts -> facts.pool().operator())
            .filter(message::goesByAnotherThan)
            .isPresent();
    MessagePause pause = draft.life().pause();
    if (former || !(first || isBadSequence(failure))) {
      return Optional.empty();
    }
    return !first && draft.at().isBefore(pause.until())
        ? Optional.of(pause.until())
        : Optional.of(draft.at().plus(delay(pause, failure)));
  }

  /** Whether the chain expected another number. */
  static boolean isBadSequence(CallFailure failure) {
    return failure.kind() == CallFailure.Kind.MODULE
        && failure.pallet().equals("PhalaMq")
        && failure.name().equals("BadSequence");
  }

  private Duration delay(MessagePause pause, CallFailure failure) {
    return Verdict.on(failure).waitingForOperator().isEmpty()
        ? policy.retry().delay(pause.failures() + 1, 0)
        : policy.operatorRetry();
  }

  private static boolean maySend(Draft draft, Active worker, WorkerFacts facts) {
    PoolFacts pool = facts.pool();
    MessagePause pause = worker.life().pause();
    return worker.stage().isAtTip()
        && !worker.config().syncOnly()
        && Planner.areOf(worker, facts)
        && facts.registration().isPresent()
        && pool.known()
        && !pool.syncOnly()
        && pool.operator().isPresent()
        && facts.blockNumber() >= pause.block()
        && !draft.at().isBefore(pause.until());
  }

  /**
   * The sequence after those in flight; none while those in flight have a gap: what is behind it
   * will fail, and goes again in order after that. None either while another account than {@code
   * operator} signs for one of them.
   */
  private static Optional<Long> firstFree(Draft draft, Bytes sender, long next, Bytes operator) {
    List<MessageInFlight> begun =
        draft.life().inFlight().stream()
            .filter(message -> message.sender().equals(sender))
            .toList();
    if (begun.stream().anyMatch(message -> message.goesByAnotherThan(operator))) {
      return Optional.empty();
    }
    var under = new TreeSet<Long>();
    begun.forEach(message -> under.add(message.sequence()));
    if (under.isEmpty()) {
      return Optional.of(next);
    }
    boolean whole = under.first() == next && under.last() - next + 1 == under.size();
    return whole ? Optional.of(under.last() + 1) : Optional.empty();
  }

  private static boolean isOwn(Active worker, WorkerFacts facts, Bytes sender) {
    return sender.equals(own(facts)) || (worker.config().gatekeeper() && sender.equals(GATEKEEPER));
  }

  private static boolean isPassed(WorkerFacts facts, MessageInFlight message) {
    return next(facts, message.sender()).map(next -> message.sequence() < next).orElse(false);
  }

  private static Optional<Long> next(WorkerFacts facts, Bytes sender) {
    if (sender.equals(own(facts))) {
      return Optional.of(facts.nextSequence());
    }
    return sender.equals(GATEKEEPER)
        ? Optional.of(facts.nextGatekeeperSequence())
        : Optional.empty();
  }

  private static Bytes own(WorkerFacts facts) {
    return Bytes.concat(WORKER, facts.publicKey().toByteArray());
  }

  private static MessageEnded delivered(MessageInFlight message) {
    return new MessageEnded(message, Optional.empty(), 0, Optional.empty());
  }
}
