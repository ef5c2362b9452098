package dev.runtimebridge.solo.demo;

import dev.runtimebridge.lifecycle.adapter.security.Role;
import dev.runtimebridge.lifecycle.adapter.security.TokenFile;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** The simulated workers as the bridge's API knows them, spread over the pools of the demo. */
public final class Fleet implements AutoCloseable {
  private static final Duration START_DEADLINE = Duration.ofMinutes(4);
  private static final Duration ENROL_DEADLINE = Duration.ofMinutes(3);
  private static final Duration ENROL_AGAIN_AFTER = Duration.ofSeconds(1);
  private static final Set<Status.Code> AGAIN =
      EnumSet.of(Status.Code.UNAVAILABLE, Status.Code.DEADLINE_EXCEEDED);
  private static final int ENROL_AT_ONCE = 64;

  private final BridgeClient client;

  private Fleet(BridgeClient client) {
    this.client = client;
  }

  /**
   * Waits until the API answers.
   *
   * @param tokens folder of the API's tokens
   * @param ended whether the API cannot answer any more
   * @throws IllegalStateException if it does not within four minutes, or has ended
   */
  public static Fleet connect(Path tokens, int port, BooleanSupplier ended)
      throws InterruptedException {
    long deadline = System.nanoTime() + START_DEADLINE.toNanos();
    var client = new BridgeClient(port, TokenFile.openOrCreate(tokens).of(Role.OPERATOR));
    String lastFailure = "the services did not start";
    while (System.nanoTime() < deadline && !ended.getAsBoolean()) {
      try {
        client.chainStatus();
        return new Fleet(client);
      } catch (StatusRuntimeException e) {
        lastFailure = e.getStatus().toString();
      }
      Thread.sleep(100);
    }
    client.close();
    throw new IllegalStateException(
        "the API on port %d did not answer: %s".formatted(port, lastFailure));
  }

  /** Puts the workers at {@code endpoints} into the pools, many at a time. */
  public void enrol(List<String> endpoints) throws InterruptedException {
    for (DemoPool pool : DemoPool.values()) {
      untilItAnswers(() -> client.ensurePool(pool));
    }
    var places = new Semaphore(ENROL_AT_ONCE);
    List<Future<?>> enrolled = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < endpoints.size(); i++) {
        String name = "worker-%04d".formatted(i);
        String endpoint = endpoints.get(i);
        long pid = DemoPool.of(i).pid();
        places.acquire();
        enrolled.add(
            threads.submit(
                () -> {
                  try {
                    untilItAnswers(() -> client.ensureWorker(pid, name, endpoint));
                  } finally {
                    places.release();
                  }
                }));
      }
    }
    for (Future<?> each : enrolled) {
      try {
        each.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("a worker was not created: " + e.getCause(), e);
      }
    }
  }

  /** A bridge that waits for its log says so; whoever asks waits with it. */
  private static void untilItAnswers(Runnable call) {
    long deadline = System.nanoTime() + ENROL_DEADLINE.toNanos();
    while (true) {
      try {
        call.run();
        return;
      } catch (StatusRuntimeException e) {
        if (!AGAIN.contains(e.getStatus().getCode()) || System.nanoTime() > deadline) {
          throw e;
        }
        LockSupport.parkNanos(ENROL_AGAIN_AFTER.toNanos());
      }
    }
  }

  /** The API as it is called. */
  public BridgeClient client() {
    return client;
  }

  @Override
  public void close() {
    client.close();
  }
}
