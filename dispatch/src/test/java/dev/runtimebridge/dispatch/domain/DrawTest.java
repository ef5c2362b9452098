package dev.runtimebridge.dispatch.domain;

import static dev.runtimebridge.dispatch.domain.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.dispatch.domain.RefusedInput.Reason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DrawTest {
  private static final Seed SEED = new Seed(1, 2, 3, 4);

  @Test
  void shouldNotDependOnTheOrderOfCandidates() {
    var candidates = new ArrayList<>(field(500));
    List<Candidate> winners = Draw.of(SEED, 5, candidates);
    var random = new Random(7);
    for (int i = 0; i < 50; i++) {
      Collections.shuffle(candidates, random);
      assertEquals(winners, Draw.of(SEED, 5, candidates));
    }
  }

  @Test
  void shouldDrawEachNextAsIfMoreWereDrawn() {
    List<Candidate> all = Draw.of(SEED, 200, field(200));
    assertEquals(new HashSet<>(field(200)), new HashSet<>(all));
    for (int tasks = 0; tasks < 200; tasks += 9) {
      assertEquals(all.subList(0, tasks), Draw.of(SEED, tasks, field(200)));
    }
  }

  @Test
  void shouldDrawOthersWithAnotherSeed() {
    var winners = new HashSet<List<Candidate>>();
    for (int seed = 0; seed < 100; seed++) {
      winners.add(Draw.of(new Seed(0, 0, 0, seed), 5, field(10_000)));
      winners.add(Draw.of(new Seed(seed, 0, 0, 0), 5, field(10_000)));
    }
    assertEquals(199, winners.size());
  }

  @Test
  void shouldDrawAllWhereThereAreFewerThanTasks() {
    assertEquals(3, Draw.of(SEED, 5, field(3)).size());
    assertEquals(List.of(), Draw.of(SEED, 5, List.of()));
    assertEquals(List.of(), Draw.of(SEED, 0, field(3)));
  }

  @Test
  void shouldDrawThoseWithoutWeightLast() {
    var candidates = new ArrayList<>(field(3));
    candidates.add(new Candidate("none-1", 0));
    candidates.add(new Candidate("none-2", 0));
    int first = 0;
    for (int seed = 0; seed < 1_000; seed++) {
      List<Candidate> winners = Draw.of(new Seed(seed, 0, 0, 0), 4, candidates);
      assertEquals(4, winners.size());
      assertEquals(0, winners.getLast().weight());
      assertTrue(winners.stream().limit(3).allMatch(winner -> winner.weight() > 0));
      first += winners.getLast().id().equals("none-1") ? 1 : 0;
    }
    assertTrue(first > 430 && first < 570, "drawn " + first + " of 1000 times");
  }

  @Test
  void shouldRefuseTheSameCandidateTwice() {
    var twice = List.of(new Candidate("a", 5), new Candidate("b", 5), new Candidate("a", 5));
    assertRefused(Reason.DUPLICATE_CANDIDATE, () -> Draw.of(SEED, 3, twice));
  }

  @Test
  void shouldRefuseWhatIsNoDraw() {
    assertRefused(Reason.NEGATIVE_TASKS, () -> new Draw(SEED, -1));
    assertRefused(Reason.TOO_MANY_TASKS, () -> new Draw(SEED, Draw.MAX_TASKS + 1));
    assertRefused(Reason.WEIGHT_OVERFLOW, () -> new Candidate("a", -1));
    assertRefused(Reason.WEIGHT_OVERFLOW, () -> new Candidate("a", 1L << 32));
    assertRefused(Reason.MALFORMED_SEED, () -> Seed.of(new byte[31]));
    assertRefused(Reason.MALFORMED_SEED, () -> Seed.ofHex("xyz"));
    assertRefused(Reason.MALFORMED_SEED, () -> Seed.ofHex("0x00"));
  }

  @Test
  void shouldReadTheSeedThatItWrites() {
    assertEquals(SEED, Seed.ofHex(SEED.toString()));
    assertEquals(SEED, Seed.of(SEED.toBytes()));
  }

  /** The cheap bound may only spare work, never change a winner. */
  @Test
  void shouldNeverWaitLessThanTheBound() {
    var random = new Random(3);
    LongStream.concat(
            IntStream.range(0, 63)
                .mapToObj(bit -> 1L << bit)
                .flatMapToLong(at -> LongStream.of(at - 1, at, at + 1, -at, -at - 1, 1 - at)),
            random.longs(100_000))
        .forEach(
            bits ->
                assertTrue(
                    WaitingTime.atLeast(bits) <= WaitingTime.of(bits),
                    () -> Long.toHexString(bits)));
  }

  @Test
  void shouldWaitForALogarithm() {
    var random = new Random(4);
    for (int i = 0; i < 10_000; i++) {
      long bits = random.nextLong();
      double u = ((bits >>> 11) + 0.5) * 0x1p-53;
      double expected = -Math.log(u) / Math.log(2);
      assertEquals(expected, WaitingTime.of(bits) * 0x1p-56, expected * 1e-10 + 1e-14);
    }
    assertEquals(0, WaitingTime.of(-1));
    assertEquals(64L << 56, WaitingTime.of(0));
  }

  private static List<Candidate> field(int size) {
    return IntStream.range(0, size)
        .mapToObj(i -> new Candidate("worker-" + i, 100 + 13L * (i % 40)))
        .toList();
  }
}
