package dev.runtimebridge.submitter.domain;

import static dev.runtimebridge.submitter.domain.Given.OPERATOR;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EraPeriodTest {
  private final Account account = new Account(OPERATOR);

  private void has(long free, boolean low) {
    account.evolve(
        0, new JournalEvent.BalanceSeen(OPERATOR, new Balance(BigInteger.valueOf(free), low)));
  }

  private int period(QueuedRequest request) {
    return EraPeriod.of(account, List.of(request), 64);
  }

  @Test
  void shouldBeTheUsualOneWhereTheFeeIsNotInDoubt() {
    assertEquals(64, period(Given.queued(0, 1)));
    has(1_000, false);
    assertEquals(64, period(Given.queued(0, 1)));
  }

  @Test
  void shouldBeShortWhereTheFeeMayNotBePaid() {
    has(1, true);
    assertEquals(16, period(Given.queued(0, 1)));
    assertEquals(8, EraPeriod.of(account, List.of(Given.queued(0, 1)), 8));
  }

  @Test
  void shouldBeTheUsualOneForWhatWasTakenAndDidNotLandInTime() {
    has(1, true);
    assertEquals(64, period(Given.died(0, 1)));
    var refused = new QueuedRequest(Given.request(0, 1), 1, Optional.of(Given.hash(9)), "no");
    assertEquals(16, period(refused));
  }
}
