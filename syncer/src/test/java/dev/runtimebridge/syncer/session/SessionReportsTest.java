package dev.runtimebridge.syncer.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.syncer.domain.AggregateId;
import dev.runtimebridge.syncer.domain.Heights;
import dev.runtimebridge.syncer.domain.Observation;
import dev.runtimebridge.syncer.domain.Reach;
import dev.runtimebridge.syncer.port.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionReportsTest {
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final Reach REACH = new Reach(10, 5, 10, 5);

  private final List<Observation> told = new ArrayList<>();
  private final SetClock clock = new SetClock();
  private final SessionReports reports =
      new SessionReports(
          new AggregateId("worker/1"), 1, (worker, epoch, seen) -> told.add(seen), clock, EVERY);

  private static Heights heights(int next) {
    return new Heights(next, next, next);
  }

  @Test
  void shouldTellHeightsAtMostOnceInAWhile() {
    reports.advancing(heights(1), REACH);
    reports.advancing(heights(2), REACH);
    assertEquals(1, told.size());
    clock.now = clock.now.plus(EVERY);
    reports.advancing(heights(3), REACH);
    assertEquals(2, told.size());
  }

  @Test
  void shouldGoOnTellingWhenTheClockIsSetBack() {
    reports.advancing(heights(1), REACH);
    clock.now = clock.now.minus(Duration.ofHours(1));
    assertTrue(reports.untilNextReport().compareTo(EVERY) <= 0, "the worker would wait an hour");
    reports.advancing(heights(2), REACH);
    assertEquals(2, told.size());
  }

  private static final class SetClock implements Clock {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public Instant now() {
      return now;
    }

    @Override
    public void pause(Duration time) {
      now = now.plus(time);
    }

    @Override
    public double chance() {
      return 0;
    }
  }
}
