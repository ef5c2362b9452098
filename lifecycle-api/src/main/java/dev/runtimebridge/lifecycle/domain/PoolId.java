package dev.runtimebridge.lifecycle.domain;

/**
 * The number of a pool on the chain.
 *
 * @param pid unsigned; 0 is no pool, because it cannot be told from a number that was left out, and
 *     what has the highest bit set is a negative number that somebody mistyped
 */
public record PoolId(long pid) implements Comparable<PoolId> {

  /** Checks a number that a caller gave. */
  public static Checked<PoolId> of(long pid) {
    return pid <= 0
        ? Checked.invalid(
            "pid %s is no pool: expected the pool's number on the chain, 1 to %d"
                .formatted(Long.toUnsignedString(pid), Long.MAX_VALUE))
        : Checked.valid(new PoolId(pid));
  }

  /** Key of this pool in the worker topics. */
  public String aggregateId() {
    return "pool/" + this;
  }

  @Override
  public int compareTo(PoolId other) {
    return Long.compareUnsigned(pid, other.pid);
  }

  @Override
  public String toString() {
    return Long.toUnsignedString(pid);
  }
}
