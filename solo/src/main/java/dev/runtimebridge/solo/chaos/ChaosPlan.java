package dev.runtimebridge.solo.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Faults without end, made of a seed alone: in each round every kind in its share, in an order of
 * their own.
 */
final class ChaosPlan implements Iterator<PlannedFault> {
  private static final int LEAST_GAP_MS = 1_000;
  private static final int MORE_GAP_MS = 3_000;
  private static final int LEAST_LASTS_MS = 3_000;
  private static final int MORE_LASTS_MS = 9_000;
  private static final int ONE_OVERLAPS_IN = 5;

  private final Random random;
  private final List<FaultKind> kinds;
  private final Map<FaultKind, Integer> planned = new EnumMap<>(FaultKind.class);
  private final List<FaultKind> round = new ArrayList<>();

  /** The faults of a seed, of these kinds only. */
  ChaosPlan(long seed, Collection<FaultKind> kinds) {
    if (kinds.isEmpty()) {
      throw new IllegalArgumentException("no kind of fault is left to plan with");
    }
    this.random = new Random(seed);
    this.kinds = kinds.stream().sorted().toList();
  }

  @Override
  public boolean hasNext() {
    return true;
  }

  @Override
  public PlannedFault next() {
    if (round.isEmpty()) {
      kinds.forEach(kind -> round.addAll(Collections.nCopies(kind.share(), kind)));
      Collections.shuffle(round, random);
    }
    FaultKind kind = round.removeLast();
    int nth = planned.merge(kind, 1, Integer::sum) - 1;
    return new PlannedFault(
        kind,
        nth,
        random.nextLong(),
        Duration.ofMillis(LEAST_GAP_MS + random.nextInt(MORE_GAP_MS)),
        Duration.ofMillis(LEAST_LASTS_MS + random.nextInt(MORE_LASTS_MS)),
        random.nextInt(ONE_OVERLAPS_IN) == 0);
  }
}
