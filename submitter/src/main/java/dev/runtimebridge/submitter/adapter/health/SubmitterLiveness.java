package dev.runtimebridge.submitter.adapter.health;

import dev.runtimebridge.submitter.SubmitterService;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Whether the submitter's threads run; a node or a broker that is away is no reason to restart. */
@Liveness
@ApplicationScoped
public class SubmitterLiveness implements HealthCheck {
  private final SubmitterService submitter;

  /** Looks at {@code submitter}. */
  public SubmitterLiveness(SubmitterService submitter) {
    this.submitter = submitter;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("submitter").status(submitter.alive()).build();
  }
}
