package dev.runtimebridge.fuzzing;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Tests whose methods marked {@link Fuzz} take any bytes. In every build each gets its seeds, then
 * changed ones for a moment; in the modules that {@code -Dfuzz.long} names Jazzer searches for a
 * minute each, in a process of its own with a small heap, guided by what is covered.
 */
public abstract class FuzzTests {
  private static final long SEED = Long.getLong("fuzz.seed", 20_261_121);
  private static final Duration MOMENT = Duration.ofMillis(Integer.getInteger("fuzz.millis", 250));
  private static final int SHOWN = 2048;

  /** Folders of the modules that have their long run. */
  private static final List<String> LONG =
      List.of(System.getProperty("fuzz.long", "").split(",", -1));

  /** For subclasses. */
  protected FuzzTests() {}

  @TestFactory
  Stream<DynamicTest> shouldBearAnyBytes() {
    return targets(getClass())
        .map(target -> DynamicTest.dynamicTest(target.getName(), () -> run(target)));
  }

  private static Stream<Method> targets(Class<?> tests) {
    return Arrays.stream(tests.getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(Fuzz.class))
        .sorted(Comparator.comparing(Method::getName));
  }

  private static boolean isLong() {
    String module = String.valueOf(Path.of("").toAbsolutePath().getFileName());
    return LONG.contains(module);
  }

  private void run(Method target) throws Throwable {
    target.setAccessible(true);
    List<byte[]> seeds = new Seeds(getClass()).of(target);
    if (isLong()) {
      LongRun.of(target, seeds.size());
      return;
    }
    for (byte[] seed : seeds) {
      feed(target, seed);
    }
    Mutations mutations = new Mutations(seeds, SEED);
    long until = System.nanoTime() + MOMENT.toNanos();
    while (System.nanoTime() < until) {
      feed(target, mutations.next());
    }
  }

  private void feed(Method target, byte[] input) throws Throwable {
    try {
      target.invoke(this, (Object) input.clone());
    } catch (InvocationTargetException e) {
      throw new AssertionError(kept(target, input), e.getCause());
    }
  }

  private String kept(Method target, byte[] input) throws IOException {
    Path file = Path.of("target", "fuzz", getClass().getSimpleName() + "." + target.getName());
    Files.createDirectories(file.getParent());
    Files.write(file, input);
    byte[] start = Arrays.copyOf(input, Math.min(SHOWN, input.length));
    return "%s does not bear the %d bytes in %s, which begin with %s; keep them as a seed in %sInputs/%s"
        .formatted(
            target.getName(),
            input.length,
            file.toAbsolutePath(),
            HexFormat.of().formatHex(start),
            getClass().getSimpleName(),
            target.getName());
  }
}
