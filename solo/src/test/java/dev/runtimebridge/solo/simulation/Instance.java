package dev.runtimebridge.solo.simulation;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * A service under a name that stays, in one process after another.
 *
 * @param <T> the service
 */
final class Instance<T> {
  private static final Duration LONGEST_AWAY = Duration.ofSeconds(20);
  private static final Duration LONGEST_FROZEN = Duration.ofSeconds(60);

  private final String name;
  private final Scheduler scheduler;
  private final Function<SimProcess, T> service;
  private int starts;
  private SimProcess process;
  private Optional<T> running = Optional.empty();

  /**
   * Starts for the first time.
   *
   * @param service makes it, on a thread of the process that it is given
   */
  Instance(String name, Scheduler scheduler, Function<SimProcess, T> service) {
    this.name = name;
    this.scheduler = scheduler;
    this.service = service;
    this.process = start();
  }

  String name() {
    return name;
  }

  SimProcess process() {
    return process;
  }

  /** The service, once its process has made it. */
  Optional<T> running() {
    return running;
  }

  private SimProcess start() {
    var begun = new SimProcess(name + "." + ++starts, scheduler);
    scheduler.note(begun.name() + " starts");
    running = Optional.empty();
    begun.start("main", () -> running = Optional.of(service.apply(begun)));
    return begun;
  }

  /** Is killed and started again, or stands still for a while and does not know. */
  void disturb() {
    if (scheduler.oneIn(3)) {
      process.freeze(scheduler.between(Duration.ofSeconds(1), LONGEST_FROZEN));
      return;
    }
    process.kill();
    scheduler.after(
        scheduler.between(Duration.ZERO, LONGEST_AWAY),
        () -> {
          if (!process.alive()) {
            process = start();
          }
        });
  }
}
