package dev.runtimebridge.solo.chaos;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChaosSummaryTest {
  private static final Invariant HOLDS = new Invariant("each block once", 10, 0, "");

  private static Recovery recovery(double seconds, boolean recovered, boolean overlapped) {
    return new Recovery("kill syncer", "syncer-1", 1, recovered, seconds, overlapped, 3);
  }

  private static ChaosSummary summary(List<Recovery> recoveries, Invariant... invariants) {
    return new ChaosSummary(1, 4, Map.of(), recoveries, List.of(invariants));
  }

  @Test
  void shouldTellTheMedianOfWhatWasAloneAndTheWorstOfAll() {
    var summary =
        summary(
            List.of(
                recovery(7, true, false),
                recovery(8, true, false),
                recovery(9, true, false),
                recovery(40, true, true)),
            HOLDS);
    assertTrue(summary.isGood());
    assertTrue(
        summary.table().contains("kill syncer               4        3       8.0    40.0"),
        summary.table());
  }

  @Test
  void shouldNotBeGoodIfAFaultWasNotRecoveredFrom() {
    assertFalse(summary(List.of(recovery(180, false, false)), HOLDS).isGood());
  }

  @Test
  void shouldNotBeGoodIfSomethingDoesNotHoldOrWasNotSeen() {
    List<Recovery> good = List.of(recovery(7, true, false));
    assertFalse(summary(good, new Invariant("each block once", 10, 1, "block 3")).isGood());
    assertFalse(summary(good, new Invariant("each block once", 0, 0, "")).isGood());
  }
}
