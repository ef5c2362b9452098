package dev.runtimebridge.lifecycle.adapter.http;

import io.grpc.BindableService;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GlobalInterceptor;
import io.quarkus.grpc.GrpcService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.Prioritized;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The services behind the gates that their calls over gRPC pass, for what comes another way. */
@ApplicationScoped
public class GuardedServices {
  private static final String OWN_PACKAGES = "dev.runtimebridge.";

  private final Instance<BindableService> services;
  private final Instance<ServerInterceptor> interceptors;
  private volatile @Nullable List<ServerServiceDefinition> guarded;

  GuardedServices(
      @GrpcService Instance<BindableService> services,
      @Any Instance<ServerInterceptor> interceptors) {
    this.services = services;
    this.interceptors = interceptors;
  }

  /** Each with its gates, in the order in which they stand over gRPC. */
  public List<ServerServiceDefinition> all() {
    List<ServerServiceDefinition> known = guarded;
    if (known == null) {
      List<ServerInterceptor> gates = gates();
      known =
          services.stream()
              .map(BindableService::bindService)
              .map(service -> ServerInterceptors.intercept(service, gates))
              .toList();
      guarded = known;
    }
    return known;
  }

  /**
   * The answer of a call within {@code caller}. Blocks until it is there: for virtual threads.
   *
   * @throws StatusRuntimeException if the call is refused
   */
  public <Q, R> R call(Context caller, MethodDescriptor<Q, R> method, Q request) {
    ServerMethodDefinition<Q, R> definition = definition(method);
    return new LocalCall<>(method, caller)
        .answer(definition.getServerCallHandler(), new Metadata(), request);
  }

  // The name of a method stands for the types of its messages.
  @SuppressWarnings("unchecked")
  private <Q, R> ServerMethodDefinition<Q, R> definition(MethodDescriptor<Q, R> method) {
    return all().stream()
        .map(service -> Optional.ofNullable(service.getMethod(method.getFullMethodName())))
        .flatMap(Optional::stream)
        .map(found -> (ServerMethodDefinition<Q, R>) found)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no service has " + method));
  }

  /** Of these, the one that comes last is asked first. */
  private List<ServerInterceptor> gates() {
    return interceptors
        .handlesStream()
        .filter(handle -> isOwnGate(handle.getBean().getBeanClass()))
        .map(Instance.Handle::get)
        .sorted(Comparator.comparingInt(GuardedServices::priority))
        .toList();
  }

  private static boolean isOwnGate(Class<?> type) {
    return type.getName().startsWith(OWN_PACKAGES)
        && type.isAnnotationPresent(GlobalInterceptor.class);
  }

  private static int priority(ServerInterceptor gate) {
    return gate instanceof Prioritized prioritized ? prioritized.getPriority() : 0;
  }
}
