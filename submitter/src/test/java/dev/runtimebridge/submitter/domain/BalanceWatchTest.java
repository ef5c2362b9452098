package dev.runtimebridge.submitter.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BalanceWatchTest {
  private final BalanceWatch watch = new BalanceWatch(BigInteger.valueOf(100));

  private Optional<Boolean> told(long free, String last, boolean low) {
    var before = new Balance(new BigInteger(last), low);
    return watch.seen(BigInteger.valueOf(free), Optional.of(before), false).map(Balance::low);
  }

  @Test
  void shouldTellTheFirstBalance() {
    assertEquals(
        Optional.of(new Balance(BigInteger.valueOf(99), true)),
        watch.seen(BigInteger.valueOf(99), Optional.empty(), false));
  }

  @Test
  void shouldTellWhenItCrossesTheWarning() {
    assertEquals(Optional.of(true), told(99, "101", false));
    assertEquals(Optional.of(false), told(100, "99", true));
  }

  @Test
  void shouldBeSilentOverSmallChanges() {
    assertEquals(Optional.empty(), told(900, "1000", false));
    assertEquals(Optional.of(false), told(700, "1000", false));
    assertEquals(Optional.empty(), told(0, "0", true));
  }

  @Test
  void shouldTellOfAnyChangeThatIsWaitedFor() {
    var before = Optional.of(new Balance(BigInteger.valueOf(50), true));
    assertEquals(Optional.empty(), watch.seen(BigInteger.valueOf(50), before, true));
    assertEquals(
        Optional.of(new Balance(BigInteger.valueOf(51), true)),
        watch.seen(BigInteger.valueOf(51), before, true));
  }
}
