package dev.runtimebridge.lifecycle.adapter.http;

import dev.runtimebridge.lifecycle.adapter.security.TokenGate;
import dev.runtimebridge.lifecycle.config.ApiConfig;
import io.grpc.BindableService;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.quarkus.grpc.GlobalInterceptor;
import io.quarkus.grpc.GrpcService;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.Prioritized;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the paths of the API and of the monitor beside gRPC on its port. */
@ApplicationScoped
class HttpRoutes {
  private static final int BEFORE_ALL = -10_000;
  private static final int BEFORE_OTHERS = -1_000;
  private static final String PACKAGES = "dev.runtimebridge.";

  private final ScheduledExecutorService deadlines =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("lifecycle-api-deadlines").factory());
  private final ApiConfig config;
  private final String host;
  private final Instance<BindableService> services;
  private final Instance<ServerInterceptor> interceptors;
  private final Sessions sessions;
  private final TokenGate gate;

  HttpRoutes(
      ApiConfig config,
      @ConfigProperty(name = "quarkus.http.host") String host,
      @GrpcService Instance<BindableService> services,
      @Any Instance<ServerInterceptor> interceptors,
      Sessions sessions,
      TokenGate gate) {
    this.config = config;
    this.host = host;
    this.services = services;
    this.interceptors = interceptors;
    this.sessions = sessions;
    this.gate = gate;
  }

  void add(@Observes Router router) {
    if (!config.enabled()) {
      return;
    }
    var guard = new Guard(host, config.hosts().orElse(Set.of()));
    var signIn = new SignIn(sessions, gate);
    var transcoder = new Transcoder(Bindings.of(guarded()), new Callers(sessions), deadlines);
    var files = new StaticFiles();
    router.route().order(BEFORE_ALL).handler(guard::check);
    router.post("/v1/session").order(BEFORE_OTHERS).handler(signIn::begin);
    router.delete("/v1/session").order(BEFORE_OTHERS).handler(signIn::end);
    router.route("/v1/*").order(BEFORE_OTHERS + 1).handler(transcoder::serve);
    router.route().order(BEFORE_OTHERS + 2).handler(files::serve);
  }

  void stop(@Observes ShutdownEvent event) {
    deadlines.shutdownNow();
  }

  /** The services behind the gates that their calls over gRPC pass, in the same order. */
  private List<ServerServiceDefinition> guarded() {
    List<ServerInterceptor> gates =
        interceptors
            .handlesStream()
            .filter(handle -> handle.getBean().getBeanClass().getName().startsWith(PACKAGES))
            .filter(
                handle ->
                    handle.getBean().getBeanClass().isAnnotationPresent(GlobalInterceptor.class))
            .map(Instance.Handle::get)
            .sorted(Comparator.comparingInt(HttpRoutes::priority))
            .toList();
    // Of these, the one that comes last here is asked first.
    return services.stream()
        .map(BindableService::bindService)
        .map(service -> ServerInterceptors.intercept(service, gates))
        .toList();
  }

  private static int priority(ServerInterceptor gate) {
    return gate instanceof Prioritized prioritized ? prioritized.getPriority() : 0;
  }
}
