package dev.runtimebridge.solo.simulation;

import dev.runtimebridge.schemas.v1.WorkerObservationRecord;
import dev.runtimebridge.syncer.domain.AggregateId;
import dev.runtimebridge.syncer.domain.Input.Observed;
import dev.runtimebridge.syncer.domain.Observation;
import dev.runtimebridge.syncer.port.LogUnavailable;
import dev.runtimebridge.syncer.port.Observations;
import dev.runtimebridge.syncer.topology.ObservationCodec;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Observations on their way from one process into the log: later, in their order, some of them
 * lost, some twice, and what was not sent yet is gone with its process.
 */
final class SimObservations implements Observations {
  private final SimProcess process;
  private final String driver;
  private final WorkerTopics topics;
  private final Troubles troubles;
  private final Deque<WorkerTopics.Input> waiting = new ArrayDeque<>();
  private int count;

  SimObservations(SimProcess process, String driver, WorkerTopics topics, Troubles troubles) {
    this.process = process;
    this.driver = driver;
    this.topics = topics;
    this.troubles = troubles;
  }

  @Override
  public void report(AggregateId worker, long epoch, Observation observation) {
    Scheduler scheduler = process.scheduler();
    if (troubles.away) {
      throw new LogUnavailable("the log takes no observation");
    }
    var observed = new Observed(driver + "/" + ++count, process.now(), epoch, driver, observation);
    WorkerObservationRecord record = ObservationCodec.write(worker, observed);
    waiting.add(new WorkerTopics.Input(worker.value(), record, process.now().toEpochMilli()));
    scheduler.after(scheduler.between(Duration.ofMillis(1), Duration.ofMillis(40)), this::sendNext);
  }

  private void sendNext() {
    WorkerTopics.Input next = waiting.poll();
    if (next == null || !process.alive() || troubles.strike(process.scheduler())) {
      return;
    }
    topics.observation(next);
    if (troubles.failsOneIn > 0 && process.scheduler().oneIn(10)) {
      topics.observation(next);
    }
  }
}
