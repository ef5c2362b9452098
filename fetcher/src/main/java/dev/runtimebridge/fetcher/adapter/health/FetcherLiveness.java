package dev.runtimebridge.fetcher.adapter.health;

import dev.runtimebridge.fetcher.FetcherService;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Whether the fetcher's threads run; a node or a broker that is away is no reason to restart. */
@Liveness
@ApplicationScoped
public class FetcherLiveness implements HealthCheck {
  private final FetcherService fetcher;

  /** Looks at {@code fetcher}. */
  public FetcherLiveness(FetcherService fetcher) {
    this.fetcher = fetcher;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("fetcher").status(fetcher.alive()).build();
  }
}
