package dev.runtimebridge.lifecycle.adapter.grpc;

import dev.runtimebridge.lifecycle.adapter.kafka.TableReading;
import dev.runtimebridge.lifecycle.adapter.security.Access;
import dev.runtimebridge.lifecycle.adapter.security.Role;
import dev.runtimebridge.lifecycle.adapter.status.RefusalStatus;
import dev.runtimebridge.lifecycle.domain.Refusal;
import dev.runtimebridge.schemas.v1.ChainStatusGrpc;
import dev.runtimebridge.schemas.v1.DispatchGrpc;
import dev.runtimebridge.schemas.v1.LifecycleGrpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.quarkus.grpc.GlobalInterceptor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.Prioritized;
import java.util.Optional;
import java.util.Set;

/**
 * Refuses questions while the tables were never complete, and commands while the tables are not up
 * to date or the log is out of reach.
 */
@ApplicationScoped
@GlobalInterceptor
public class ReadinessGate implements ServerInterceptor, Prioritized {
  private static final int AFTER_TOKENS = 500;
  private static final Set<String> NEED_TABLES =
      Set.of(LifecycleGrpc.SERVICE_NAME, ChainStatusGrpc.SERVICE_NAME, DispatchGrpc.SERVICE_NAME);

  private final TableReading reading;

  ReadinessGate(TableReading reading) {
    this.reading = reading;
  }

  @Override
  public <ReqT, RespT> ServerCall.Listener<ReqT> interceptCall(
      ServerCall<ReqT, RespT> call, Metadata headers, ServerCallHandler<ReqT, RespT> next) {
    String service = call.getMethodDescriptor().getServiceName();
    if (service != null && NEED_TABLES.contains(service)) {
      boolean command =
          Access.neededFor(call.getMethodDescriptor()).equals(Optional.of(Role.OPERATOR));
      Optional<String> why = command ? reading.notReadyBecause() : reading.cannotAnswerBecause();
      if (why.isPresent()) {
        RefusalStatus.close(
            call,
            new Refusal(
                Refusal.Reason.UNAVAILABLE,
                "the API is not ready: %s; try again in a moment".formatted(why.get())));
        return new ServerCall.Listener<>() {};
      }
    }
    return next.startCall(call, headers);
  }

  @Override
  public int getPriority() {
    return AFTER_TOKENS;
  }
}
