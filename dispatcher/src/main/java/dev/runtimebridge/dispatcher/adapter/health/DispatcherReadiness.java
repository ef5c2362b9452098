package dev.runtimebridge.dispatcher.adapter.health;

import dev.runtimebridge.dispatcher.adapter.DispatcherLifecycle;
import dev.runtimebridge.dispatcher.adapter.DispatcherService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready while rounds are decided on or a copy of them is kept; says which of the two, what is
 * waited for, and which workers do not do their tasks.
 */
@Readiness
@ApplicationScoped
class DispatcherReadiness implements HealthCheck {
  private static final int MOST_TROUBLES = 5;

  private final DispatcherLifecycle lifecycle;

  DispatcherReadiness(DispatcherLifecycle lifecycle) {
    this.lifecycle = lifecycle;
  }

  @Override
  public HealthCheckResponse call() {
    var response = HealthCheckResponse.named("dispatcher");
    return lifecycle
        .service()
        .map(
            service ->
                response
                    .status(service.ready())
                    .withData("streams", service.streamsState())
                    .withData("role", service.isActive() ? "ACTIVE" : "STANDBY")
                    .withData("block", service.block())
                    .withData("openTasks", service.openTasks())
                    .withData("unanswered", unanswered(service))
                    .build())
        .orElseGet(() -> response.up().withData("streams", "not enabled").build());
  }

  private static String unanswered(DispatcherService service) {
    List<String> troubles = service.taskTroubles();
    if (troubles.isEmpty()) {
      return "none";
    }
    String first = String.join("; ", troubles.subList(0, Math.min(MOST_TROUBLES, troubles.size())));
    return troubles.size() > MOST_TROUBLES
        ? first + "; and %d more".formatted(troubles.size() - MOST_TROUBLES)
        : first;
  }
}
