package dev.runtimebridge.syncer.adapter.health;

import dev.runtimebridge.syncer.adapter.SyncerLifecycle;
import dev.runtimebridge.syncer.adapter.SyncerService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready while commands and observations are processed and the chain log is followed; says what is
 * waited for, and which partitions stand before a record that cannot be read.
 */
@Readiness
@ApplicationScoped
class SyncerReadiness implements HealthCheck {
  private final SyncerLifecycle lifecycle;

  SyncerReadiness(SyncerLifecycle lifecycle) {
    this.lifecycle = lifecycle;
  }

  @Override
  public HealthCheckResponse call() {
    var response = HealthCheckResponse.named("syncer");
    return lifecycle
        .service()
        .map(
            service ->
                response
                    .status(service.ready())
                    .withData("streams", service.streamsState())
                    .withData("log", service.logTrouble().orElse("followed"))
                    .withData("facts", service.factsTrouble().orElse("followed"))
                    .withData("stopped", stopped(service))
                    .withData("sessions", service.sessionCount())
                    .build())
        .orElseGet(() -> response.up().withData("streams", "not enabled").build());
  }

  private static String stopped(SyncerService service) {
    List<String> positions = service.stoppedPartitions();
    return positions.isEmpty() ? "none" : String.join("; ", positions);
  }
}
