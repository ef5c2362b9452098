package dev.runtimebridge.syncer.domain;

import java.util.List;
import java.util.Optional;

/** What an operator asks of a worker. */
public sealed interface WorkerCommand extends Command {
  /** Make it known, and drive it if it is enabled. */
  record CreateWorker(WorkerConfig config) implements WorkerCommand {}

  /**
   * Change what is said of it; whether it is enabled stays.
   *
   * @param expected what the sender took it to be; refused if it is another by now
   */
  record UpdateWorker(WorkerConfig config, Optional<WorkerConfig> expected)
      implements WorkerCommand {
    /** A change whatever it is now. */
    public UpdateWorker(WorkerConfig config) {
      this(config, Optional.empty());
    }
  }

  /** Forget it. */
  record DeleteWorker() implements WorkerCommand {}

  /** Drive it. */
  record StartWorker() implements WorkerCommand {}

  /** Leave it alone. */
  record StopWorker() implements WorkerCommand {}

  /** End its session and begin another. */
  record RestartWorker() implements WorkerCommand {}

  /** It is to compute. */
  record StartWorkerComputing() implements WorkerCommand {}

  /** It is to stop, cool down, give its stake back, and stay in its pool. */
  record StopWorkerComputing() implements WorkerCommand {}

  /** As {@link StopWorkerComputing}, then out of its pool. */
  record LeavePool() implements WorkerCommand {}

  /** Once again to the registry, with a fresh attestation. */
  record ForceRegister() implements WorkerCommand {}

  /** What the chain is told of where it can be reached. */
  record UpdateEndpoints(List<String> endpoints) implements WorkerCommand {
    /** Copies the list. */
    public UpdateEndpoints {
      endpoints = List.copyOf(endpoints);
    }
  }

  /** pRuntime is to save its state. */
  record TakeCheckpoint() implements WorkerCommand {}

  /** End pRuntime's process; what runs it starts it again. */
  record KickWorker() implements WorkerCommand {}
}
