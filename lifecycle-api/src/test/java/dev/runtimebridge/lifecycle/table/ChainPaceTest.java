package dev.runtimebridge.lifecycle.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.Timestamp;
import dev.runtimebridge.schemas.v1.ChainSpeed;
import dev.runtimebridge.schemas.v1.ChainTip;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How fast a chain comes into the log. */
class ChainPaceTest {
  private final ChainPace pace = new ChainPace();
  private ChainTip tip = ChainTip.getDefaultInstance();

  @Test
  void shouldTellTheSpeedOfTheLastMinuteAndWhenTheTipIsReached() {
    for (int second = 0; second <= 300; second++) {
      tip(second, second < 200 ? 0 : (second - 200) * 10, 10_000);
    }
    ChainSpeed speed = pace.speed(tip, Instant.ofEpochSecond(300));
    assertEquals(10, speed.getBlocksPerSecond());
    assertEquals(900, speed.getEtaSeconds());
  }

  @Test
  void shouldHaveNoEtaAtTheTip() {
    for (int second = 0; second <= 60; second += 6) {
      tip(second, second / 6, second / 6);
    }
    ChainSpeed speed = pace.speed(tip, Instant.ofEpochSecond(61));
    assertEquals(0.17, speed.getBlocksPerSecond());
    assertEquals(false, speed.hasEtaSeconds());
  }

  @Test
  void shouldStandStillWhenNothingCameForAMinute() {
    tip(0, 0, 100);
    tip(1, 50, 100);
    assertEquals(50, pace.speed(tip, Instant.ofEpochSecond(2)).getBlocksPerSecond());
    assertEquals(ChainSpeed.getDefaultInstance(), pace.speed(tip, Instant.ofEpochSecond(62)));
  }

  @Test
  void shouldBeginAnewWhenNumbersOrClocksGoBack() {
    tip(10, 1_000, 2_000);
    tip(20, 2_000, 2_000);
    tip(21, 5, 2_000);
    assertEquals(0, pace.speed(tip, Instant.ofEpochSecond(21)).getBlocksPerSecond());
    tip(25, 25, 2_000);
    assertEquals(5, pace.speed(tip, Instant.ofEpochSecond(25)).getBlocksPerSecond());
  }

  @Test
  void shouldCountRightlyHoweverOftenItIsTold() {
    for (int i = 0; i <= 100_000; i++) {
      tip = tip(i / 1_000, i % 1_000 * 1_000_000, i, 200_000);
    }
    assertEquals(1_000, pace.speed(tip, Instant.ofEpochSecond(100)).getBlocksPerSecond(), 5);
  }

  private void tip(long second, long published, long finalized) {
    tip = tip(second, 0, published, finalized);
  }

  private ChainTip tip(long second, int nanos, long published, long finalized) {
    ChainTip told =
        ChainTip.newBuilder()
            .setTime(Timestamp.newBuilder().setSeconds(second).setNanos(nanos))
            .setPublishedNumber((int) published)
            .setFinalizedNumber((int) finalized)
            .build();
    pace.add(told);
    return told;
  }
}
