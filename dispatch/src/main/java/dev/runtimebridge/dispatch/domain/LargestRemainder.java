package dev.runtimebridge.dispatch.domain;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Splits an amount in whole units so that the parts sum to it exactly: everyone gets what is due,
 * rounded down, and the units that are left go one each to those that lost most by the rounding,
 * the earlier in the list first where two lost the same.
 */
final class LargestRemainder {
  private LargestRemainder() {}

  /** The parts, in proportion to the claims; nothing for anybody if nobody claims anything. */
  static List<BigInteger> split(BigInteger amount, List<BigInteger> claims) {
    BigInteger total = claims.stream().reduce(BigInteger.ZERO, BigInteger::add);
    var parts = new ArrayList<BigInteger>(claims.size());
    if (total.signum() == 0) {
      claims.forEach(claim -> parts.add(BigInteger.ZERO));
      return parts;
    }
    var remainders = new ArrayList<BigInteger>(claims.size());
    BigInteger left = amount;
    for (BigInteger claim : claims) {
      BigInteger[] due = amount.multiply(claim).divideAndRemainder(total);
      parts.add(due[0]);
      remainders.add(due[1]);
      left = left.subtract(due[0]);
    }
    IntStream.range(0, claims.size())
        .boxed()
        .sorted(Comparator.comparing(remainders::get).reversed())
        .limit(left.longValueExact())
        .forEach(i -> parts.set(i, parts.get(i).add(BigInteger.ONE)));
    return parts;
  }
}
