package dev.runtimebridge.lifecycle.domain;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Base address of a pRuntime.
 *
 * @param url http or https address without user, query or fragment
 */
public record WorkerEndpoint(String url) {
  private static final int LONGEST = 512;
  private static final int HIGHEST_PORT = 65_535;
  private static final Pattern SLASHES_AT_END = Pattern.compile("/+$");
  private static final Map<String, Integer> USUAL_PORTS = Map.of("http", 80, "https", 443);

  /** Checks the form of an address; whether a pRuntime answers there is seen by its session. */
  public static Checked<WorkerEndpoint> parse(String text) {
    String wrong = whatIsWrongWith(text);
    return wrong == null
        ? Checked.valid(new WorkerEndpoint(text))
        : Checked.invalid(
            "endpoint %s %s: expected the address of a pRuntime such as http://10.0.0.7:8000"
                .formatted(shown(text), wrong));
  }

  /**
   * The one spelling that all spellings of this address share: scheme and host in lower case, the
   * port always there, no slash at the end. What is no address stands for itself.
   */
  public String normalised() {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException e) {
      return url;
    }
    if (uri.getScheme() == null || uri.getHost() == null) {
      return url;
    }
    String scheme = lowerCase(uri.getScheme());
    int port = uri.getPort() < 0 ? USUAL_PORTS.getOrDefault(scheme, -1) : uri.getPort();
    return "%s://%s:%d%s"
        .formatted(
            scheme,
            lowerCase(uri.getHost()),
            port,
            SLASHES_AT_END.matcher(uri.getRawPath()).replaceFirst(""));
  }

  private static String lowerCase(String text) {
    return text.toLowerCase(Locale.ROOT);
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
    if (uri.getScheme() == null || !USUAL_PORTS.containsKey(lowerCase(uri.getScheme()))) {
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
