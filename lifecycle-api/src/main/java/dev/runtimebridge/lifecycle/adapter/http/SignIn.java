package dev.runtimebridge.lifecycle.adapter.http;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.rpc.Code;
import dev.runtimebridge.lifecycle.adapter.security.Role;
import dev.runtimebridge.lifecycle.adapter.security.TokenGate;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST} and {@code DELETE /v1/session}: a browser signs in with a token or a code, and out.
 */
final class SignIn {
  private static final Logger LOG = LoggerFactory.getLogger(SignIn.class);
  private static final int MOST_BYTES = 4_096;

  private final Sessions sessions;
  private final TokenGate gate;
  private final Attempts attempts = new Attempts(Clock.systemUTC());

  SignIn(Sessions sessions, TokenGate gate) {
    this.sessions = sessions;
    this.gate = gate;
  }

  void begin(RoutingContext http) {
    String type = http.request().getHeader(HttpHeaders.CONTENT_TYPE);
    if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
      // Other sites' forms cannot send this type, so that they cannot sign a browser in.
      Answer.send(
          http,
          Problem.of(
              Code.INVALID_ARGUMENT,
              "INVALID_JSON",
              "the content type is not application/json",
              "send it so"));
      return;
    }
    Body.read(http, MOST_BYTES, body -> begin(http, body));
  }

  private void begin(RoutingContext http, String body) {
    String address = http.request().remoteAddress().hostAddress();
    if (!attempts.allowed(address)) {
      Answer.send(
          http,
          Problem.of(
              Code.RESOURCE_EXHAUSTED,
              "TOO_MANY_ATTEMPTS",
              "%d attempts to sign in from this address have failed within a minute"
                  .formatted(Attempts.MOST),
              "wait a minute"));
      return;
    }
    Optional<Role> role = role(body);
    if (role.isEmpty()) {
      attempts.failed(address);
      LOG.info("Sign-in refused: address={}", address);
      Answer.send(
          http,
          Problem.of(
              Code.UNAUTHENTICATED,
              "SIGN_IN_REFUSED",
              "neither a token of this API nor a code that is still good",
              "take a token from the file api-tokens in the API's data folder, or a new code by bridge ctl"));
      return;
    }
    LOG.info("Signed in: address={} role={}", address, role.get().text());
    http.response().addCookie(cookie(http, sessions.begin(role.get())));
    Answer.empty(http, 204);
  }

  void end(RoutingContext http) {
    Cookie cookie = http.request().getCookie(Callers.COOKIE);
    if (cookie != null) {
      Problem foreign = Callers.foreign(http);
      if (foreign != null) {
        Answer.send(http, foreign);
        return;
      }
      sessions.end(Hashed.of(cookie.getValue()));
    }
    http.response().addCookie(cookie(http, "").setMaxAge(0));
    Answer.empty(http, 204);
  }

  private Optional<Role> role(String body) {
    try {
      JsonObject sent = JsonText.object(body);
      return text(sent, "token")
          .flatMap(gate::roleOf)
          .or(() -> text(sent, "code").flatMap(sessions::redeem));
    } catch (JsonParseException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> text(JsonObject sent, String name) {
    JsonElement value = sent.get(name);
    return value != null && value.isJsonPrimitive()
        ? Optional.of(value.getAsString().strip())
        : Optional.empty();
  }

  private static Cookie cookie(RoutingContext http, String value) {
    return Cookie.cookie(Callers.COOKIE, value)
        .setHttpOnly(true)
        .setSameSite(CookieSameSite.STRICT)
        .setSecure(http.request().isSSL())
        .setPath("/");
  }
}
