package dev.runtimebridge.dispatcher.port;

import dev.runtimebridge.substrate.Bytes;

/** Workers that compute. */
public interface TaskWorkers {
  /**
   * What a worker says that its result is; nothing of it has been checked.
   *
   * @param result claimed
   * @param signature of whom is to be seen
   */
  record Answer(Bytes result, Bytes signature) {}

  /**
   * Asks a worker for the result of its task.
   *
   * @throws NoAnswer if none was had within the time limit of a call
   */
  Answer ask(OpenTask open) throws NoAnswer, InterruptedException;
}
