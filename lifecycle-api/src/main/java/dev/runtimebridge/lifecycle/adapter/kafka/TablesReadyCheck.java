package dev.runtimebridge.lifecycle.adapter.kafka;

import dev.runtimebridge.lifecycle.config.ApiConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready once the tables have reached the ends that the log had at the start, and while a broker
 * answers.
 */
@Readiness
@ApplicationScoped
class TablesReadyCheck implements HealthCheck {
  private static final String NAME = "lifecycle-api tables";

  private final TableReading reading;
  private final ApiConfig config;

  TablesReadyCheck(TableReading reading, ApiConfig config) {
    this.reading = reading;
    this.config = config;
  }

  @Override
  public HealthCheckResponse call() {
    Optional<String> why = config.enabled() ? reading.notReadyBecause() : Optional.empty();
    var response = HealthCheckResponse.named(NAME).status(why.isEmpty());
    why.ifPresent(sentence -> response.withData("waitingFor", sentence));
    return response.build();
  }
}
