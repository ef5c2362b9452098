package dev.runtimebridge.submitter.domain;

import static dev.runtimebridge.submitter.domain.Given.OPERATOR;
import static dev.runtimebridge.submitter.domain.Given.hash;
import static dev.runtimebridge.submitter.domain.Given.request;
import static dev.runtimebridge.submitter.domain.Given.signed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private final Ledger ledger = new Ledger(2);
  private long offset;

  private void happened(JournalEvent event) {
    ledger.evolve(offset++, event);
  }

  private void taken(long requestOffset) {
    Request request = request(requestOffset, 1);
    assertTrue(ledger.read(request));
    happened(JournalEvent.RequestQueued.of(request));
    ledger.read(request);
  }

  private Account account() {
    return ledger.accounts().iterator().next();
  }

  private List<String> queue() {
    return account().queue().stream().map(queued -> queued.request().id()).toList();
  }

  @Test
  void shouldQueueARequestOnceHoweverOftenItComes() {
    taken(0);
    assertFalse(ledger.read(request(0, 1)));
    assertEquals(List.of("r0"), queue());
  }

  @Test
  void shouldPutTheRequestsOfADeadTransactionBackInTheirPlace() {
    taken(0);
    taken(1);
    taken(2);
    happened(new JournalEvent.Signed(OPERATOR, signed(1, 5, "r0", "r1")));
    assertEquals(List.of("r2"), queue());
    happened(new JournalEvent.Dead(OPERATOR, hash(1), DeathCause.ERA_OVER, "the pool is full"));
    assertEquals(List.of("r0", "r1", "r2"), queue());
    QueuedRequest first = account().queue().getFirst();
    assertEquals(1, first.deaths());
    assertEquals(Optional.of(hash(1)), first.lastDead());
    assertEquals("the pool is full", first.lastWords());
    assertEquals(Set.of(5L), Set.copyOf(account().freed()));
  }

  @Test
  void shouldNotCountADeathByUpgradeNorFreeATakenNonce() {
    taken(0);
    happened(new JournalEvent.Signed(OPERATOR, signed(1, 5, "r0")));
    happened(new JournalEvent.Dead(OPERATOR, hash(1), DeathCause.RUNTIME_CHANGED, ""));
    assertEquals(0, account().queue().getFirst().deaths());
    happened(new JournalEvent.Signed(OPERATOR, signed(2, 5, "r0")));
    happened(new JournalEvent.Dead(OPERATOR, hash(2), DeathCause.NONCE_TAKEN, ""));
    assertEquals(Set.of(), Set.copyOf(account().freed()));
  }

  @Test
  void shouldKnowThatAnAccountCannotPayUntilItHasMoreOrHasPaid() {
    taken(0);
    happened(new JournalEvent.BalanceSeen(OPERATOR, balance(5)));
    happened(new JournalEvent.Signed(OPERATOR, signed(1, 5, "r0")));
    happened(cannotPay("r0"));
    assertTrue(account().cannotPay());
    happened(new JournalEvent.BalanceSeen(OPERATOR, balance(4)));
    assertTrue(account().cannotPay());
    happened(new JournalEvent.BalanceSeen(OPERATOR, balance(6)));
    assertFalse(account().cannotPay());
    happened(cannotPay("r0"));
    happened(new JournalEvent.Sent(OPERATOR, hash(1), "node"));
    assertFalse(account().cannotPay());
  }

  @Test
  void shouldRememberWhatARequestWasToldToWaitForUntilItGoesOn() {
    taken(0);
    taken(1);
    happened(new JournalEvent.Signed(OPERATOR, signed(1, 5, "r0")));
    happened(cannotPay("r0"));
    assertEquals("send it PHA", account().waitsFor("r0"));
    assertEquals("", account().waitsFor("r1"));
    happened(new JournalEvent.Dead(OPERATOR, hash(1), DeathCause.ERA_OVER, ""));
    assertEquals("send it PHA", account().waitsFor("r0"));
    happened(new JournalEvent.Signed(OPERATOR, signed(2, 5, "r0")));
    assertEquals("", account().waitsFor("r0"));
    happened(cannotPay("r0"));
    happened(new JournalEvent.Sent(OPERATOR, hash(2), "node"));
    assertEquals("", account().waitsFor("r0"));
  }

  private static JournalEvent cannotPay(String requestId) {
    return new JournalEvent.RequestsWait(
        OPERATOR, List.of(requestId), CallFailure.ofPayment("send it PHA"));
  }

  private static Balance balance(long free) {
    return new Balance(BigInteger.valueOf(free), true);
  }

  @Test
  void shouldWaitForWhatTheJournalTellsOf() {
    happened(JournalEvent.RequestQueued.of(request(0, 1)));
    assertTrue(ledger.incomplete());
    assertFalse(ledger.read(request(0, 1)));
    assertFalse(ledger.incomplete());
    assertEquals(List.of("r0"), queue());
  }

  @Test
  void shouldMoveTheMarkPastWhatHasEndedAndIsForgotten() {
    for (int request = 0; request < 4; request++) {
      taken(request);
    }
    assertEquals(Optional.empty(), ledger.advance());
    for (int request = 0; request < 3; request++) {
      happened(JournalEvent.RequestRefused.of(request(request, 1), CallFailure.Kind.GAVE_UP, ""));
    }
    // r0 is forgotten; r1 and r2 are remembered, r3 is open.
    assertEquals(Optional.of(new LowWater(3, 1)), ledger.advance());
  }

  @Test
  void shouldNotForgetARequestOfWhichARestartReadsACopyAgain() {
    for (int request = 0; request < 4; request++) {
      taken(request);
    }
    Request copy = new Request(4, request(0, 1).wish(), Given.START);
    assertFalse(ledger.read(copy));
    for (int request = 0; request < 3; request++) {
      happened(JournalEvent.RequestRefused.of(request(request, 1), CallFailure.Kind.GAVE_UP, ""));
    }
    // A restart reads from r3 on, and the copy of r0 after it.
    assertEquals(Optional.of(new LowWater(3, 0)), ledger.advance());
    assertFalse(ledger.read(copy));
  }

  @Test
  void shouldForgetNothingThatARestartReadsAgain() {
    for (int request = 0; request < 5; request++) {
      taken(request);
    }
    for (int request = 1; request < 5; request++) {
      happened(JournalEvent.RequestRefused.of(request(request, 1), CallFailure.Kind.GAVE_UP, ""));
    }
    assertEquals(Optional.empty(), ledger.advance());
    assertFalse(ledger.read(request(1, 1)));
  }
}
