package dev.runtimebridge.submitter.adapter.health;

import dev.runtimebridge.submitter.SubmitterService;
import dev.runtimebridge.submitter.pipeline.SubmitterState;
import dev.runtimebridge.submitter.pipeline.SubmitterState.Role;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Whether the submitter does its work: it signs and sends or stands by, and waits for nothing that
 * a person would have to bring back. A pool without a usable key is told of and changes nothing.
 */
@Readiness
@ApplicationScoped
public class SubmitterReadiness implements HealthCheck {
  private final SubmitterService submitter;

  /** Looks at {@code submitter}. */
  public SubmitterReadiness(SubmitterService submitter) {
    this.submitter = submitter;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder answer = HealthCheckResponse.named("submitter");
    Optional<SubmitterState> state = submitter.state();
    if (state.isEmpty()) {
      String unusable = submitter.unusableKey();
      return answer
          .withData("enabled", !unusable.isEmpty())
          .withData("waitingFor", unusable)
          .status(unusable.isEmpty())
          .build();
    }
    SubmitterState now = state.get();
    submitter.keyProblems().forEach((pid, reason) -> answer.withData("pool " + pid, reason));
    now.finalized().ifPresent(block -> answer.withData("finalized", block.number()));
    boolean working = now.role() == Role.ACTIVE && now.waitingFor().isEmpty();
    return answer
        .withData("role", now.role().name())
        .withData("waitingFor", now.waitingFor())
        .withData("queued", now.queued())
        .withData("live", now.live())
        .withData("withoutKey", String.join(", ", now.withoutKey()))
        .status(now.role() == Role.STANDBY || working)
        .build();
  }
}
