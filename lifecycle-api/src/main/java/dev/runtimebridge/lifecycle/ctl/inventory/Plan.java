package dev.runtimebridge.lifecycle.ctl.inventory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What has to be done, in this order: pools first, then who signs for them, then workers, and what
 * nobody declared at last.
 *
 * @param unchanged how many pools and workers are as they are wanted
 */
public record Plan(List<Step> steps, int unchanged) {

  /** Copies the list. */
  public Plan {
    steps = List.copyOf(steps);
  }

  /**
   * From what is there to what is wanted.
   *
   * @param prune whether what is not wanted is deleted
   */
  public static Plan between(Declaration there, Declaration wanted, boolean prune) {
    var steps = new ArrayList<Step>();
    int unchanged = 0;
    Map<Long, DeclaredPool> pools = new HashMap<>();
    there.pools().forEach(pool -> pools.put(pool.pid(), pool));
    for (DeclaredPool pool : wanted.pools()) {
      DeclaredPool before = pools.remove(pool.pid());
      List<Step> forPool = pool(before, pool);
      steps.addAll(forPool);
      unchanged += forPool.isEmpty() ? 1 : 0;
    }
    Map<String, DeclaredWorker> workers = new HashMap<>();
    there.workers().forEach(worker -> workers.put(worker.name(), worker));
    for (DeclaredWorker worker : wanted.workers()) {
      DeclaredWorker before = workers.remove(worker.name());
      if (before == null) {
        steps.add(new Step.CreateWorker(worker));
      } else if (before.isAs(worker)) {
        unchanged++;
      } else {
        steps.add(new Step.UpdateWorker(before, worker));
      }
    }
    if (prune) {
      there.workers().stream()
          .filter(worker -> workers.containsKey(worker.name()))
          .forEach(worker -> steps.add(new Step.DeleteWorker(worker)));
      there.pools().stream()
          .filter(pool -> pools.containsKey(pool.pid()))
          .forEach(pool -> steps.add(new Step.DeletePool(pool)));
    }
    return new Plan(steps, unchanged);
  }

  private static List<Step> pool(@Nullable DeclaredPool before, DeclaredPool wanted) {
    var steps = new ArrayList<Step>();
    if (before == null) {
      steps.add(new Step.CreatePool(wanted));
    } else if (!before.differences(wanted).isEmpty()) {
      steps.add(new Step.UpdatePool(wanted, before.differences(wanted)));
    }
    wanted
        .operator()
        .filter(operator -> before == null || !signs(before, operator))
        .ifPresent(operator -> steps.add(new Step.SetOperator(wanted.pid(), operator)));
    return steps;
  }

  private static boolean signs(DeclaredPool pool, DeclaredOperator wanted) {
    return pool.operator()
        .filter(
            is -> is.account().equals(wanted.account()) && is.proxied().equals(wanted.proxied()))
        .isPresent();
  }

  /** All steps of one kind. */
  public <S extends Step> List<S> of(Class<S> kind) {
    return steps.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** How much of each, in one line. */
  public String summary() {
    if (steps.isEmpty()) {
      return "nothing to do: %d as wanted".formatted(unchanged);
    }
    long created = steps.stream().filter(step -> step.words().startsWith("+")).count();
    long deleted = steps.stream().filter(step -> step.words().startsWith("-")).count();
    return "%d to create, %d to change, %d to delete, %d as wanted"
        .formatted(created, steps.size() - created - deleted, deleted, unchanged);
  }
}
