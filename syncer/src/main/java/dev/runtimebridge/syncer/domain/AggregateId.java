package dev.runtimebridge.syncer.domain;

/**
 * Key of the worker topics: {@code pool/<pid>} or {@code worker/<uuid>}.
 *
 * @param value the whole key
 */
public record AggregateId(String value) {
  private static final String POOL = "pool/";
  private static final String WORKER = "worker/";

  /** Refuses keys of neither kind. */
  public AggregateId {
    if (!value.startsWith(POOL) && !value.startsWith(WORKER)) {
      throw new IllegalArgumentException(
          "the key \"%s\" begins with neither %s nor %s".formatted(value, POOL, WORKER));
    }
  }

  /** Whether it is a pool's. */
  public boolean isPool() {
    return value.startsWith(POOL);
  }

  @Override
  public String toString() {
    return value;
  }
}
