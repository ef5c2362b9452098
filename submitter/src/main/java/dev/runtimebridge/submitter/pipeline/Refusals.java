package dev.runtimebridge.submitter.pipeline;

import dev.runtimebridge.submitter.domain.Account;
import dev.runtimebridge.submitter.domain.CallFailure;
import dev.runtimebridge.submitter.domain.JournalEvent.RequestRefused;
import dev.runtimebridge.submitter.domain.QueuedRequest;
import dev.runtimebridge.submitter.port.Signers;
import dev.runtimebridge.substrate.key.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which queued requests are given up. */
final class Refusals {
  /** A request can be read this much earlier than that its pool has a new operator. */
  private static final Duration SETTLING = Duration.ofSeconds(10);

  private final SubmitterSettings settings;
  private final Signers signers;

  Refusals(SubmitterSettings settings, Signers signers) {
    this.settings = settings;
    this.signers = signers;
  }

  /**
   * Those whose transactions died too often, those whose account was replaced as the operator of
   * their pool, and those whose account has no key for too long.
   */
  List<RequestRefused> of(Account account, Instant now) {
    var events = new ArrayList<RequestRefused>();
    boolean hasKey = signers.has(account.id());
    int toMany = account.queued() - settings.maxQueued() / 2;
    for (QueuedRequest queued : account.queue()) {
      Instant waitsUntil = queued.request().arrived().plus(settings.noKeyAfter());
      Optional<AccountId> successor =
          hasKey || now.isBefore(queued.request().arrived().plus(SETTLING))
              ? Optional.empty()
              : signers.successor(queued.request().group().pid(), account.id());
      if (successor.isPresent()) {
        events.add(replaced(account, queued, successor.get()));
      } else if (queued.deaths() >= settings.maxDeaths()) {
        events.add(givenUp(account, queued));
      } else if (account.cannotPay() && events.size() < toMany) {
        events.add(
            RequestRefused.of(
                queued.request(),
                CallFailure.ofPayment(
                    "too many calls wait for the balance of "
                        + settings.address(account.id())
                        + ": send it PHA")));
      } else if (!hasKey && (events.size() < toMany || !now.isBefore(waitsUntil))) {
        events.add(
            RequestRefused.of(
                queued.request(),
                CallFailure.Kind.NO_KEY,
                "there is no key for account %s; set the operator of pool %d"
                    .formatted(settings.address(account.id()), queued.request().group().pid())));
      }
    }
    return events;
  }

  private RequestRefused replaced(Account account, QueuedRequest queued, AccountId successor) {
    return RequestRefused.of(
        queued.request(),
        CallFailure.Kind.OPERATOR_REPLACED,
        "%s is no longer the operator of pool %s, %s is"
            .formatted(
                settings.address(account.id()),
                Long.toUnsignedString(queued.request().group().pid()),
                settings.address(successor)));
  }

  private static RequestRefused givenUp(Account account, QueuedRequest queued) {
    String tries = "%d transactions that carried it could not land".formatted(queued.deaths());
    if (queued.lastWords().isEmpty()) {
      return RequestRefused.of(queued.request(), CallFailure.Kind.GAVE_UP, tries);
    }
    String said = tries + "; at last: " + queued.lastWords();
    return account.cannotPay()
        ? RequestRefused.of(queued.request(), CallFailure.ofPayment(said))
        : RequestRefused.of(queued.request(), CallFailure.Kind.NOT_ACCEPTED, said);
  }
}
