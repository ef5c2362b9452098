package dev.runtimebridge.fetcher.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.fetcher.domain.NodeStanding.Condition;
import dev.runtimebridge.substrate.hash.Hash256;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class NodeStandingTest {
  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
  private static final ChainPoint HEAD = new ChainPoint(7, Hash256.ZERO);

  private static Duration wait(NodeStanding standing, Instant from) {
    return Duration.between(from, standing.askAgainAt());
  }

  @Test
  void shouldNotUseANodeBeforeItToldItsHead() {
    NodeStanding standing = NodeStanding.unknown(NOW);
    assertFalse(standing.healthy());
    assertTrue(standing.mayBeAsked(NOW));
    assertTrue(standing.told(HEAD, NOW).healthy());
  }

  @Test
  void shouldWaitLongerAfterEachFailureInARow() {
    NodeStanding once = NodeStanding.unknown(NOW).failed("no answer", NOW);
    NodeStanding twice = once.failed("no answer", NOW);
    assertEquals(Duration.ofSeconds(1), wait(once, NOW));
    assertEquals(Duration.ofSeconds(2), wait(twice, NOW));
    assertEquals(Duration.ofSeconds(1), wait(twice.answered().failed("again", NOW), NOW));
  }

  @Test
  void shouldDropALiarForAGrowingTimeThoughItAnswersInBetween() {
    NodeStanding first = NodeStanding.unknown(NOW).dropped("lied", NOW);
    Instant later = first.askAgainAt();
    NodeStanding second = first.told(HEAD, later).answered().dropped("lied", later);
    assertEquals(Duration.ofSeconds(15), wait(first, NOW));
    assertEquals(Duration.ofSeconds(30), wait(second, later));
    assertEquals(Condition.DROPPED, second.condition());
  }

  @Test
  void shouldCountLiesInFlightAtOnceAsOne() {
    NodeStanding dropped = NodeStanding.unknown(NOW).dropped("lied", NOW);
    assertSame(dropped, dropped.dropped("lied too", NOW));
    assertSame(dropped, dropped.failed("no answer", NOW));
  }

  @Test
  void shouldKeepTheTimeSinceWhenItIsWell() {
    NodeStanding standing = NodeStanding.unknown(NOW).told(HEAD, NOW);
    assertEquals(NOW, standing.told(HEAD, NOW.plusSeconds(9)).since());
    assertEquals("", standing.reason());
  }

  @Test
  void shouldNeverWaitLongerThanTheLongest() {
    assertEquals(Duration.ofMinutes(15), NodeStanding.AFTER_FAULT.after(1000));
    assertEquals(Duration.ofMillis(500), NodeStanding.AFTER_FAILURE.after(1, 0));
    assertEquals(Duration.ofSeconds(1), NodeStanding.AFTER_FAILURE.after(1, 1));
  }
}
