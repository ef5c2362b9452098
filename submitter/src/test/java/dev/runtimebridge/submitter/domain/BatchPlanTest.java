package dev.runtimebridge.submitter.domain;

import static dev.runtimebridge.submitter.domain.Given.START;
import static dev.runtimebridge.submitter.domain.Given.died;
import static dev.runtimebridge.submitter.domain.Given.queued;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchPlanTest {
  private static final BatchLimits LIMITS = new BatchLimits(3, Duration.ofSeconds(1), 1_000_000, 8);
  private static final Instant WINDOW_OVER = START.plusSeconds(1);

  private static List<List<Long>> due(
      int room, BatchLimits limits, Instant now, QueuedRequest... queue) {
    return BatchPlan.due(List.of(queue), room, limits, now).stream()
        .map(batch -> batch.requests().stream().map(each -> each.request().offset()).toList())
        .toList();
  }

  @Test
  void shouldWaitForOthersUntilTheWindowIsOver() {
    assertEquals(List.of(), due(8, LIMITS, START, queued(1, 1), queued(2, 1)));
    assertEquals(List.of(List.of(1L, 2L)), due(8, LIMITS, WINDOW_OVER, queued(1, 1), queued(2, 1)));
  }

  @Test
  void shouldNotWaitOnceABatchIsFull() {
    assertEquals(
        List.of(List.of(1L, 2L, 3L)),
        due(8, LIMITS, START, queued(1, 1), queued(2, 1), queued(3, 1), queued(4, 1)));
  }

  @Test
  void shouldKeepPoolsApartAndTheOrderOfArrival() {
    assertEquals(
        List.of(List.of(1L, 3L), List.of(2L, 4L)),
        due(8, LIMITS, WINDOW_OVER, queued(1, 1), queued(2, 2), queued(3, 1), queued(4, 2)));
  }

  @Test
  void shouldTakeNoMoreBatchesThanThereIsRoomFor() {
    assertEquals(List.of(List.of(1L)), due(1, LIMITS, WINDOW_OVER, queued(1, 1), queued(2, 2)));
    assertEquals(List.of(), due(0, LIMITS, WINDOW_OVER, queued(1, 1)));
  }

  @Test
  void shouldBoundTheBytesOfABatch() {
    int size = queued(1, 1).request().size();
    BatchLimits tight = new BatchLimits(3, Duration.ofSeconds(1), 2 * size, 8);
    assertEquals(
        List.of(List.of(1L, 2L), List.of(3L)),
        due(8, tight, WINDOW_OVER, queued(1, 1), queued(2, 1), queued(3, 1)));
  }

  @Test
  void shouldSendAnOversizedCallAlone() {
    BatchLimits tiny = new BatchLimits(3, Duration.ofSeconds(1), 1, 8);
    assertEquals(
        List.of(List.of(1L), List.of(2L)), due(8, tiny, START, queued(1, 1), queued(2, 1)));
  }

  @Test
  void shouldHalveBatchesWithEachDeathAndNotWaitAgain() {
    BatchLimits four = new BatchLimits(4, Duration.ofSeconds(1), 1_000_000, 8);
    assertEquals(
        List.of(List.of(1L, 2L), List.of(3L, 4L)),
        due(8, four, START, died(1, 1), died(2, 1), died(3, 1), died(4, 1)));
    assertEquals(List.of(List.of(1L), List.of(2L)), due(8, four, START, died(1, 2), died(2, 2)));
  }
}
