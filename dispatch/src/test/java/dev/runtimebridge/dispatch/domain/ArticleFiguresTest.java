package dev.runtimebridge.dispatch.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The worked example and the three figures of "TEE Workers Computing Tasks Introduction". */
class ArticleFiguresTest {
  private static final long FIELD_WEIGHT = Weights.of(420, Stake.ofCoins(1_000));
  private static final Field FIELD = new Field(List.of(new WeightClass(FIELD_WEIGHT, 5_000)));
  private static final int TASKS = 5;

  @Test
  void workedExample() {
    var abc = ChancesTest.field(3, 2, 1);
    assertEquals(3 / 6.0, Chances.of(abc, 1).of(3), 1e-9);
    Chances two = Chances.of(abc, 2);
    assertEquals(0.85, two.of(3), 1e-9);
    assertEquals("0.7333", "%.4f".formatted(two.of(2)));
    assertEquals("0.4167", "%.4f".formatted(two.of(1)));
    assertEquals(2, two.of(3) + two.of(2) + two.of(1), 1e-9);
  }

  @Test
  void figureOneRisesFastAndThenSlowly() {
    assertEquals("0.05191 %", percent(5, chance(300, 0)));
    assertEquals("0.07923 %", percent(5, chance(300, 1_000)));
    assertEquals("0.11294 %", percent(5, chance(300, 5_000)));
    assertEquals("0.17411 %", percent(5, chance(300, 20_000)));
  }

  @Test
  void figureTwoKeepsTheAdvantageOfTheBetterMachine() {
    assertEquals("0.0692 %", percent(4, chance(400, 0)));
    assertEquals("0.1302 %", percent(4, chance(400, 5_000)));
    assertEquals("0.1914 %", percent(4, chance(400, 20_000)));
    assertEquals("0.0173 %", percent(4, chance(100, 0)));
    assertEquals("0.0784 %", percent(4, chance(100, 5_000)));
    assertEquals("0.1396 %", percent(4, chance(100, 20_000)));
    double advantage = chance(400, 0) - chance(100, 0);
    for (int coins = 0; coins <= 20_000; coins += 1_000) {
      assertEquals(advantage, chance(400, coins) - chance(100, coins), advantage * 0.004);
      assertEquals(advantage / 3, chance(300, coins) - chance(200, coins), advantage * 0.004);
    }
  }

  @Test
  void figureThreeFavoursTheEvenSplit() {
    assertEquals("0.26744 %", percent(5, together(20_000, 0)));
    assertEquals("0.26744 %", percent(5, together(0, 20_000)));
    assertEquals("0.31806 %", percent(5, together(10_000, 10_000)));
  }

  private static double chance(long score, long coins) {
    long weight = Weights.of(score, Stake.ofCoins(coins));
    return GroupChances.of(ChancesTest.field(weight), FIELD, TASKS).atLeastOne();
  }

  private static double together(long one, long other) {
    long first = Weights.of(420, Stake.ofCoins(one));
    long second = Weights.of(420, Stake.ofCoins(other));
    return GroupChances.of(ChancesTest.field(first, second), FIELD, TASKS).expected();
  }

  private static String percent(int decimals, double of) {
    return String.format(Locale.ROOT, "%." + decimals + "f %%", of * 100);
  }
}
