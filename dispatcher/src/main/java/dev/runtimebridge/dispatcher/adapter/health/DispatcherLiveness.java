package dev.runtimebridge.dispatcher.adapter.health;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Alive as long as it answers: a worker or a cluster that is away is no reason to start this
 * process again.
 */
@Liveness
@ApplicationScoped
class DispatcherLiveness implements HealthCheck {
  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.up("dispatcher");
  }
}
