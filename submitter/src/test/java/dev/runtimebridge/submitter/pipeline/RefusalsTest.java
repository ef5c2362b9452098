package dev.runtimebridge.submitter.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.submitter.domain.Account;
import dev.runtimebridge.submitter.domain.CallFailure;
import dev.runtimebridge.submitter.domain.CallFailure.Kind;
import dev.runtimebridge.submitter.domain.ChainCall;
import dev.runtimebridge.submitter.domain.Group;
import dev.runtimebridge.submitter.domain.JournalEvent;
import dev.runtimebridge.submitter.domain.Ledger;
import dev.runtimebridge.submitter.domain.Request;
import dev.runtimebridge.submitter.domain.Wish;
import dev.runtimebridge.submitter.port.Signers;
import dev.runtimebridge.substrate.key.AccountId;
import dev.runtimebridge.substrate.key.Sr25519KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class RefusalsTest {
  private static final Instant START = Instant.EPOCH;
  private static final AccountId FORMER = account(1);
  private static final AccountId NEW = account(2);

  private final Ledger ledger = new Ledger(10);
  private final Keys keys = new Keys(new HashSet<>(), new HashMap<>());
  private final Refusals refusals = new Refusals(SubmitterSettings.DEFAULT, keys);
  private final Account former = ledger.account(FORMER);

  private void asked(long offset, long pid) {
    var wish =
        new Wish(
            "r" + offset,
            "worker/1",
            FORMER,
            new Group(pid, Optional.empty()),
            new ChainCall.CreateStakePool());
    var request = new Request(offset, wish, START);
    ledger.read(request);
    ledger.evolve(offset, JournalEvent.RequestQueued.of(request));
    ledger.read(request);
  }

  private List<Kind> refusedAfter(Duration wait) {
    return refusals.of(former, START.plus(wait)).stream()
        .map(refused -> refused.result().failure().map(CallFailure::kind).orElseThrow())
        .toList();
  }

  @Test
  void shouldRefuseAtOnceWhatWasAskedUnderAnOperatorThatWasReplaced() {
    asked(0, 7);
    asked(1, 8);
    keys.operators().put(7L, NEW);
    assertEquals(List.of(Kind.OPERATOR_REPLACED), refusedAfter(Duration.ofSeconds(10)));
    String message =
        refusals.of(former, START.plusSeconds(10)).getFirst().result().failure().get().message();
    assertTrue(message.contains(SubmitterSettings.DEFAULT.address(NEW)), message);
    assertTrue(message.contains("pool 7"), message);
  }

  @Test
  void shouldWaitAMomentForTheNewsOfAnOperatorThatIsNewer() {
    asked(0, 7);
    keys.operators().put(7L, NEW);
    assertEquals(List.of(), refusedAfter(Duration.ofSeconds(9)));
  }

  @Test
  void shouldSignWhileAnotherPoolHasTheKey() {
    asked(0, 7);
    keys.operators().put(7L, NEW);
    keys.held().add(FORMER);
    assertEquals(List.of(), refusedAfter(Duration.ofHours(1)));
  }

  @Test
  void shouldWaitForAKeyThatIsNotKnownYet() {
    asked(0, 7);
    assertEquals(List.of(), refusedAfter(Duration.ofMinutes(9)));
    assertEquals(List.of(Kind.NO_KEY), refusedAfter(Duration.ofMinutes(10)));
  }

  private static AccountId account(int number) {
    byte[] bytes = new byte[AccountId.SIZE];
    bytes[0] = (byte) number;
    return AccountId.of(bytes);
  }

  private record Keys(Set<AccountId> held, Map<Long, AccountId> operators) implements Signers {
    @Override
    public boolean has(AccountId account) {
      return held.contains(account);
    }

    @Override
    public Set<AccountId> accounts() {
      return held;
    }

    @Override
    public Optional<AccountId> successor(long pid, AccountId account) {
      return Optional.ofNullable(operators.get(pid));
    }

    @Override
    public <T> Optional<T> with(AccountId account, Function<Sr25519KeyPair, T> use) {
      throw new AssertionError("nothing is signed here");
    }
  }
}
