package dev.runtimebridge.syncer.session;

import dev.runtimebridge.syncer.domain.Errand;
import dev.runtimebridge.syncer.domain.FailureKind;
import dev.runtimebridge.syncer.domain.Observation;
import dev.runtimebridge.syncer.port.NoCollateral;
import dev.runtimebridge.syncer.port.PRuntime;
import dev.runtimebridge.syncer.port.PRuntimeFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what the worker's state asks of pRuntime beside feeding it. For the session's thread only.
 */
final class Errands {
  private static final Logger LOG = LoggerFactory.getLogger(Errands.class);

  private final PRuntime worker;
  private final SessionReports reports;
  private final Supplier<Optional<Errand>> wanted;
  private final Duration againAfter;
  private String lastDone = "";
  private Instant doneAt = Instant.MIN;

  /**
   * Errands of one session.
   *
   * @param wanted what the state asks for now
   * @param againAfter when an errand that still stands is done again: its report was lost
   */
  Errands(
      PRuntime worker,
      SessionReports reports,
      Supplier<Optional<Errand>> wanted,
      Duration againAfter) {
    this.worker = worker;
    this.reports = reports;
    this.wanted = wanted;
    this.againAfter = againAfter;
  }

  /** Whether there is one to do. */
  boolean waiting() {
    return wanted.get().map(this::isDue).orElse(false);
  }

  /** Does the one that waits, if one does. */
  void run() throws PRuntimeFailure, InterruptedException {
    Optional<Errand> errand = wanted.get().filter(this::isDue);
    if (errand.isEmpty()) {
      return;
    }
    reports.say(result(errand.get()));
    lastDone = errand.get().id();
    doneAt = reports.now();
  }

  private Observation result(Errand errand) throws PRuntimeFailure, InterruptedException {
    try {
      return switch (errand) {
        case Errand.FetchRegistration(var id, var force, var operator) ->
            new Observation.RegistrationInfoSeen(id, worker.registrationInfo(force, operator));
        case Errand.SignEndpoints(var id, var endpoints) ->
            new Observation.EndpointsSigned(id, worker.signEndpoints(endpoints));
        case Errand.TakeCheckpoint(var id) ->
            new Observation.CheckpointTaken(id, worker.takeCheckpoint());
        case Errand.KickWorker(var id) -> {
          worker.kick();
          yield new Observation.RuntimeKicked(id);
        }
      };
    } catch (PRuntimeFailure e) {
      if (e.kind() != FailureKind.REFUSED) {
        throw e;
      }
      return failed(errand, e);
    } catch (NoCollateral e) {
      // The worker is well, so that it must not miss blocks for what another service lacks.
      return failed(errand, e);
    }
  }

  private Observation failed(Errand errand, Exception e) {
    LOG.info("Errand failed: worker={} error={}", reports.worker(), e.getMessage());
    return new Observation.ErrandFailed(errand.id(), String.valueOf(e.getMessage()));
  }

  private boolean isDue(Errand errand) {
    return !errand.id().equals(lastDone) || !reports.now().isBefore(doneAt.plus(againAfter));
  }
}
