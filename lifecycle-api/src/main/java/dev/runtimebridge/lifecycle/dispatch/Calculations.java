package dev.runtimebridge.lifecycle.dispatch;

import dev.runtimebridge.lifecycle.domain.Checked;
import dev.runtimebridge.lifecycle.domain.Refusal;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Where chances are counted: as many at once as half the processors, few waiting, and nobody for
 * long, so that who only reads finds the machine free.
 */
public final class Calculations implements AutoCloseable {
  private static final int WAITING = 32;

  private final ThreadPoolExecutor executor;
  private final Duration patience;

  /** Calculations that a caller waits for no longer than {@code patience}. */
  public Calculations(Duration patience) {
    this.patience = patience;
    int atOnce = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    this.executor =
        new ThreadPoolExecutor(
            atOnce,
            atOnce,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(WAITING),
            Thread.ofPlatform().daemon().name("lifecycle-api-chances-", 0).factory());
    executor.allowCoreThreadTimeOut(true);
  }

  /** The result; blocks until it is there, or says why not: for virtual threads. */
  public <T> Checked<T> run(Callable<Checked<T>> calculation) {
    Future<Checked<T>> running;
    try {
      running = executor.submit(calculation);
    } catch (RejectedExecutionException e) {
      return Checked.refused(
          Refusal.Reason.TOO_MUCH,
          "%d calculations wait already: try again in a moment".formatted(WAITING));
    }
    try {
      return running.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return Checked.refused(
          Refusal.Reason.TOO_MUCH,
          "this takes longer than %d seconds: ask for fewer machines, points, tasks or classes"
              .formatted(patience.toSeconds()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Checked.refused(Refusal.Reason.UNAVAILABLE, "the API is stopping");
    } catch (ExecutionException e) {
      throw new IllegalStateException("a calculation failed", e.getCause());
    } finally {
      running.cancel(true);
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
