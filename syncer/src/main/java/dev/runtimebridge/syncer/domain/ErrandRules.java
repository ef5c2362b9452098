package dev.runtimebridge.syncer.domain;

import static dev.runtimebridge.syncer.domain.RejectionReason.INVALID_VALUE;
import static dev.runtimebridge.syncer.domain.RejectionReason.NOT_ENABLED;
import static dev.runtimebridge.syncer.domain.RejectionReason.NOT_FOUND;
import static dev.runtimebridge.syncer.domain.RejectionReason.NOT_POSSIBLE_NOW;

import dev.runtimebridge.syncer.domain.Errand.FetchRegistration;
import dev.runtimebridge.syncer.domain.WorkerState.Active;
import dev.runtimebridge.syncer.domain.WorkerState.Disabled;
import dev.runtimebridge.syncer.domain.WorkerState.Removed;
import dev.runtimebridge.syncer.domain.WorkerState.Unseen;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What operators may have asked of pRuntime, one thing at a time. */
final class ErrandRules {
  private static final int MOST_ENDPOINTS = 16;
  private static final int LONGEST_ENDPOINT = 200;

  private ErrandRules() {}

  static Decision<WorkerEvent> forceRegister(WorkerState now, String id) {
    return driven(now, worker -> forceRegister(worker, id));
  }

  static Decision<WorkerEvent> updateEndpoints(WorkerState now, List<String> endpoints, String id) {
    boolean tooMany = endpoints.isEmpty() || endpoints.size() > MOST_ENDPOINTS;
    if (tooMany || endpoints.stream().anyMatch(ErrandRules::isNoEndpoint)) {
      return Decision.rejected(
          INVALID_VALUE,
          "1 to %d endpoints of 1 to %d characters are expected"
              .formatted(MOST_ENDPOINTS, LONGEST_ENDPOINT));
    }
    return driven(now, worker -> begin(worker, new Errand.SignEndpoints(id, endpoints)));
  }

  static Decision<WorkerEvent> takeCheckpoint(WorkerState now, String id) {
    return driven(now, worker -> begin(worker, new Errand.TakeCheckpoint(id)));
  }

  static Decision<WorkerEvent> kick(WorkerState now, String id) {
    return driven(now, worker -> begin(worker, new Errand.KickWorker(id)));
  }

  private static Decision<WorkerEvent> forceRegister(Active worker, String id) {
    if (!worker.stage().isAtTip()) {
      return Decision.rejected(
          NOT_POSSIBLE_NOW,
          "worker \"%s\" is not at the tip; it is registered from there"
              .formatted(worker.config().name()));
    }
    boolean ofAnother =
        worker
            .life()
            .facts()
            .map(WorkerFacts::pool)
            .filter(pool -> pool.operator().isPresent() && !PoolRights.allow(worker, pool))
            .isPresent();
    if (ofAnother) {
      return Decision.rejected(
          NOT_POSSIBLE_NOW,
          "pool %d is not its operator's on the chain; give it the right operator first"
              .formatted(worker.config().pid()));
    }
    return begin(worker, new FetchRegistration(id, true, owner(worker)));
  }

  static Optional<dev.runtimebridge.substrate.Bytes> owner(Active worker) {
    return worker.life().facts().flatMap(facts -> facts.pool().owner());
  }

  private static Decision<WorkerEvent> begin(Active worker, Errand errand) {
    Optional<Errand> before =
        worker.life().errand().filter(there -> !(there instanceof FetchRegistration));
    return before.isPresent()
        ? Decision.rejected(
            NOT_POSSIBLE_NOW,
            "pRuntime is still asked for the command %s; wait for it".formatted(before.get().id()))
        : Decision.accepted(new WorkerEvent.ErrandBegan(errand));
  }

  private static Decision<WorkerEvent> driven(
      WorkerState now, Function<Active, Decision<WorkerEvent>> rule) {
    return switch (now) {
      case Active active -> rule.apply(active);
      case Disabled disabled ->
          Decision.rejected(
              NOT_ENABLED, "worker \"%s\" is stopped".formatted(disabled.config().name()));
      case Unseen unseen -> notFound();
      case Removed removed -> notFound();
    };
  }

  private static boolean isNoEndpoint(String endpoint) {
    return endpoint.isBlank() || endpoint.length() > LONGEST_ENDPOINT;
  }

  private static Decision<WorkerEvent> notFound() {
    return Decision.rejected(NOT_FOUND, "there is no such worker to be asked for anything");
  }
}
