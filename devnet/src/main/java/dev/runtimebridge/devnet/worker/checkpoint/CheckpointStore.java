package dev.runtimebridge.devnet.worker.checkpoint;

import dev.runtimebridge.devnet.worker.enclave.RuntimeState;
import java.util.Optional;

/** The checkpoints of all workers of a farm. Safe for all threads. */
public interface CheckpointStore {

  /** Writes a checkpoint and forgets the oldest ones that are too many. */
  void save(int worker, RuntimeState state);

  /**
   * A checkpoint of {@code worker}; absent if there is none or it cannot be read.
   *
   * @param age 0 for the newest, 1 for the one before
   */
  Optional<RuntimeState> load(int worker, int age);

  /** Forgets all checkpoints of {@code worker}. */
  void remove(int worker);
}
