package dev.runtimebridge.dispatch.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Draws with the seeds 0, 1, 2, … against the exact chances. */
class DrawFrequenciesTest {
  private static final int DRAWS = 1_000_000;

  private static final long[] WEIGHTS = {3, 2, 1, 7, 7, 40, 458};
  private static final int TASKS = 3;

  @Test
  void shouldAgreeWithTheExactChancesOverAMillionDraws() {
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < WEIGHTS.length; i++) {
      candidates.add(new Candidate("worker-" + i, WEIGHTS[i]));
    }
    var sets = new int[1 << WEIGHTS.length];
    var drawn = new int[WEIGHTS.length];
    for (int seed = 0; seed < DRAWS; seed++) {
      int set = 0;
      for (Candidate winner : Draw.of(new Seed(seed, 0, 0, 0), TASKS, candidates)) {
        int worker = winner.id().charAt(winner.id().length() - 1) - '0';
        set |= 1 << worker;
        drawn[worker]++;
      }
      sets[set]++;
    }

    // Each set of three is a cell of its own, so this is the plain chi-square of 35 cells.
    double[] expected = Orders.sets(WEIGHTS, TASKS);
    double chiSquare = 0;
    int cells = 0;
    for (int set = 0; set < sets.length; set++) {
      if (expected[set] > 0) {
        cells++;
        chiSquare += square(sets[set] - DRAWS * expected[set]) / (DRAWS * expected[set]);
      } else {
        assertEquals(0, sets[set]);
      }
    }
    assertEquals(35, cells);
    assertTrue(chiSquare < 65.25, "chi-square " + chiSquare + " has a chance below 0.001");
    assertTrue(chiSquare > 12, "chi-square " + chiSquare + " is too good to be drawn");

    Chances chances = Chances.of(Field.of(List.of(3L, 2L, 1L, 7L, 7L, 40L, 458L)), TASKS);
    for (int i = 0; i < WEIGHTS.length; i++) {
      double chance = chances.of(WEIGHTS[i]);
      double deviation = Math.sqrt(DRAWS * chance * (1 - chance));
      assertEquals(DRAWS * chance, drawn[i], 4 * deviation, "worker-" + i);
    }
  }

  private static double square(double of) {
    return of * of;
  }
}
