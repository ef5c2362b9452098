package dev.runtimebridge.lifecycle.adapter.prb;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.runtimebridge.lifecycle.adapter.http.Body;
import dev.runtimebridge.lifecycle.adapter.http.GuardedServices;
import dev.runtimebridge.lifecycle.adapter.security.Role;
import dev.runtimebridge.lifecycle.adapter.security.TokenGate;
import dev.runtimebridge.lifecycle.config.ApiConfig;
import dev.runtimebridge.schemas.v1.GetSettingsRequest;
import dev.runtimebridge.schemas.v1.OperationsGrpc;
import dev.runtimebridge.schemas.v1.SettingsView;
import io.grpc.Context;
import io.grpc.StatusRuntimeException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The paths of PRB v3 under {@code /prb}, when they are switched on.
 *
 * @see <a
 *     href="https://github.com/Phala-Network/phala-blockchain/blob/654b1b69995b559692bcd2d8a77c3940dd308ce7/standalone/prb/src/api.rs">api.rs,
 *     start_api_server</a>
 */
@ApplicationScoped
class PrbRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(PrbRoutes.class);
  private static final String BASE = "/prb";
  private static final int ORDER = -2_000;
  private static final int MOST_BYTES = 1 << 20;
  private static final int TEAPOT = 418;
  private static final int NOT_ALLOWED = 405;
  private static final Map<String, HttpMethod> PATHS =
      Map.of(
          "/wm/status", HttpMethod.GET,
          "/wm/restart", HttpMethod.PUT,
          "/wm/config", HttpMethod.POST,
          "/workers/status", HttpMethod.GET,
          "/workers/restart", HttpMethod.PUT,
          "/workers/force_register", HttpMethod.PUT,
          "/workers/update_endpoints", HttpMethod.PUT,
          "/workers/take_checkpoint", HttpMethod.PUT,
          "/tx/status", HttpMethod.GET);

  private final ApiConfig config;
  private final GuardedServices services;
  private final PrbCallers callers;
  private final Set<String> origins;

  PrbRoutes(ApiConfig config, GuardedServices services, TokenGate gate) {
    this.config = config;
    this.services = services;
    this.callers = new PrbCallers(gate, config.prb().open());
    this.origins = config.prb().origins().orElse(Set.of());
  }

  void add(@Observes Router router) {
    if (!config.enabled() || !config.prb().enabled()) {
      return;
    }
    if (config.prb().open()) {
      LOG.warn(
          "Anyone who reaches this port may do everything through the API of PRB: path={} key=bridge.api.prb.open",
          BASE);
    }
    router.route(BASE + "/*").order(ORDER).handler(this::serve);
    router.route(BASE).order(ORDER).handler(this::serve);
  }

  private void serve(RoutingContext http) {
    allowOrigin(http);
    if (http.request().method().equals(HttpMethod.OPTIONS)
        && http.request().getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD) != null) {
      Body.drop(http);
      http.response().setStatusCode(204).end();
      return;
    }
    Optional<Role> role = callers.roleOf(http.request().getHeader(HttpHeaders.AUTHORIZATION));
    if (role.isEmpty()) {
      Body.drop(http);
      http.response().putHeader("WWW-Authenticate", "Basic realm=\"prb\"");
      var body = new JsonObject();
      body.addProperty("error", true);
      body.addProperty("code", "NotAllowed");
      body.addProperty(
          "message",
          "a token is asked for: call http://x:TOKEN@host/prb with a token of the file api-tokens");
      send(http, 401, "application/json", PrbJson.plain(body));
      return;
    }
    String asked = http.request().path();
    String path = asked == null ? "" : asked.substring(Math.min(asked.length(), BASE.length()));
    HttpMethod method = PATHS.get(path);
    if (method == null) {
      Body.drop(http);
      http.response().setStatusCode(TEAPOT).end();
    } else if (!method.equals(http.request().method())) {
      Body.drop(http);
      http.response().putHeader("Allow", method.name()).setStatusCode(NOT_ALLOWED).end();
    } else {
      Context caller = Context.ROOT.withValue(TokenGate.SIGNED_IN, role.get());
      String type = http.request().getHeader(HttpHeaders.CONTENT_TYPE);
      Body.read(
          http,
          MOST_BYTES,
          body ->
              Thread.ofVirtual()
                  .name("lifecycle-api-prb")
                  .start(() -> answer(http, path, type == null ? "" : type, body, caller)));
    }
  }

  private void answer(RoutingContext http, String path, String type, String body, Context caller) {
    var calls = new PrbCalls(services, caller);
    try {
      switch (path) {
        case "/wm/status" -> json(http, 200, status(calls));
        case "/wm/restart" -> json(http, NOT_ALLOWED, PrbJson.ok());
        case "/workers/status" -> {
          var workers = new JsonArray();
          calls.workers().forEach(worker -> workers.add(PrbJson.status(worker)));
          var json = new JsonObject();
          json.add("workers", workers);
          json(http, 200, json);
        }
        case "/tx/status" -> json(http, 200, PrbTransactions.of(calls.transactions()));
        case "/wm/config" -> {
          JsonElement done = new PrbConfig(calls).run(PrbCommand.parse(parsed(type, body)));
          send(http, 200, "text/plain; charset=utf-8", PrbJson.pretty(done));
        }
        default -> {
          PrbActions.run(calls, path, parsed(type, body));
          json(http, 200, PrbJson.ok());
        }
      }
    } catch (PrbError e) {
      fail(http, e);
    } catch (StatusRuntimeException e) {
      fail(http, PrbError.of(e));
    } catch (RuntimeException e) {
      LOG.error("Call of PRB's API failed: path={}", path, e);
      fail(http, PrbError.server("the API failed on this call; its log says why"));
    }
  }

  private static JsonObject status(PrbCalls calls) {
    SettingsView settings =
        calls.call(OperationsGrpc.getGetSettingsMethod(), GetSettingsRequest.getDefaultInstance());
    var json = new JsonObject();
    json.addProperty(
        "git_revision",
        settings.getRevision().isEmpty() ? settings.getVersion() : settings.getRevision());
    return json;
  }

  /** As its framework read bodies: only what is called JSON. */
  static JsonElement parsed(String type, String body) throws PrbError {
    if (!type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
      throw PrbError.unreadable(415, "Expected request with `Content-Type: application/json`");
    }
    try {
      return JsonParser.parseString(body);
    } catch (JsonParseException | StackOverflowError e) {
      throw PrbError.unreadable(400, "Failed to parse the request body as JSON");
    }
  }

  private void allowOrigin(RoutingContext http) {
    String origin = http.request().getHeader(HttpHeaders.ORIGIN);
    if (origin != null && origins.contains(origin)) {
      http.response()
          .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
          .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, PUT")
          .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, "content-type, authorization")
          .putHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
    }
  }

  private static void fail(RoutingContext http, PrbError error) {
    if (error.isJson()) {
      json(http, error.status(), error.body());
    } else {
      send(http, error.status(), "text/plain; charset=utf-8", error.text());
    }
  }

  private static void json(RoutingContext http, int status, JsonElement body) {
    send(http, status, "application/json", PrbJson.plain(body));
  }

  private static void send(RoutingContext http, int status, String type, String text) {
    HttpServerResponse response = http.response();
    try {
      response.setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, type).end(text);
    } catch (IllegalStateException e) {
      LOG.debug("Caller has gone", e);
    }
  }
}
