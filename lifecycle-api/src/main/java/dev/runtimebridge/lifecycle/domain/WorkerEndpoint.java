package dev.runtimebridge.lifecycle.domain;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Base address of a pRuntime.
 *
 * @param url http or https address without user, query or fragment
 */
public record WorkerEndpoint(String url) {
  private static final int LONGEST = 512;
  private static final int HIGHEST_PORT = 65_535;
  private static final Set<String> SCHEMES = Set.of("http", "https");

  /** Checks the form of an address; whether a pRuntime answers there is seen by its session. */
  public static Checked<WorkerEndpoint> parse(String text) {
    String wrong = whatIsWrongWith(text);
    return wrong == null
        ? Checked.valid(new WorkerEndpoint(text))
        : Checked.invalid(
            "endpoint %s %s: expected the address of a pRuntime such as http://10.0.0.7:8000"
                .formatted(shown(text), wrong));
  }

  private static @Nullable String whatIsWrongWith(String text) {
    if (text.length() > LONGEST) {
      return "is longer than %d characters".formatted(LONGEST);
    }
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      return "is no URL";
    }
    if (uri.getScheme() == null || !SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT))) {
      return "is neither http nor https";
    }
    if (uri.getRawUserInfo() != null) {
      return "holds a user or a password, which would stand in the log for all to read";
    }
    if (uri.getHost() == null) {
      return "names no host";
    }
    if (uri.getPort() == 0 || uri.getPort() > HIGHEST_PORT) {
      return "has no port from 1 to %d".formatted(HIGHEST_PORT);
    }
    if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
      return "has a query or a fragment";
    }
    return null;
  }

  // What stands before an @ may be a password and must not go into messages and logs.
  private static String shown(String text) {
    return Quoted.of(text.replaceAll("//[^/]*@", "//***@"));
  }
}
