package dev.runtimebridge.submitter.domain;

import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.key.AccountId;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the journal tells of; what is there decides after a crash.
 *
 * <pre>
 *   RequestQueued ──► Signed ──► Sent ──► InBlock ⇄ Retracted
 *      │                │                    │
 *      │                ├────────────────────┴──► Finalized: its requests have ended
 *      ▼                └──► Dead: its requests are queued again, or refused
 *   RequestRefused
 * </pre>
 */
public sealed interface JournalEvent {

  /** Whose it is. */
  AccountId operator();

  /** A request was taken. */
  record RequestQueued(AccountId operator, String requestId) implements JournalEvent {
    /** That {@code request} was taken. */
    public static RequestQueued of(Request request) {
      return new RequestQueued(request.operator(), request.id());
    }
  }

  /** A request ends: no transaction that carries it can land, and none will be made. */
  record RequestRefused(AccountId operator, CallResult result) implements JournalEvent {
    /** That {@code request} ends for a reason that is none of the runtime's. */
    public static RequestRefused of(Request request, CallFailure.Kind kind, String message) {
      return of(request, CallFailure.outside(kind, message));
    }

    /** That {@code request} ends because of {@code failure}. */
    public static RequestRefused of(Request request, CallFailure failure) {
      var result = new CallResult(request.id(), request.aggregateId(), Optional.of(failure));
      return new RequestRefused(request.operator(), result);
    }
  }

  /**
   * Requests do not go on at present; none of them has ended.
   *
   * @param reason why, for people; only {@link CallFailure#cannotPay} changes what is done
   */
  record RequestsWait(AccountId operator, List<String> requestIds, CallFailure reason)
      implements JournalEvent {
    /** Copies the list. */
    public RequestsWait {
      requestIds = List.copyOf(requestIds);
    }
  }

  /** A transaction was signed; nothing of it was sent yet. */
  record Signed(AccountId operator, SignedTransaction transaction) implements JournalEvent {}

  /** A node took it. */
  record Sent(AccountId operator, Hash256 hash, String node) implements JournalEvent {}

  /** It is in a block of the best chain, which may still be left. */
  record InBlock(AccountId operator, Hash256 hash, BlockRef block) implements JournalEvent {}

  /** That block is on the best chain no more. */
  record Retracted(AccountId operator, Hash256 hash, Hash256 block) implements JournalEvent {}

  /**
   * It is in a finalized block; nothing changes any more.
   *
   * @param index of the extrinsic in the block
   * @param results one for each request, in their order
   * @param fee what it cost, smallest units; empty where the runtime does not tell
   */
  record Finalized(
      AccountId operator,
      Hash256 hash,
      BlockRef block,
      int index,
      List<CallResult> results,
      Optional<BigInteger> fee)
      implements JournalEvent {

    /** Copies the list. */
    public Finalized {
      results = List.copyOf(results);
    }

    /** That {@code transaction} of {@code account} came to {@code outcome}. */
    public static Finalized of(
        Account account, LiveTransaction transaction, BlockRef block, int index, Outcome outcome) {
      var results = new ArrayList<CallResult>();
      for (int i = 0; i < transaction.requestIds().size(); i++) {
        String requestId = transaction.requestIds().get(i);
        String aggregateId = account.request(requestId).map(Request::aggregateId).orElse("");
        results.add(new CallResult(requestId, aggregateId, outcome.results().get(i)));
      }
      return new Finalized(account.id(), transaction.hash(), block, index, results, outcome.fee());
    }
  }

  /**
   * It can land no more.
   *
   * @param lastWords what the node said of it; empty if it took it
   */
  record Dead(AccountId operator, Hash256 hash, DeathCause cause, String lastWords)
      implements JournalEvent {}

  /** The account's balance has changed by much, or crossed the warning. */
  record BalanceSeen(AccountId operator, Balance balance) implements JournalEvent {}
}
