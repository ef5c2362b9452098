package dev.runtimebridge.solo.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One run: a seed, what takes part, and the bug that is planted, if any.
 *
 * @param seed what everything is drawn from
 */
record Schedule(long seed, Kind kind, Mutation mutation) {
  private static final Duration DISTURBED = Duration.ofMinutes(5);
  private static final Duration WELL_WITHIN = Duration.ofMinutes(45);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final Duration SETTLED = Duration.ofSeconds(20);

  /** Which services take part. */
  enum Kind {
    /** Nodes of both chains, one or two fetchers. */
    FETCHER,
    /** Nodes of a parachain with forks, one or two submitters. */
    SUBMITTER,
    /** Workers, one or two syncers. */
    SYNCER,
    /** All of them on one log. */
    ALL
  }

  /** Runs of all services take longest and are rarest. */
  private static final List<Kind> TURNS =
      List.of(
          Kind.FETCHER,
          Kind.SUBMITTER,
          Kind.SYNCER,
          Kind.FETCHER,
          Kind.SUBMITTER,
          Kind.SYNCER,
          Kind.SUBMITTER,
          Kind.ALL);

  /**
   * How it went.
   *
   * @param broken the first law that did not hold
   * @param digest of all that happened
   * @param account what happened last, for people
   */
  record Result(Optional<BrokenLaw> broken, long digest, long steps, String account) {}

  /** The schedule that a seed alone says, with no bug planted. */
  static Schedule of(long seed) {
    return new Schedule(seed, TURNS.get(Math.floorMod(seed, TURNS.size())), Mutation.NONE);
  }

  /** Runs it on this thread. */
  Result run() {
    var scheduler = new Scheduler(seed);
    var verdict = new Verdict(scheduler);
    var troubles = new Troubles();
    World world = world(scheduler, verdict, troubles);
    Duration busy = scheduler.between(Duration.ofMinutes(1), DISTURBED);
    disturb(scheduler, world, busy);
    look(scheduler, world);
    scheduler.run(busy, () -> false);
    troubles.heal();
    world.heal();
    scheduler.note("nothing fails any more");
    scheduler.run(busy.plus(WELL_WITHIN), world::done);
    scheduler.run(scheduler.elapsed().plus(SETTLED), () -> false);
    if (verdict.broken().isEmpty()) {
      world.check();
    }
    return new Result(
        verdict.broken(),
        scheduler.digest(),
        scheduler.steps(),
        scheduler.lines().collect(Collectors.joining("\n")));
  }

  private World world(Scheduler scheduler, Verdict verdict, Troubles troubles) {
    var worlds = new Worlds(scheduler, verdict, troubles, mutation);
    return switch (kind) {
      case FETCHER -> worlds.fetcher();
      case SUBMITTER -> worlds.submitter();
      case SYNCER -> worlds.syncer();
      case ALL -> worlds.all();
    };
  }

  private static void disturb(Scheduler scheduler, World world, Duration until) {
    Duration wait = scheduler.between(Duration.ZERO, Duration.ofSeconds(30));
    scheduler.after(
        wait,
        () -> {
          if (scheduler.elapsed().compareTo(until) < 0) {
            world.disturb();
            disturb(scheduler, world, until);
          }
        });
  }

  private static void look(Scheduler scheduler, World world) {
    scheduler.after(
        LOOK_EVERY,
        () -> {
          world.look();
          look(scheduler, world);
        });
  }
}
