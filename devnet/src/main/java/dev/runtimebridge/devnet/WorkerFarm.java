package dev.runtimebridge.devnet;

import java.net.URI;
import java.util.List;

/** The simulated workers of a devnet, started and stopped with it. */
public interface WorkerFarm extends AutoCloseable {

  /**
   * Where each worker answers, e.g. {@code http://127.0.0.1:8000}, in the order of their numbers.
   */
  List<URI> endpoints();

  /** Stops all workers and frees their ports. */
  @Override
  void close();

  /** Starts workers for a devnet. */
  @FunctionalInterface
  interface Launcher {

    /**
     * Starts {@link DevnetSettings#workers} workers.
     *
     * @param settings what the devnet is made of
     * @param ports first port to take, 0 for free ports
     */
    WorkerFarm launch(DevnetSettings settings, int ports);
  }

  /** A farm without workers. */
  static WorkerFarm none() {
    return new WorkerFarm() {
      @Override
      public List<URI> endpoints() {
        return List.of();
      }

      @Override
      public void close() {
        // There is nothing to stop.
      }
    };
  }
}
