package dev.runtimebridge.solo.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.fail;

import dev.runtimebridge.solo.simulation.Schedule.Result;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The services in one thread, in disorder that a seed draws; the laws are checked in each run and
 * at its end. {@code -Dtest.schedules} says how many runs, {@code -Dtest.seed} the first seed.
 */
class SimulationTest {
  private static final int SCHEDULES = Integer.getInteger("test.schedules", 60);
  private static final long FIRST_SEED = Long.getLong("test.seed", 1);
  private static final int FOUND_WITHIN = 1000;

  private static HeardErrors errors;

  @BeforeAll
  static void listen() {
    errors = new HeardErrors();
  }

  @AfterAll
  static void stopListening() {
    errors.close();
  }

  @Test
  void shouldKeepAllLawsInEverySchedule() {
    long began = System.nanoTime();
    for (long seed = FIRST_SEED; seed < FIRST_SEED + SCHEDULES; seed++) {
      Schedule schedule = Schedule.of(seed);
      Result result = run(schedule);
      if (result.broken().isPresent()) {
        fail(
            "%s%n%s%nThis one alone: ./mvnw test -pl solo -am -Dtest=SimulationTest"
                    .formatted(result.account(), result.broken().get().getMessage())
                + " -Dsurefire.failIfNoSpecifiedTests=false -Dtest.schedules=1 -Dtest.seed="
                + seed);
      }
    }
    double minutes = (System.nanoTime() - began) / 60e9;
    System.out.printf("%d schedules, %.0f a minute%n", SCHEDULES, SCHEDULES / minutes);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void shouldFindAPlantedBug(Mutation bug) {
    for (int schedules = 1; schedules <= FOUND_WITHIN; schedules++) {
      Result result = run(new Schedule(FIRST_SEED + schedules, bug.kind(), bug));
      if (result.broken().isPresent()) {
        System.out.printf(
            "%s is found in schedule %d: %s%n", bug, schedules, result.broken().get().getMessage());
        assertEquals(bug.law(), result.broken().get().law(), result.account());
        return;
      }
    }
    fail(bug + " is not found in %d schedules".formatted(FOUND_WITHIN));
  }

  @ParameterizedTest
  @EnumSource
  void shouldRunTheSameAgainBySeed(Schedule.Kind kind) {
    Result first = run(new Schedule(FIRST_SEED, kind, Mutation.NONE));
    Result again = run(new Schedule(FIRST_SEED, kind, Mutation.NONE));
    Result other = run(new Schedule(FIRST_SEED + 1, kind, Mutation.NONE));

    assertEquals(first.account(), again.account());
    assertEquals(first.digest(), again.digest());
    assertNotEquals(first.digest(), other.digest());
  }

  private static Result run(Schedule schedule) {
    Result result;
    try {
      result = schedule.run();
    } catch (RuntimeException e) {
      throw new AssertionError(schedule + " could not be run", e);
    }
    errors.take().stream()
        .findFirst()
        .ifPresent(error -> fail("%s%n%s: %s".formatted(result.account(), schedule, error)));
    return result;
  }
}
