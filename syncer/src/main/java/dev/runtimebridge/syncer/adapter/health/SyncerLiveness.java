package dev.runtimebridge.syncer.adapter.health;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Alive as long as it answers: a worker, a node or a cluster that is away is no reason to start
 * this process again.
 */
@Liveness
@ApplicationScoped
class SyncerLiveness implements HealthCheck {
  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.up("syncer");
  }
}
