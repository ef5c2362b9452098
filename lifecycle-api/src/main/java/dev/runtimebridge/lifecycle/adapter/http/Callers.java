package dev.runtimebridge.lifecycle.adapter.http;

import com.google.rpc.Code;
import dev.runtimebridge.lifecycle.adapter.security.Role;
import dev.runtimebridge.lifecycle.adapter.security.TokenGate;
import io.grpc.Context;
import io.grpc.Metadata;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who calls over HTTP: a token goes on to the gate as over gRPC; a cookie stands for the role that
 * its browser signed in with. A change by cookie needs a header that no other site can have a
 * browser send, and no address ever holds a secret.
 */
final class Callers {
  static final String COOKIE = "bridge_session";
  static final String OWN_REQUEST = "X-Bridge-Request";
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private final Sessions sessions;

  Callers(Sessions sessions) {
    this.sessions = sessions;
  }

  /** What a call begins with, or why it does not. */
  sealed interface Caller {
    record Known(Context context, Metadata headers, Optional<Hashed> session) implements Caller {}

    record Refused(Problem problem) implements Caller {}
  }

  Caller of(RoutingContext http) {
    var headers = new Metadata();
    String authorization = http.request().getHeader(HttpHeaders.AUTHORIZATION);
    if (authorization != null) {
      headers.put(AUTHORIZATION, authorization);
      return new Caller.Known(Context.ROOT, headers, Optional.empty());
    }
    Cookie cookie = http.request().getCookie(COOKIE);
    if (cookie == null) {
      return new Caller.Known(Context.ROOT, headers, Optional.empty());
    }
    Hashed session = Hashed.of(cookie.getValue());
    Optional<Role> role = sessions.roleOf(session);
    if (role.isEmpty()) {
      return new Caller.Refused(Sessions.ENDED);
    }
    Problem foreign = foreign(http);
    return foreign == null
        ? new Caller.Known(
            Context.ROOT.withValue(TokenGate.SIGNED_IN, role.get()), headers, Optional.of(session))
        : new Caller.Refused(foreign);
  }

  /** Why a change that comes with a cookie cannot be told from one that another site sent. */
  static @Nullable Problem foreign(RoutingContext http) {
    HttpMethod method = http.request().method();
    if (method.equals(HttpMethod.GET)
        || method.equals(HttpMethod.HEAD)
        || "1".equals(http.request().getHeader(OWN_REQUEST))) {
      return null;
    }
    return Problem.of(
        Code.PERMISSION_DENIED,
        "REQUEST_HEADER_MISSING",
        "a change by a session's cookie needs the header %s: 1".formatted(OWN_REQUEST),
        "send the header, or a token in place of the cookie");
  }
}
