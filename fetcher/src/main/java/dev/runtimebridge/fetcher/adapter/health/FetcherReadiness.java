package dev.runtimebridge.fetcher.adapter.health;

import dev.runtimebridge.fetcher.FetcherService;
import dev.runtimebridge.fetcher.pipeline.FetcherState;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Whether the fetcher does its work: it publishes or stands by, and waits for nothing that a person
 * would have to bring back.
 */
@Readiness
@ApplicationScoped
public class FetcherReadiness implements HealthCheck {
  private final FetcherService fetcher;

  /** Looks at {@code fetcher}. */
  public FetcherReadiness(FetcherService fetcher) {
    this.fetcher = fetcher;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder answer = HealthCheckResponse.named("fetcher");
    Optional<FetcherState> state = fetcher.state();
    if (state.isEmpty()) {
      return answer.up().withData("enabled", false).build();
    }
    FetcherState now = state.get();
    now.position()
        .ifPresent(
            position ->
                answer
                    .withData("relay", position.relay().number())
                    .withData("para", position.para().number()));
    boolean standby = now.role() == FetcherState.Role.STANDBY;
    boolean working = now.role() == FetcherState.Role.ACTIVE && now.waitingFor().isEmpty();
    return answer
        .withData("role", now.role().name())
        .withData("waitingFor", now.waitingFor())
        .status(standby || working)
        .build();
  }
}
