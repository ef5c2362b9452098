package dev.runtimebridge.devnet.pool;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/** Which of some transactions can be included, from what they require and provide. */
final class Readiness {
  private final Map<Hash256, Integer> missing = new HashMap<>();
  private final Map<Bytes, List<PooledTransaction>> waitingFor = new HashMap<>();

  private Readiness() {}

  /** The transactions whose requirements others among them provide, in the order of arrival. */
  static Set<Hash256> ready(Collection<PooledTransaction> all) {
    Set<Hash256> ready = new LinkedHashSet<>();
    var open = new Readiness();
    Deque<PooledTransaction> next = new ArrayDeque<>();
    all.forEach(each -> open.add(each, next));
    while (!next.isEmpty()) {
      PooledTransaction each = next.remove();
      ready.add(each.hash());
      open.provide(each, next);
    }
    return ready;
  }

  /**
   * An order in which they can be included in a block: best first, each after those that it
   * requires. What is kept back is left out, with all that requires it.
   */
  static List<PooledTransaction> order(Collection<PooledTransaction> all, long block) {
    List<PooledTransaction> order = new ArrayList<>();
    var open = new Readiness();
    PriorityQueue<PooledTransaction> next = new PriorityQueue<>(PooledTransaction.BEST_FIRST);
    for (PooledTransaction each : all) {
      if (each.notBefore() <= block) {
        open.add(each, next);
      }
    }
    while (!next.isEmpty()) {
      PooledTransaction each = next.remove();
      order.add(each);
      open.provide(each, next);
    }
    return order;
  }

  private void add(PooledTransaction each, Collection<PooledTransaction> next) {
    Set<Bytes> requires = new HashSet<>(each.valid().requires());
    if (requires.isEmpty()) {
      next.add(each);
      return;
    }
    missing.put(each.hash(), requires.size());
    requires.forEach(tag -> waitingFor.computeIfAbsent(tag, first -> new ArrayList<>()).add(each));
  }

  private void provide(PooledTransaction provider, Collection<PooledTransaction> next) {
    for (Bytes tag : provider.valid().provides()) {
      List<PooledTransaction> waiting = waitingFor.remove(tag);
      if (waiting == null) {
        continue;
      }
      for (PooledTransaction each : waiting) {
        if (missing.merge(each.hash(), -1, Integer::sum) == 0) {
          next.add(each);
        }
      }
    }
  }
}
