package dev.runtimebridge.dispatch.domain;

import static dev.runtimebridge.dispatch.domain.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.dispatch.domain.RefusedInput.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChancesTest {
  private static final double BOUND = 1e-9;

  @Test
  void shouldAgreeWithAllOrdersOfSmallFields() {
    var random = new Random(11);
    for (int round = 0; round < 300; round++) {
      long[] weights = weights(random, 2 + random.nextInt(6));
      int tasks = 1 + random.nextInt(weights.length);
      Chances chances = Chances.of(field(weights), tasks);
      double[] expected = Orders.chances(weights, tasks);
      assertTrue(chances.error() < BOUND);
      for (int i = 0; i < weights.length; i++) {
        assertEquals(
            expected[i],
            chances.of(weights[i]),
            Math.max(chances.error(), 1e-13),
            () -> tasks + " of " + Arrays.toString(weights));
      }
    }
  }

  @Test
  void shouldAgreeWithAllOrdersOnGroups() {
    var random = new Random(12);
    for (int round = 0; round < 300; round++) {
      long[] weights = weights(random, 2 + random.nextInt(6));
      int tasks = 1 + random.nextInt(weights.length);
      int group = 1 + random.nextInt(weights.length);
      GroupChances chances =
          GroupChances.of(
              field(Arrays.copyOf(weights, group)),
              field(Arrays.copyOfRange(weights, group, weights.length)),
              tasks);
      double[] expected = Orders.ofFirst(group, weights, tasks);
      assertTrue(chances.error() < BOUND);
      for (int drawn = 0; drawn <= group; drawn++) {
        double chance =
            drawn < chances.distribution().size() ? chances.distribution().get(drawn) : 0;
        assertEquals(expected[drawn], chance, 2 * chances.error() + 1e-13);
      }
      assertEquals(1 - expected[0], chances.atLeastOne(), chances.error() + 1e-13);
    }
  }

  /** Whatever the chances are, n are drawn; and an owner of all workers has all draws. */
  @Test
  void shouldAddUpToTheTasks() {
    for (int tasks : new int[] {1, 2, 5, 60}) {
      var classes = new ArrayList<WeightClass>();
      for (int i = 0; i < 200; i++) {
        classes.add(new WeightClass(50 + 7L * i, 1 + i % 13));
      }
      var field = new Field(classes);
      Chances chances = Chances.of(field, tasks);
      assertTrue(chances.error() < BOUND);
      double sum =
          chances.classes().stream().mapToDouble(each -> each.of().workers() * each.chance()).sum();
      assertEquals(tasks, sum, field.workers() * chances.error());
    }
  }

  @Test
  void shouldAgreeWithGroupsOfOneAndOfAClass() {
    Field others = new Field(List.of(new WeightClass(578, 5_000), new WeightClass(90, 300)));
    Chances chances = Chances.of(others, 5);
    Field rest = new Field(List.of(new WeightClass(578, 5_000), new WeightClass(90, 299)));
    var one = GroupChances.of(field(90), rest, 5);
    assertEquals(chances.of(90), one.atLeastOne(), BOUND);
    assertEquals(one.atLeastOne(), one.expected(), 0);
    var all =
        GroupChances.of(
            new Field(List.of(new WeightClass(90, 300))),
            new Field(List.of(new WeightClass(578, 5_000))),
            5);
    assertEquals(300 * chances.of(90), all.expected(), BOUND);
  }

  @Test
  void shouldStayExactWhenWeightsAreWorldsApart() {
    long[] weights = {1, 1, 3, 1_000_000, Weights.MAX, Weights.MAX - 1};
    for (int tasks = 1; tasks < weights.length; tasks++) {
      Chances chances = Chances.of(field(weights), tasks);
      double[] expected = Orders.chances(weights, tasks);
      for (int i = 0; i < weights.length; i++) {
        assertEquals(expected[i], chances.of(weights[i]), chances.error() + 1e-13);
      }
    }
  }

  @Test
  void shouldAgreeWithSimulationOfALargeField() {
    var candidates = new ArrayList<Candidate>();
    for (int i = 0; i < 2_000; i++) {
      candidates.add(new Candidate("worker-" + i, i % 4 == 0 ? 900 : 30));
    }
    int draws = 1_500;
    int heavy = 0;
    for (int seed = 0; seed < draws; seed++) {
      heavy +=
          (int)
              Draw.of(new Seed(5, seed, 0, 0), 50, candidates).stream()
                  .filter(winner -> winner.weight() == 900)
                  .count();
    }
    var group =
        GroupChances.of(
            new Field(List.of(new WeightClass(900, 500))),
            new Field(List.of(new WeightClass(30, 1_500))),
            50);
    double deviation = Math.sqrt(draws * group.variance());
    assertEquals(draws * group.expected(), heavy, 4 * deviation);
  }

  @Test
  void shouldDrawAllWhereThereAreNoMoreThanTasks() {
    assertEquals(1, Chances.of(field(3, 2), 2).of(3));
    assertEquals(1, Chances.of(field(3, 2), 9).of(2));
    assertEquals(List.of(0.0, 0.0, 1.0), GroupChances.of(field(3, 2), field(), 9).distribution());
  }

  @Test
  void shouldDrawNobodyWithoutTasksOrWorkers() {
    assertEquals(0, Chances.of(field(3, 2), 0).of(3));
    assertEquals(List.of(), Chances.of(field(), 5).classes());
    assertEquals(List.of(1.0), GroupChances.of(field(3), field(2), 0).distribution());
    assertEquals(List.of(1.0), GroupChances.of(field(), field(2, 4, 6), 1).distribution());
    assertEquals(0, GroupChances.of(field(), field(), 5).expected());
  }

  /** What has no weight gets the places that are left, each as likely as another. */
  @Test
  void shouldGiveWhatIsLeftToThoseWithoutWeight() {
    Chances chances = Chances.of(field(3, 0, 0, 0), 2);
    assertEquals(1, chances.of(3));
    assertEquals(1 / 3.0, chances.of(0), 1e-15);
    assertEquals(0, Chances.of(field(3, 4, 0), 1).of(0));
    assertEquals(0, Chances.of(field(3, 4, 0), 2).of(0));
    var group = GroupChances.of(field(0, 0), field(3, 0, 0, 0), 3);
    assertEquals(0.3, group.distribution().get(0), 1e-12);
    assertEquals(0.6, group.distribution().get(1), 1e-12);
    assertEquals(0.1, group.distribution().get(2), 1e-12);
    assertEquals(0, Chances.of(field(0, 0), 0).of(0));
  }

  @Test
  void shouldRefuseWhatIsNoField() {
    assertRefused(Reason.NEGATIVE_TASKS, () -> Chances.of(field(1), -1));
    assertRefused(Reason.NEGATIVE_TASKS, () -> GroupChances.of(field(1), field(1), -1));
    assertRefused(Reason.NO_SUCH_WEIGHT, () -> new WeightClass(-1, 1));
    assertRefused(Reason.NO_SUCH_WEIGHT, () -> new WeightClass(1, -1));
    var many = new WeightClass(1, Integer.MAX_VALUE);
    assertRefused(Reason.TOO_MANY_WORKERS, () -> new Field(List.of(many, many)));
  }

  static Field field(long... weights) {
    return Field.of(Arrays.stream(weights).boxed().toList());
  }

  private static long[] weights(Random random, int size) {
    return random.longs(size, 1, random.nextBoolean() ? 5 : 1_000).toArray();
  }
}
