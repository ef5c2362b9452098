package dev.runtimebridge.solo.simulation;

import java.lang.reflect.Constructor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/**
 * A process with threads of its own, as a service has one. All of them, and all that they start
 * themselves, run on the {@link Scheduler}. When it is killed none of them runs on, so that nothing
 * is put in order: as with SIGKILL.
 */
final class SimProcess
    implements Executor,
        dev.runtimebridge.fetcher.port.Clock,
        dev.runtimebridge.submitter.port.Clock,
        dev.runtimebridge.syncer.port.Clock {
  private static final Constructor<?> THREADS = threads();

  private final String name;
  private final Scheduler scheduler;
  private final List<Runnable> held = new ArrayList<>();
  private boolean alive = true;
  private boolean frozen;

  SimProcess(String name, Scheduler scheduler) {
    this.name = name;
    this.scheduler = scheduler;
  }

  String name() {
    return name;
  }

  Scheduler scheduler() {
    return scheduler;
  }

  boolean alive() {
    return alive;
  }

  /** Ends it at once. */
  void kill() {
    alive = false;
    scheduler.note(name + " is killed");
  }

  /** Stands still for a while, as with SIGSTOP; what it waited for may be over by then. */
  void freeze(Duration time) {
    frozen = true;
    scheduler.note(name + " stands still for " + time);
    scheduler.after(
        time,
        () -> {
          frozen = false;
          scheduler.note(name + " goes on");
          held.forEach(this::execute);
          held.clear();
        });
  }

  /** Runs one of its threads on, or keeps that for when it goes on itself. */
  void turn(Runnable continuation) {
    if (frozen) {
      held.add(continuation);
    } else if (alive) {
      continuation.run();
    }
  }

  /** Makes threads that run on the scheduler, as do all that are started by them. */
  Thread.Builder.OfVirtual threads(String threadName) {
    try {
      var builder = (Thread.Builder.OfVirtual) THREADS.newInstance((Executor) this);
      return builder.name(threadName);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Runs something on a thread of this process. */
  void start(String threadName, Runnable task) {
    var _ = threads(threadName).start(task);
  }

  @Override
  public void execute(Runnable continuation) {
    if (alive) {
      scheduler.ready(this, continuation);
    }
  }

  @Override
  public Instant instant() {
    return scheduler.now();
  }

  @Override
  public Instant now() {
    return scheduler.now();
  }

  @Override
  public void pause(Duration time) throws InterruptedException {
    var over = new Semaphore(0);
    scheduler.after(time, over::release);
    over.acquire();
  }

  @Override
  public void await(Semaphore signals, Duration longest) throws InterruptedException {
    boolean[] waits = {true};
    scheduler.after(
        longest,
        () -> {
          if (waits[0]) {
            signals.release();
          }
        });
    try {
      signals.acquire();
    } finally {
      waits[0] = false;
    }
  }

  @Override
  public double chance() {
    return scheduler.chance().nextDouble();
  }

  private static Constructor<?> threads() {
    try {
      Constructor<?> constructor =
          Class.forName("java.lang.ThreadBuilders$VirtualThreadBuilder")
              .getDeclaredConstructor(Executor.class);
      constructor.setAccessible(true);
      return constructor;
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw new IllegalStateException(
          "virtual threads with a scheduler of their own cannot be had: run with"
              + " --add-opens java.base/java.lang=ALL-UNNAMED on JDK 25, as Maven does here",
          e);
    }
  }
}
