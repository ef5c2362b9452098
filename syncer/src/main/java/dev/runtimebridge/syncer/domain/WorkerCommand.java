package dev.runtimebridge.syncer.domain;

/** What an operator asks of a worker. */
public sealed interface WorkerCommand extends Command {
  /** Make it known, and drive it if it is enabled. */
  record CreateWorker(WorkerConfig config) implements WorkerCommand {}

  /** Change what is said of it; whether it is enabled stays. */
  record UpdateWorker(WorkerConfig config) implements WorkerCommand {}

  /** Forget it. */
  record DeleteWorker() implements WorkerCommand {}

  /** Drive it. */
  record StartWorker() implements WorkerCommand {}

  /** Leave it alone. */
  record StopWorker() implements WorkerCommand {}

  /** End its session and begin another. */
  record RestartWorker() implements WorkerCommand {}
}
