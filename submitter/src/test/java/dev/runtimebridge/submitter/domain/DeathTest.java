package dev.runtimebridge.submitter.domain;

import static dev.runtimebridge.submitter.domain.Given.signed;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A transaction of nonce 5, born in block 100, of an era that ends before block 164. */
class DeathTest {
  private static Optional<DeathCause> at(long block, long spec, long nonce) {
    return Death.of(LiveTransaction.of(signed(1, 5, "r1")), new FinalizedView(block, spec, nonce));
  }

  @Test
  void shouldLiveWhileABlockCanHaveIt() {
    assertEquals(Optional.empty(), at(100, 1251, 5));
    assertEquals(Optional.empty(), at(162, 1251, 5));
  }

  @Test
  void shouldDieWithTheLastBlockOfItsEra() {
    assertEquals(Optional.of(DeathCause.ERA_OVER), at(163, 1251, 5));
  }

  @Test
  void shouldDieWhenAnotherOneTookItsNonce() {
    assertEquals(Optional.of(DeathCause.NONCE_TAKEN), at(110, 1251, 6));
  }

  @Test
  void shouldDieWithItsRuntime() {
    assertEquals(Optional.of(DeathCause.RUNTIME_CHANGED), at(110, 1252, 5));
  }

  @Test
  void shouldNotBeJudgedByABlockBeforeItsBirth() {
    assertEquals(Optional.empty(), at(99, 1252, 9));
  }
}
