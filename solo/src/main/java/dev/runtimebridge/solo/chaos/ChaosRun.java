package dev.runtimebridge.solo.chaos;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Begins one fault after another, at most two at once, and waits for the end of each. */
final class ChaosRun {
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);
  private static final int AT_ONCE = 2;

  private final ChaosStage stage;
  private final Watch watch;
  private final PrintStream out;
  private final List<Incident> going = new ArrayList<>();
  private final List<Recovery> recoveries = new ArrayList<>();
  private final List<String> ended = new ArrayList<>();
  private final long began = System.nanoTime();

  ChaosRun(ChaosStage stage, Watch watch, PrintStream out) {
    this.stage = stage;
    this.watch = watch;
    this.out = out;
  }

  /**
   * Begins faults of a plan while there is reason to, then waits until the last of them is over.
   *
   * @param goOn whether to, after so much time
   */
  List<Recovery> run(ChaosPlan plan, Predicate<Duration> goOn)
      throws IOException, InterruptedException {
    var maker = new FaultMaker(stage);
    PlannedFault next = plan.next();
    Duration busyUntil = elapsed();
    while (goOn.test(elapsed()) || !going.isEmpty()) {
      look();
      if (!going.isEmpty()) {
        busyUntil = elapsed();
      }
      if (goOn.test(elapsed()) && isDue(next, busyUntil)) {
        begin(maker.make(next), next.lasts());
        next = plan.next();
      }
      Thread.sleep(LOOK_EVERY);
    }
    return List.copyOf(recoveries);
  }

  /** Services that ended though nobody ended them; each was started again. */
  List<String> endedByThemselves() {
    return List.copyOf(ended);
  }

  private boolean isDue(PlannedFault next, Duration busyUntil) {
    if (going.isEmpty()) {
      return elapsed().compareTo(busyUntil.plus(next.gap())) >= 0;
    }
    return next.overlaps() && going.size() < AT_ONCE;
  }

  private void begin(Fault fault, Duration lasts) throws IOException, InterruptedException {
    var incident = Incident.begin(fault, watch, lasts, seconds());
    going.add(incident);
    if (going.size() > 1) {
      going.forEach(Incident::overlap);
    }
  }

  private void look() throws IOException, InterruptedException {
    for (Incident incident : List.copyOf(going)) {
      incident.look();
      if (incident.isOver()) {
        going.remove(incident);
        Recovery recovery = incident.recovery();
        recoveries.add(recovery);
        out.println(recovery);
      }
    }
    for (ServiceProcess process : stage.services().endedByThemselves()) {
      // A broker cannot go on without a disk; whoever made that happen starts it again.
      if (process != stage.services().broker() || going.isEmpty()) {
        ended.add(process.name());
        out.println("%6.1f s  %s ended by itself".formatted(seconds(), process.name()));
        process.start();
      }
    }
  }

  private double seconds() {
    return elapsed().toMillis() / 1000.0;
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - began);
  }
}
