package dev.runtimebridge.solo.demo;

import dev.runtimebridge.schemas.v1.WorkerStage;
import java.util.Locale;

/** A state that all workers can be waited for in; on the command line {@code at-tip}. */
enum Goal {
  AT_TIP(WorkerStage.AT_TIP);

  private final WorkerStage stage;

  Goal(WorkerStage stage) {
    this.stage = stage;
  }

  WorkerStage stage() {
    return stage;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
