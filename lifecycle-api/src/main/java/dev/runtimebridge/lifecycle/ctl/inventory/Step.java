package dev.runtimebridge.lifecycle.ctl.inventory;

import java.util.List;

/** One change on the way from what is to what is wanted. */
public sealed interface Step {

  /** The change as a person reads it, beginning with +, ~ or -. */
  String words();

  /** A pool that is not there. */
  record CreatePool(DeclaredPool pool) implements Step {
    @Override
    public String words() {
      return "+ pool %d %s%s"
          .formatted(pool.pid(), pool.name(), pool.syncOnly() ? ", sync only" : "");
    }
  }

  /** A pool that is otherwise. */
  record UpdatePool(DeclaredPool wanted, List<String> differences) implements Step {
    @Override
    public String words() {
      return "~ pool %d: %s".formatted(wanted.pid(), String.join(", ", differences));
    }
  }

  /** Another operator of a pool, or the first one. */
  record SetOperator(long pid, DeclaredOperator operator) implements Step {
    @Override
    public String words() {
      return "~ pool %d: operator → %s%s%s"
          .formatted(
              pid,
              operator.account().orElse("whose secret it is"),
              operator.proxied().map(owner -> " for " + owner).orElse(""),
              operator.secret().map(place -> ", secret in " + place).orElse(", secret asked for"));
    }
  }

  /** A worker that is not there. */
  record CreateWorker(DeclaredWorker worker) implements Step {
    @Override
    public String words() {
      return "+ worker %s: %s".formatted(worker.name(), worker.words());
    }
  }

  /** A worker that is otherwise. */
  record UpdateWorker(DeclaredWorker before, DeclaredWorker wanted) implements Step {
    @Override
    public String words() {
      return "~ worker %s: %s"
          .formatted(wanted.name(), String.join(", ", before.differences(wanted)));
    }
  }

  /** A worker that nobody declared. */
  record DeleteWorker(DeclaredWorker worker) implements Step {
    @Override
    public String words() {
      return "- worker %s: %s".formatted(worker.name(), worker.words());
    }
  }

  /** A pool that nobody declared. */
  record DeletePool(DeclaredPool pool) implements Step {
    @Override
    public String words() {
      return "- pool %d %s".formatted(pool.pid(), pool.name());
    }
  }
}
