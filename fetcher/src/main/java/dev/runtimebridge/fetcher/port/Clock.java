package dev.runtimebridge.fetcher.port;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;

/** Time and chance. For any number of threads. */
public interface Clock extends InstantSource {

  /**
   * Waits until a permit can be taken from {@code signals} and takes it, or until {@code longest}
   * is over.
   *
   * @throws InterruptedException if the waiting thread is told to end
   */
  void await(Semaphore signals, Duration longest) throws InterruptedException;

  /** A number from 0 up to 1, another each time. */
  double chance();
}
