package dev.runtimebridge.substrate.grandpa;

import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.header.Header;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** Blocks between the votes and their base, as the headers of a justification show them. */
final class Ancestry {
  private final Hash256 base;
  private final Map<Hash256, Hash256> parents = new HashMap<>();
  // A block always comes after its parent, so going backwards meets children before parents.
  private final SequencedMap<Hash256, Hash256> visited = new LinkedHashMap<>();

  Ancestry(Hash256 base, List<Header> headers) {
    this.base = base;
    for (Header header : headers) {
      parents.put(header.hash(), header.parentHash());
    }
  }

  /**
   * Visits all blocks from {@code block} down to the base; false if the headers do not lead there.
   */
  boolean visit(Hash256 block) {
    Deque<Hash256> route = new ArrayDeque<>();
    Hash256 at = block;
    while (!at.equals(base) && !visited.containsKey(at)) {
      Hash256 parent = parents.get(at);
      if (parent == null) {
        return false;
      }
      route.push(at);
      at = parent;
    }
    for (Hash256 above : route) {
      visited.put(above, at);
      at = above;
    }
    return true;
  }

  /** Number of headers that no vote needed. */
  int unused() {
    // All visited blocks have a header, so the rest was not needed.
    return parents.size() - visited.size();
  }

  /**
   * For each visited block above the base, the weight of the votes on it and on what follows it.
   */
  Map<Hash256, Long> cumulative(Map<Hash256, Long> weightByTarget) {
    Map<Hash256, Long> weights = new HashMap<>(weightByTarget);
    visited
        .reversed()
        .forEach(
            (block, parent) -> weights.merge(parent, weights.getOrDefault(block, 0L), Long::sum));
    weights.keySet().retainAll(visited.keySet());
    return weights;
  }
}
