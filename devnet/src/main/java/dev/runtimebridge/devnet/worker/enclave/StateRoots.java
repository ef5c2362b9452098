package dev.runtimebridge.devnet.worker.enclave;

import dev.runtimebridge.substrate.hash.Hash256;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * State roots of parachain headers that wait for their blocks, oldest first. Immutable: taking one
 * moves a mark, so that nothing is copied with each block.
 *
 * @param taken roots of the first batch that are used up
 */
public record StateRoots(List<List<Hash256>> batches, int taken) {
  /** No root waits. */
  public static final StateRoots NONE = new StateRoots(List.of(), 0);

  /** Copies the outer list. */
  public StateRoots {
    batches = List.copyOf(batches);
  }

  /** The root that comes next. */
  public Optional<Hash256> first() {
    return batches.isEmpty() ? Optional.empty() : Optional.of(batches.getFirst().get(taken));
  }

  /** The roots without the first. */
  public StateRoots rest() {
    return taken + 1 < batches.getFirst().size()
        ? new StateRoots(batches, taken + 1)
        : new StateRoots(batches.subList(1, batches.size()), 0);
  }

  /** The roots with those of one more batch behind them. */
  public StateRoots plus(List<Hash256> batch) {
    if (batch.isEmpty()) {
      return this;
    }
    List<List<Hash256>> more = new ArrayList<>(batches);
    more.add(batch);
    return new StateRoots(more, taken);
  }

  /** All of them in one list. */
  public List<Hash256> toList() {
    List<Hash256> roots = batches.stream().flatMap(List::stream).toList();
    return roots.subList(taken, roots.size());
  }
}
