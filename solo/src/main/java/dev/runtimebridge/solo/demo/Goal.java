package dev.runtimebridge.solo.demo;

import dev.runtimebridge.schemas.v1.WorkerStage;
import java.util.Locale;

/** A state that all workers can be waited for in; on the command line {@code at-tip}. */
enum Goal {
  /** A worker has all that its chains have, whatever it does beyond that. */
  AT_TIP {
    @Override
    boolean isReachedIn(WorkerStage stage) {
      return switch (stage) {
        case AT_TIP, REGISTERING, BENCHMARKING, ADDING_TO_POOL, STARTING_COMPUTE, COMPUTING -> true;
        default -> false;
      };
    }
  },
  /** A worker computes on the chain. */
  COMPUTING {
    @Override
    boolean isReachedIn(WorkerStage stage) {
      return stage == WorkerStage.COMPUTING;
    }
  };

  abstract boolean isReachedIn(WorkerStage stage);

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
