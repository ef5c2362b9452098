package dev.runtimebridge.submitter.domain;

/**
 * Where a submitter begins to read after a restart.
 *
 * @param requests offset in {@code tx.requests} before which every request has ended
 * @param events offset in {@code tx.events} before which no event matters any more
 */
public record LowWater(long requests, long events) {
  /** Everything is read. */
  public static final LowWater BEGINNING = new LowWater(0, 0);

  /** Refuses offsets that cannot be. */
  public LowWater {
    if (requests < 0 || events < 0) {
      throw new IllegalArgumentException("offsets below 0: " + requests + ", " + events);
    }
  }
}
