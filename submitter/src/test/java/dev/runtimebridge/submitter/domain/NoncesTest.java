package dev.runtimebridge.submitter.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class NoncesTest {
  @Test
  void shouldGoOnAfterTheLiveOnes() {
    assertEquals(7, Nonces.next(5, 7, List.of(5L, 6L), List.of()));
  }

  @Test
  void shouldFillAGapFirst() {
    assertEquals(5, Nonces.next(5, 5, List.of(6L, 7L), List.of()));
  }

  @Test
  void shouldTakeTheNonceOfADeadOneThoughANodeStillHoldsIt() {
    assertEquals(5, Nonces.next(5, 8, List.of(6L, 7L), List.of(5L)));
  }

  @Test
  void shouldStepAsideForAStrangersTransaction() {
    assertEquals(6, Nonces.next(5, 6, List.of(), List.of()));
    assertEquals(7, Nonces.next(5, 6, List.of(6L), List.of()));
  }

  @Test
  void shouldNotBelieveANodeThatLagsBehind() {
    assertEquals(6, Nonces.next(5, 2, List.of(5L), List.of()));
  }
}
