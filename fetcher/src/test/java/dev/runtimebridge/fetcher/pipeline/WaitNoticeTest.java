package dev.runtimebridge.fetcher.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

class WaitNoticeTest {
  private Instant now = Instant.parse("2026-11-21T08:00:00Z");
  private final WaitNotice notice = new WaitNotice(() -> now);

  @Test
  void shouldSayADetailOfAWaitThatIsOverSoon() {
    assertEquals(Optional.of(Level.DEBUG), notice.waiting("a healthy node"));
    now = now.plusSeconds(9);
    assertEquals(Optional.empty(), notice.waiting("a healthy node"));
    assertFalse(notice.over());
  }

  @Test
  void shouldWarnOnceOfAWaitThatLasts() {
    assertEquals(Optional.of(Level.DEBUG), notice.waiting("a healthy node"));
    now = now.plus(WaitNotice.LASTING);
    assertEquals(Optional.of(Level.WARN), notice.waiting("a healthy node"));
    assertEquals(Optional.empty(), notice.waiting("a healthy node"));
    assertTrue(notice.over());
    assertFalse(notice.over());
  }

  @Test
  void shouldWarnOfEachNewReasonOnceTheWaitLasts() {
    assertEquals(Optional.of(Level.DEBUG), notice.waiting("a look at the chain"));
    assertEquals(Optional.of(Level.DEBUG), notice.waiting("a healthy node"));
    now = now.plus(WaitNotice.LASTING);
    assertEquals(Optional.of(Level.WARN), notice.waiting("a healthy node"));
    assertEquals(Optional.of(Level.WARN), notice.waiting("an archive node"));
  }

  @Test
  void shouldBeginAnewAfterTheEndOfAWait() {
    assertEquals(Optional.of(Level.DEBUG), notice.waiting("a healthy node"));
    assertFalse(notice.over());
    now = now.plus(WaitNotice.LASTING);
    assertEquals(Optional.of(Level.DEBUG), notice.waiting("a healthy node"));
  }
}
