package dev.runtimebridge.lifecycle.adapter.http;

import dev.runtimebridge.lifecycle.BuildInfo;
import dev.runtimebridge.lifecycle.adapter.security.TokenGate;
import dev.runtimebridge.lifecycle.config.ApiConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
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

  private final ScheduledExecutorService deadlines =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("lifecycle-api-deadlines").factory());
  private final ApiConfig config;
  private final String host;
  private final GuardedServices services;
  private final Sessions sessions;
  private final CallPlaces places;
  private final TokenGate gate;

  HttpRoutes(
      ApiConfig config,
      @ConfigProperty(name = "quarkus.http.host") String host,
      GuardedServices services,
      Sessions sessions,
      CallPlaces places,
      TokenGate gate) {
    this.config = config;
    this.host = host;
    this.services = services;
    this.sessions = sessions;
    this.places = places;
    this.gate = gate;
  }

  void add(@Observes Router router) {
    if (!config.enabled()) {
      return;
    }
    var guard = new Guard(host, config.hosts().orElse(Set.of()));
    var signIn = new SignIn(sessions, gate);
    Bindings bindings = Bindings.of(services.all());
    var transcoder = new Transcoder(bindings, sessions, deadlines);
    String document =
        OpenApi.of(bindings, ProtoComments.packed(), BuildInfo.ofThis().version()).toString();
    String tag = Hashed.of(document).hex();
    var files = new StaticFiles();
    router.route().order(BEFORE_ALL).handler(guard::check);
    for (String calls : List.of("/v1/*", "/prb/*")) {
      router.route(calls).order(BEFORE_ALL + 1).handler(places::enter);
    }
    router.post("/v1/session").order(BEFORE_OTHERS).handler(signIn::begin);
    router.delete("/v1/session").order(BEFORE_OTHERS).handler(signIn::end);
    router
        .get("/openapi.json")
        .order(BEFORE_OTHERS)
        .handler(http -> Answer.send(http, 200, document, tag));
    router
        .get(JointStreams.PATH)
        .order(BEFORE_OTHERS)
        .handler(new JointStreams(bindings, sessions)::serve);
    router.route("/v1/*").order(BEFORE_OTHERS + 1).handler(transcoder::serve);
    router.route().order(BEFORE_OTHERS + 2).handler(files::serve);
  }

  void stop(@Observes ShutdownEvent event) {
    deadlines.shutdownNow();
  }
}
