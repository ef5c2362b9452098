package dev.runtimebridge.solo.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * One thread on which all simulated threads run in turns, and the time that they see. Which of
 * those that could run does so next is drawn by the seed; time goes on when none can. Nothing else
 * decides anything, so that a seed always gives the same run.
 */
final class Scheduler {
  private static final int LINES_KEPT = 400;
  private static final long MOST_STEPS = 3_000_000;

  /** When every run begins. */
  static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

  private record Turn(SimProcess process, Runnable run) {}

  private record Timer(Instant due, long order, Runnable run) {}

  private final Thread carrier = Thread.currentThread();
  private final Random chance;
  private final List<Turn> ready = new ArrayList<>();
  private final PriorityQueue<Timer> timers =
      new PriorityQueue<>(Comparator.comparing(Timer::due).thenComparing(Timer::order));
  private final Deque<String> lines = new ArrayDeque<>();
  private Instant now = BEGINNING;
  private long order;
  private long steps;
  private long digest = 17;
  private boolean stopped;

  Scheduler(long seed) {
    // Seeds in a row would begin alike.
    this.chance = new Random(seed * 0x9E3779B97F4A7C15L);
  }

  /** What everything random is drawn from. */
  Random chance() {
    return chance;
  }

  /** True once in {@code times}, on average. */
  boolean oneIn(int times) {
    return chance.nextInt(times) == 0;
  }

  /** A time between two others. */
  Duration between(Duration least, Duration most) {
    return least.plusMillis(chance.nextLong(most.minus(least).toMillis() + 1));
  }

  Instant now() {
    return now;
  }

  /** How long the run has lasted. */
  Duration elapsed() {
    return Duration.between(BEGINNING, now);
  }

  /** Runs something of the world itself after a time. */
  void after(Duration wait, Runnable what) {
    timers.add(new Timer(now.plus(wait), order++, what));
  }

  /** Has a thread of a process run when it is its turn. */
  void ready(SimProcess process, Runnable continuation) {
    if (!Thread.currentThread().isVirtual() && Thread.currentThread() != carrier) {
      throw new IllegalStateException(
          "%s woke a thread of %s; the code waited for real time, or for a monitor that another"
                  .formatted(Thread.currentThread(), process.name())
              + " simulated thread held while it waited");
    }
    ready.add(new Turn(process, continuation));
  }

  /** Notes what happens, for the digest and for who has to read a failure. */
  void note(String line) {
    digest = (digest * 31 + line.hashCode()) * 31 + elapsed().toMillis();
    lines.add(elapsed() + " " + line);
    if (lines.size() > LINES_KEPT) {
      lines.remove();
    }
  }

  /** What was noted last. */
  Stream<String> lines() {
    return lines.stream();
  }

  /** Of all that was noted. */
  long digest() {
    return digest;
  }

  long steps() {
    return steps;
  }

  /** Ends the run after the present step. */
  void stop() {
    stopped = true;
  }

  /**
   * Runs until {@code done}, or until {@code until} of virtual time is over, or {@link #stop}.
   *
   * @return whether it was done
   */
  boolean run(Duration until, BooleanSupplier done) {
    Instant end = BEGINNING.plus(until);
    while (!stopped && !done.getAsBoolean()) {
      if (++steps > MOST_STEPS) {
        throw new IllegalStateException(
            "%d steps and no end, at %s: something runs without waiting"
                .formatted(steps, elapsed()));
      }
      if (!ready.isEmpty()) {
        turn();
      } else {
        Timer timer = timers.peek();
        if (timer == null || timer.due().isAfter(end)) {
          now = end;
          return false;
        }
        timers.remove();
        now = timer.due();
        timer.run().run();
      }
    }
    return !stopped;
  }

  private void turn() {
    int drawn = chance.nextInt(ready.size());
    Turn turn = ready.get(drawn);
    ready.set(drawn, ready.getLast());
    ready.removeLast();
    // Of a process that died, nothing runs any more: not even what is said to be final.
    turn.process().turn(turn.run());
  }
}
