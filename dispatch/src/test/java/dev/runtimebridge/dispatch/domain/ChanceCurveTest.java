package dev.runtimebridge.dispatch.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChanceCurveTest {
  @Test
  void shouldGiveEachGroupWhatItHasAlone() {
    Field others = ChancesTest.field(3, 40, 40, 500, 0);
    for (int tasks : new int[] {0, 1, 3, 5, 6, 9}) {
      var groups =
          List.of(
              ChancesTest.field(1),
              ChancesTest.field(0),
              ChancesTest.field(700),
              ChancesTest.field(2, 90),
              ChancesTest.field(0, 90, 90, 11));
      List<GroupChances> curve = ChanceCurve.of(groups, others, tasks);
      assertEquals(groups.size(), curve.size());
      for (int i = 0; i < groups.size(); i++) {
        GroupChances alone = GroupChances.of(groups.get(i), others, tasks);
        assertEquals(alone.expected(), curve.get(i).expected(), 1e-9);
        assertEquals(alone.atLeastOne(), curve.get(i).atLeastOne(), 1e-9);
        assertEquals(alone.distribution().size(), curve.get(i).distribution().size());
      }
    }
  }

  @Test
  void shouldReproduceTheFirstFigureInOnePass() {
    var others = new Field(List.of(new WeightClass(Weights.of(420, Stake.ofCoins(1_000)), 5_000)));
    var groups = new ArrayList<Field>();
    for (int coins : new int[] {0, 1_000, 5_000, 20_000}) {
      groups.add(ChancesTest.field(Weights.of(300, Stake.ofCoins(coins))));
    }
    List<GroupChances> curve = ChanceCurve.of(groups, others, 5);
    var percent =
        curve.stream()
            .map(it -> String.format(java.util.Locale.ROOT, "%.5f", it.atLeastOne() * 100))
            .toList();
    assertEquals(List.of("0.05191", "0.07923", "0.11294", "0.17411"), percent);
    curve.forEach(it -> assertEquals(0, it.error(), 1e-9));
  }
}
