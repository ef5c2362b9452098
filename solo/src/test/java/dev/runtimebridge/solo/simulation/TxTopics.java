package dev.runtimebridge.solo.simulation;

import dev.runtimebridge.schemas.v1.TransactionEventRecord;
import dev.runtimebridge.schemas.v1.TransactionRequestRecord;
import dev.runtimebridge.submitter.adapter.kafka.EventCodec;
import dev.runtimebridge.submitter.domain.CallFailure;
import dev.runtimebridge.submitter.domain.CallResult;
import dev.runtimebridge.submitter.domain.JournalEvent;
import dev.runtimebridge.submitter.domain.JournalEvent.Signed;
import dev.runtimebridge.submitter.domain.Ledger;
import dev.runtimebridge.submitter.domain.LowWater;
import dev.runtimebridge.substrate.hash.Hash256;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is committed in {@code tx.requests} and {@code tx.events}, in the bytes of the log. Every
 * event is held against the chain when it is committed, and what is sent against the events.
 */
final class TxTopics {
  private final LightChain chain;
  private final Verdict verdict;
  private final List<TransactionRequestRecord> requests = new ArrayList<>();
  private final List<TransactionEventRecord> events = new ArrayList<>();
  private final Map<Hash256, Recorded> recorded = new LinkedHashMap<>();
  private final Map<String, CallResult> ended = new HashMap<>();
  private LowWater mark = LowWater.BEGINNING;

  /** Writers so far; only the newest may append. */
  int generation;

  /** The one whose turn it is. */
  Optional<SimProcess> holder = Optional.empty();

  private record Recorded(LightTransaction transaction, List<String> requestIds) {}

  TxTopics(LightChain chain, Verdict verdict) {
    this.chain = chain;
    this.verdict = verdict;
  }

  List<TransactionRequestRecord> requests() {
    return requests;
  }

  List<TransactionEventRecord> events() {
    return events;
  }

  LowWater mark() {
    return mark;
  }

  void mark(LowWater to) {
    verdict.require(
        Law.LOG_IS_THE_TRUTH,
        to.requests() >= mark.requests() && to.events() >= mark.events(),
        "the mark goes back from %s to %s",
        mark,
        to);
    mark = to;
  }

  /** How many requests have ended. */
  int ended() {
    return ended.size();
  }

  boolean hasEnded(String requestId) {
    return ended.containsKey(requestId);
  }

  /** Adds an event; returns its offset. */
  long append(TransactionEventRecord record) {
    events.add(record);
    switch (EventCodec.decode(record)) {
      case Signed signed -> signed(signed);
      case JournalEvent.Finalized finalized -> finalized.results().forEach(this::end);
      case JournalEvent.RequestRefused refused -> end(refused.result());
      default -> {
        // Says nothing that has to hold by itself.
      }
    }
    return offset(events.size() - 1);
  }

  /** Transactions of the log take an offset each for their marker. */
  static long offset(int index) {
    return index * 2L;
  }

  private void signed(Signed signed) {
    var transaction = LightTransaction.decode(signed.transaction().extrinsic());
    for (Recorded before : recorded.values()) {
      boolean sameNonce =
          before.transaction().account().equals(transaction.account())
              && before.transaction().nonce() == transaction.nonce();
      List<String> shared = new ArrayList<>(before.requestIds());
      shared.retainAll(signed.transaction().requestIds());
      verdict.require(
          Law.PAID_ONCE,
          (!sameNonce && shared.isEmpty()) || !chain.canLand(before.transaction()),
          "%s is signed with nonce %d for %s while %s with nonce %d can still land",
          transaction.hash(),
          transaction.nonce(),
          signed.transaction().requestIds(),
          before.transaction().hash(),
          before.transaction().nonce());
    }
    for (String id : signed.transaction().requestIds()) {
      verdict.require(
          Law.EACH_REQUEST_ENDS_ONCE, !ended.containsKey(id), "%s is signed after its end", id);
    }
    recorded.put(transaction.hash(), new Recorded(transaction, signed.transaction().requestIds()));
  }

  private void end(CallResult result) {
    verdict.require(
        Law.EACH_REQUEST_ENDS_ONCE,
        ended.put(result.requestId(), result) == null,
        "%s ends twice",
        result.requestId());
  }

  /** A submitter is about to send. */
  void beforeSending(LightTransaction transaction, String process) {
    verdict.require(
        Law.RECORDED_BEFORE_SENT,
        recorded.containsKey(transaction.hash()),
        "%s sends %s, nonce %d, which is not in the journal",
        process,
        transaction.hash(),
        transaction.nonce());
  }

  /** What the chain has is what the journal says, each request at most once. */
  void check() {
    var landed = new HashMap<String, Optional<String>>();
    for (LightChain.Block block : chain.finalizedFrom(1)) {
      for (int i = 0; i < block.transactions().size(); i++) {
        Recorded known = recorded.get(block.transactions().get(i).hash());
        verdict.require(
            Law.RECORDED_BEFORE_SENT,
            known != null,
            "block %s has what nobody signed",
            block.ref());
        if (known != null) {
          land(landed, known, block.results().get(i));
        }
      }
    }
    ended.forEach(
        (id, result) -> compare(id, result, Optional.ofNullable(landed.get(id)).stream().toList()));
  }

  private void land(
      Map<String, Optional<String>> landed, Recorded known, List<Optional<String>> results) {
    for (int i = 0; i < known.requestIds().size(); i++) {
      String id = known.requestIds().get(i);
      verdict.require(
          Law.PAID_ONCE,
          landed.put(id, results.get(i)) == null,
          "%s is executed and paid for twice",
          id);
    }
  }

  /** The result of a request against what became of it on the chain, if it came there at all. */
  private void compare(String id, CallResult told, List<Optional<String>> onChain) {
    boolean outside =
        told.failure().filter(failure -> failure.kind() != CallFailure.Kind.MODULE).isPresent();
    verdict.require(
        Law.EACH_REQUEST_ENDS_ONCE,
        outside == onChain.isEmpty(),
        "%s is told as %s, on the chain it is %s",
        id,
        told,
        onChain);
    onChain.forEach(
        result ->
            verdict.require(
                Law.EACH_REQUEST_ENDS_ONCE,
                result.isPresent() == told.failure().isPresent(),
                "%s came to %s on the chain, but is told as %s",
                id,
                result,
                told));
  }

  /** What the journal says from its beginning: how many transactions are under way. */
  int replayedLive() {
    var ledger = new Ledger(Integer.MAX_VALUE);
    for (int i = 0; i < events.size(); i++) {
      ledger.evolve(offset(i), EventCodec.decode(events.get(i)));
    }
    return ledger.accounts().stream().mapToInt(account -> account.live().size()).sum();
  }
}
