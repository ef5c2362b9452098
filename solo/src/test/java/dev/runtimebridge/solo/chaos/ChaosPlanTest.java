package dev.runtimebridge.solo.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChaosPlanTest {
  private static final Set<FaultKind> ALL = EnumSet.allOf(FaultKind.class);
  private static final int ROUND = ALL.stream().mapToInt(FaultKind::share).sum();

  private static List<PlannedFault> faults(long seed, Set<FaultKind> kinds, int count) {
    return Stream.generate(new ChaosPlan(seed, kinds)::next).limit(count).toList();
  }

  @Test
  void shouldMakeTheSameFaultsOfTheSameSeed() {
    assertEquals(faults(7, ALL, 100), faults(7, ALL, 100));
    assertNotEquals(faults(7, ALL, 100), faults(8, ALL, 100));
  }

  @Test
  void shouldHaveEachKindInItsShareOfEveryRound() {
    List<PlannedFault> planned = faults(1, ALL, 3 * ROUND);
    for (int round = 0; round < 3; round++) {
      Map<FaultKind, Integer> seen = new EnumMap<>(FaultKind.class);
      planned
          .subList(round * ROUND, (round + 1) * ROUND)
          .forEach(fault -> seen.merge(fault.kind(), 1, Integer::sum));
      ALL.forEach(kind -> assertEquals(kind.share(), seen.get(kind), kind::toString));
    }
  }

  @Test
  void shouldPlanNothingThatWasNotAskedFor() {
    Set<FaultKind> asked = EnumSet.of(FaultKind.BROKER, FaultKind.NODE);
    faults(3, asked, 50).forEach(fault -> assertEquals(true, asked.contains(fault.kind())));
    assertThrows(IllegalArgumentException.class, () -> new ChaosPlan(3, Set.of()));
  }
}
