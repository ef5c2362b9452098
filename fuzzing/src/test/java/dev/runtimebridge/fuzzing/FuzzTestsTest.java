package dev.runtimebridge.fuzzing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FuzzTestsTest {
  private static final byte[] INPUT = {1, 2, 3};

  static class Weak extends FuzzTests {
    @Fuzz
    void decoder(byte[] input) {
      if (input.length > 3 && input[2] == 7) {
        throw new ArrayIndexOutOfBoundsException(7);
      }
    }
  }

  @Test
  void shouldFindTheByteThatIsTooMuch() {
    var weak = new Weak();
    var found =
        assertThrows(
            AssertionError.class,
            () -> weak.shouldBearAnyBytes().toList().getFirst().getExecutable().execute());
    assertTrue(found.getMessage().contains("decoder does not bear"), found::getMessage);
  }

  @Test
  void shouldTakeDeclaredErrorsOnly() {
    assertTrue(Bounds.onlyDeclared(INPUT, () -> {}));
    assertFalse(Bounds.onlyDeclared(INPUT, () -> fail(new IOException()), IOException.class));
    assertThrows(
        AssertionError.class,
        () ->
            Bounds.onlyDeclared(INPUT, () -> fail(new IllegalStateException()), IOException.class));
  }

  @Test
  void shouldBoundMemoryAndTime() {
    var small = new Bounds(Duration.ofSeconds(5), 1 << 16, 10);
    var quick = new Bounds(Duration.ofMillis(20), 1 << 20, 10);
    assertThrows(AssertionError.class, () -> small.run(INPUT, () -> keep(new byte[1 << 20])));
    assertThrows(AssertionError.class, () -> quick.run(INPUT, FuzzTestsTest::spin));
    assertTrue(small.run(INPUT, () -> keep(new byte[1 << 10])));
  }

  @Test
  void shouldTakePartsApartAgain() {
    List<byte[]> parts = Parts.split(Parts.join(INPUT, new byte[0], INPUT), 3);
    assertArrayEquals(INPUT, parts.get(0));
    assertEquals(0, parts.get(1).length);
    assertArrayEquals(INPUT, parts.get(2));
    assertEquals(4, Parts.split(new byte[] {-1}, 4).size());
  }

  @Test
  void shouldChangeTheSameSeedsTheSameWay() {
    var once = new Mutations(List.of(INPUT), 5);
    var again = new Mutations(List.of(INPUT), 5);
    for (int i = 0; i < 100; i++) {
      assertArrayEquals(once.next(), again.next());
    }
  }

  private static void fail(Exception with) throws Exception {
    throw with;
  }

  private static void keep(byte[] made) {
    assertTrue(made.length > 0);
  }

  private static void spin() {
    var threads = ManagementFactory.getThreadMXBean();
    long until = threads.getCurrentThreadCpuTime() + Duration.ofMillis(60).toNanos();
    while (threads.getCurrentThreadCpuTime() < until) {
      Thread.onSpinWait();
    }
  }
}
