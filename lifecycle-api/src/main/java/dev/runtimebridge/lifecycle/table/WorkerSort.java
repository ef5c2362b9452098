package dev.runtimebridge.lifecycle.table;

import dev.runtimebridge.lifecycle.domain.Checked;
import dev.runtimebridge.lifecycle.domain.Page;
import dev.runtimebridge.lifecycle.domain.PublishedHeights;
import dev.runtimebridge.lifecycle.domain.Worker;
import dev.runtimebridge.schemas.v1.WorkerOrder;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One order of workers. A place in it is a worker's value and name at the time that it was told, so
 * that a list goes on rightly after it whatever has changed meanwhile.
 *
 * @param order by what
 * @param descending whether the last comes first
 * @param published what lags are counted from
 */
record WorkerSort(WorkerOrder order, boolean descending, PublishedHeights published) {
  private static final Pattern PLACE = Pattern.compile("([0-9]{1,2})([+-])([0-9]{1,40}) (.{0,64})");
  private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,39}");
  private static final int DIGITS_OF_A_LONG = 18;
  private static final long NANOS = 1_000_000_000L;

  /** A worker's place. */
  record Placed(BigInteger value, String name) {}

  Comparator<Placed> comparator() {
    Comparator<Placed> ascending = Comparator.comparing(Placed::value).thenComparing(Placed::name);
    return descending ? ascending.reversed() : ascending;
  }

  Placed place(Worker worker) {
    return new Placed(value(worker), worker.name());
  }

  /** The place as a page token holds it. */
  String text(Placed placed) {
    return "%d%s%s %s"
        .formatted(order.getNumber(), descending ? "-" : "+", placed.value(), placed.name());
  }

  /** The place that {@link #text} made; none of another order. */
  Checked<Placed> parse(String token, String text) {
    Matcher parts = PLACE.matcher(text);
    return parts.matches()
            && Integer.parseInt(parts.group(1)) == order.getNumber()
            && parts.group(2).equals(descending ? "-" : "+")
        ? Checked.valid(new Placed(new BigInteger(parts.group(3)), parts.group(4)))
        : Page.badToken(token);
  }

  private BigInteger value(Worker worker) {
    var state = worker.state();
    return switch (order) {
      case BY_NAME, UNRECOGNIZED -> BigInteger.ZERO;
      case BY_STAGE -> BigInteger.valueOf(state.getStageValue());
      case BY_LAG -> number(published.paraBehind(state.getProgress().getFacts().getHeights()));
      case BY_STAKE -> amount(worker.config().getStake());
      case BY_SCORE -> number(state.getFacts().getRegistration().getInitialScore());
      case BY_STAGE_SINCE ->
          BigInteger.valueOf(
              Math.max(
                  0,
                  state.getStageSince().getSeconds() * NANOS + state.getStageSince().getNanos()));
      case BY_POOL -> new BigInteger(worker.pool().toString());
    };
  }

  private static BigInteger number(int unsigned) {
    return BigInteger.valueOf(Integer.toUnsignedLong(unsigned));
  }

  // Nearly all stakes fit into a long, and a list looks at every worker's.
  private static BigInteger amount(String digits) {
    if (!digits.isEmpty() && digits.length() <= DIGITS_OF_A_LONG) {
      long value = 0;
      for (int i = 0; i < digits.length(); i++) {
        int digit = Character.digit(digits.charAt(i), 10);
        if (digit < 0) {
          return BigInteger.ZERO;
        }
        value = value * 10 + digit;
      }
      return BigInteger.valueOf(value);
    }
    return AMOUNT.matcher(digits).matches() ? new BigInteger(digits) : BigInteger.ZERO;
  }
}
