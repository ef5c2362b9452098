package dev.runtimebridge.devnet.runtime;

import dev.runtimebridge.devnet.runtime.call.Call;
import java.math.BigInteger;

/** What a transaction costs: a base, its bytes, and the time of its calls. */
final class Fees {
  private static final BigInteger BASE = BigInteger.valueOf(1_000_000_000);
  private static final BigInteger PER_BYTE = BigInteger.valueOf(10_000_000);
  private static final long CALL_WEIGHT = 250_000_000;
  private static final long INHERENT_WEIGHT = 1_000_000;

  private Fees() {}

  /** For a transaction of this many bytes, its tip apart. */
  static InclusionCost.Fee of(long length, long weight) {
    BigInteger bytes = PER_BYTE.multiply(BigInteger.valueOf(length));
    return new InclusionCost.Fee(BASE, bytes, BigInteger.valueOf(weight));
  }

  /** Time that a call takes, picoseconds; registrations take none, as on Khala. */
  static long weight(Call call) {
    return switch (call) {
      case Call.RegisterWorker _ -> 0;
      case Call.SetTime _ -> INHERENT_WEIGHT;
      case Call.Batch(_, var calls) -> CALL_WEIGHT + calls.stream().mapToLong(Fees::weight).sum();
      case Call.Proxied(_, _, Call inner) -> CALL_WEIGHT + weight(inner);
      default -> CALL_WEIGHT;
    };
  }
}
