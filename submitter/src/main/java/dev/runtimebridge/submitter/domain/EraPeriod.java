package dev.runtimebridge.submitter.domain;

import java.util.List;

/** For how many blocks a transaction is signed. */
public final class EraPeriod {
  /** About three minutes, of which the wait for finality takes the smaller part. */
  private static final int SHORT = 16;

  private EraPeriod() {}

  /**
   * The period for what {@code account} signs next: short where the fee may not be paid, because a
   * pool that has refused a transaction does so for half an hour, and only other bytes can land
   * before that; never short again for what a node took and no block had.
   *
   * @param usual where nothing is in doubt
   */
  public static int of(Account account, List<QueuedRequest> requests, int usual) {
    boolean doubtful = account.cannotPay() || account.balance().filter(Balance::low).isPresent();
    boolean tooShort =
        requests.stream()
            .anyMatch(queued -> queued.lastDead().isPresent() && queued.lastWords().isEmpty());
    return doubtful && !tooShort ? Math.min(usual, SHORT) : usual;
  }
}
