package dev.runtimebridge.solo.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** The wall clock of a process jumps, and some seconds later it jumps back. */
record JumpedClock(String process, FakedClock clock, Duration off) implements Fault {
  private static final List<Duration> JUMPS =
      List.of(
          Duration.ofSeconds(30),
          Duration.ofSeconds(-30),
          Duration.ofHours(1),
          Duration.ofHours(-1),
          Duration.ofDays(400));

  /** One of the jumps. */
  static JumpedClock of(String process, FakedClock clock, Random random) {
    return new JumpedClock(process, clock, JUMPS.get(random.nextInt(JUMPS.size())));
  }

  @Override
  public String name() {
    return "clock jump";
  }

  @Override
  public String detail() {
    return process + " by " + off;
  }

  @Override
  public void begin() throws IOException {
    clock.set(off);
  }

  @Override
  public void end() throws IOException {
    clock.set(Duration.ZERO);
  }

  @Override
  public boolean isSurvivable() {
    return true;
  }

  @Override
  public Set<Sign> signs() {
    return EnumSet.of(Sign.BLOCKS, Sign.TRANSACTIONS);
  }
}
