package dev.runtimebridge.lifecycle.adapter.prb;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.runtimebridge.lifecycle.adapter.security.Role;
import dev.runtimebridge.lifecycle.adapter.security.TokenGate;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who calls as a client of PRB does. Those know no tokens; most can be given an address such as
 * {@code http://x:TOKEN@host}, which sends the token as a password (HTTP Basic).
 */
final class PrbCallers {
  private final TokenGate gate;
  private final boolean open;

  /** With {@code open}, who sends nothing may do all. */
  PrbCallers(TokenGate gate, boolean open) {
    this.gate = gate;
    this.open = open;
  }

  /** The role of a request with this header; empty where it is refused. */
  Optional<Role> roleOf(@Nullable String authorization) {
    if (authorization == null) {
      return open ? Optional.of(Role.OPERATOR) : Optional.empty();
    }
    return token(authorization).flatMap(gate::roleOf);
  }

  static Optional<String> token(String authorization) {
    String scheme = authorization.toLowerCase(Locale.ROOT);
    if (scheme.startsWith("bearer ")) {
      return Optional.of(authorization.substring("bearer ".length()).strip());
    }
    if (!scheme.startsWith("basic ")) {
      return Optional.empty();
    }
    try {
      String pair =
          new String(
              Base64.getDecoder().decode(authorization.substring("basic ".length()).strip()),
              UTF_8);
      int colon = pair.indexOf(':');
      return colon < 0 ? Optional.empty() : Optional.of(pair.substring(colon + 1));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
