package dev.runtimebridge.submitter.pipeline;

import dev.runtimebridge.submitter.domain.Account;
import dev.runtimebridge.submitter.domain.Backoff;
import dev.runtimebridge.submitter.domain.CallFailure;
import dev.runtimebridge.submitter.domain.JournalEvent;
import dev.runtimebridge.submitter.domain.LiveTransaction;
import dev.runtimebridge.submitter.domain.SubmitAnswer;
import dev.runtimebridge.submitter.port.JournalException;
import dev.runtimebridge.substrate.key.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Tells, once for each reason, why requests do not go on, and when an account that could not pay is
 * tried again if nobody is seen to have sent it more.
 */
final class Waiting {
  private static final Logger LOG = LoggerFactory.getLogger(Waiting.class);
  private static final int AT_ONCE = 500;
  private static final Backoff TRY_AGAIN =
      new Backoff(Duration.ofMinutes(1), Duration.ofMinutes(10));

  private final Book book;
  private final SubmitterSettings settings;
  private final InstantSource clock;
  private final Map<AccountId, Unpaid> unpaid = new HashMap<>();

  private record Unpaid(int times, Instant tryAt) {}

  Waiting(Book book, SubmitterSettings settings, InstantSource clock) {
    this.book = book;
    this.settings = settings;
    this.clock = clock;
  }

  /** A node did not take {@code transaction}. */
  void notTaken(Account account, LiveTransaction transaction, SubmitAnswer answer, String node)
      throws JournalException, InterruptedException {
    Optional<CallFailure> reason = reason(account, transaction, answer);
    boolean forPerson =
        answer instanceof SubmitAnswer.CannotPay
            ? !account.cannotPay()
            : answer instanceof SubmitAnswer.Refused;
    boolean news = reason.isPresent() && tell(account, transaction.requestIds(), reason.get());
    LOG.atLevel(news && forPerson ? Level.WARN : news ? Level.INFO : Level.DEBUG)
        .log(
            "a transaction was not taken: {}: operator={} hash={} nonce={} node={}",
            reason.map(CallFailure::message).orElseGet(answer::words),
            settings.address(account.id()),
            transaction.hash(),
            transaction.nonce(),
            node);
    if (answer instanceof SubmitAnswer.CannotPay) {
      Unpaid before = unpaid.get(account.id());
      int times = before == null ? 1 : before.times() + 1;
      Instant tryAt = clock.instant().plus(TRY_AGAIN.after(times, 1));
      unpaid.put(account.id(), new Unpaid(times, tryAt));
    }
  }

  /** Tells what is queued behind an account's want of balance. */
  void tellQueued(Account account) throws JournalException, InterruptedException {
    if (account.cannotPay()) {
      List<String> queued =
          account.queue().stream().map(request -> request.request().id()).toList();
      tell(account, queued, payment(account));
    }
  }

  /** Whether something new may be signed for the account: it can pay, or it is time to see. */
  boolean mayTry(Account account) {
    if (!account.cannotPay()) {
      unpaid.remove(account.id());
      return true;
    }
    Unpaid known = unpaid.get(account.id());
    return known == null || !clock.instant().isBefore(known.tryAt());
  }

  private Optional<CallFailure> reason(
      Account account, LiveTransaction transaction, SubmitAnswer answer) {
    return switch (answer) {
      // Outdated: it stands in a block of the best chain, as a rule.
      case SubmitAnswer.Accepted _, SubmitAnswer.AlreadyKnown _, SubmitAnswer.Outdated _ ->
          Optional.empty();
      case SubmitAnswer.CannotPay _ -> Optional.of(payment(account));
      // The pool does so because of what it has said before.
      case SubmitAnswer.Banned _ ->
          Optional.of(CallFailure.outside(CallFailure.Kind.NOT_ACCEPTED, answer.words()))
              .filter(_ -> account.waitsFor(transaction.requestIds().getFirst()).isEmpty());
      case SubmitAnswer.BadSignature _,
          SubmitAnswer.PoolFull _,
          SubmitAnswer.TooLowPriority _,
          SubmitAnswer.Refused _ ->
          Optional.of(CallFailure.outside(CallFailure.Kind.NOT_ACCEPTED, answer.words()));
    };
  }

  private CallFailure payment(Account account) {
    return CallFailure.ofPayment(
        "the account cannot pay the fee: send PHA to " + settings.address(account.id()));
  }

  private boolean tell(Account account, List<String> requestIds, CallFailure reason)
      throws JournalException, InterruptedException {
    boolean first = reason.cannotPay() && !account.cannotPay();
    List<String> told =
        requestIds.stream()
            .filter(id -> first || !account.waitsFor(id).equals(reason.message()))
            .limit(AT_ONCE)
            .toList();
    if (told.isEmpty()) {
      return false;
    }
    book.record(List.of(new JournalEvent.RequestsWait(account.id(), told, reason)));
    return true;
  }
}
