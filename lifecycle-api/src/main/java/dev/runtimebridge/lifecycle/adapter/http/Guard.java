package dev.runtimebridge.lifecycle.adapter.http;

import com.google.rpc.Code;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What holds for every request that is not gRPC: headers that keep a browser from mixing the pages
 * with others, and, on loopback, a name of the host that no one else's DNS can point here (DNS
 * rebinding). gRPC is left alone: a browser cannot send it to another site unasked.
 */
final class Guard {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1", "[::1]");
  private static final Pattern LOOPBACK_ADDRESS = Pattern.compile("127(\\.\\d{1,3}){3}");
  private static final String POLICY =
      "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
          + "form-action 'self'; frame-ancestors 'none'";

  private final boolean onLoopback;
  private final Set<String> alsoAllowed;

  /**
   * A guard of what listens on {@code host}.
   *
   * @param alsoAllowed names under which a proxy in front passes requests on; empty for none
   */
  Guard(String host, Set<String> alsoAllowed) {
    this.onLoopback = isLoopback(host);
    this.alsoAllowed = alsoAllowed;
  }

  void check(RoutingContext http) {
    String type = http.request().getHeader(HttpHeaders.CONTENT_TYPE);
    if (type != null && type.startsWith("application/grpc")) {
      http.next();
      return;
    }
    http.response()
        .putHeader("Content-Security-Policy", POLICY)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("X-Frame-Options", "DENY")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    HostAndPort authority = http.request().authority();
    String host = authority == null ? "" : authority.host().toLowerCase(Locale.ROOT);
    if (allows(host)) {
      http.next();
      return;
    }
    Answer.send(
        http,
        421,
        JsonText.of(
            Problem.of(
                    Code.PERMISSION_DENIED,
                    "HOST_NOT_ALLOWED",
                    "the host \"%s\" is not one of this API".formatted(Shortened.text(host)),
                    "call it as localhost, or name the host in bridge.api.hosts")
                .status()),
        "");
  }

  boolean allows(String host) {
    if (alsoAllowed.contains(host) || isLoopback(host)) {
      return true;
    }
    return !onLoopback && alsoAllowed.isEmpty();
  }

  private static boolean isLoopback(String host) {
    return LOOPBACK.contains(host) || LOOPBACK_ADDRESS.matcher(host).matches();
  }
}
