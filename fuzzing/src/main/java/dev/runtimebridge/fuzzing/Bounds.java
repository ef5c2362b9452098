package dev.runtimebridge.fuzzing;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;

/**
 * How much one input may cost, whatever it is.
 *
 * @param time of the processor
 * @param bytes allocated for an input of no length
 * @param bytesPerByte allocated besides for each byte of the input
 */
public record Bounds(Duration time, long bytes, long bytesPerByte) {
  /** Enough for what only reads. */
  public static final Bounds READING = new Bounds(Duration.ofSeconds(2), 16 << 20, 4096);

  /** For what opens passwords, which is meant to be costly. */
  public static final Bounds OPENING = new Bounds(Duration.ofSeconds(5), 256 << 20, 4096);

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Code under test. */
  @FunctionalInterface
  public interface Attempt {
    /** Reads the input; may throw what it declares, and fails assertions. */
    void run() throws Exception;
  }

  /**
   * Runs {@code attempt} within {@link #READING}.
   *
   * @return whether it took the input; it did not if it threw one of {@code declared}
   */
  public static boolean onlyDeclared(byte[] input, Attempt attempt, Class<?>... declared) {
    return READING.run(input, attempt, declared);
  }

  /**
   * Runs {@code attempt} on {@code input} and fails if that cost too much, or if something else
   * than {@code declared} came out. What costs too much gets a second chance: the first may have
   * loaded classes.
   *
   * @return whether it took the input
   */
  public boolean run(byte[] input, Attempt attempt, Class<?>... declared) {
    Cost first = Cost.of(attempt, declared);
    Cost cost = isTooMuch(first, input) ? Cost.of(attempt, declared) : first;
    if (isTooMuch(cost, input)) {
      throw new AssertionError(
          "%d bytes took %d ms and made %d bytes; %d ms and %d bytes are allowed"
              .formatted(
                  input.length,
                  cost.nanos() / 1_000_000,
                  cost.allocated(),
                  time.toMillis(),
                  most(input)));
    }
    return cost.taken();
  }

  private boolean isTooMuch(Cost cost, byte[] input) {
    return cost.nanos() > time.toNanos() || cost.allocated() > most(input);
  }

  private long most(byte[] input) {
    return bytes + bytesPerByte * input.length;
  }

  private record Cost(boolean taken, long nanos, long allocated) {
    static Cost of(Attempt attempt, Class<?>... declared) {
      long began = THREADS.getCurrentThreadCpuTime();
      long had = THREADS.getCurrentThreadAllocatedBytes();
      boolean taken = true;
      try {
        attempt.run();
      } catch (Exception e) {
        if (Arrays.stream(declared).noneMatch(each -> each.isInstance(e))) {
          throw new AssertionError("not one of the declared errors: " + e, e);
        }
        taken = false;
      }
      return new Cost(
          taken,
          THREADS.getCurrentThreadCpuTime() - began,
          THREADS.getCurrentThreadAllocatedBytes() - had);
    }
  }
}
