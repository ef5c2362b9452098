package dev.runtimebridge.lifecycle.adapter.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path of the contract, such as {@code /v1/workers/{worker.id}:start}: each variable is one
 * segment, and a verb may stand behind the last one.
 *
 * @see <a
 *     href="https://github.com/googleapis/googleapis/blob/master/google/api/http.proto">google.api.http</a>
 */
final class PathTemplate {
  private static final Pattern VARIABLE = Pattern.compile("\\{([a-z0-9_.]+)}");

  private final String text;
  private final Pattern pattern;
  private final List<String> variables;

  private PathTemplate(String text, Pattern pattern, List<String> variables) {
    this.text = text;
    this.pattern = pattern;
    this.variables = variables;
  }

  static PathTemplate parse(String text) {
    List<String> variables = new ArrayList<>();
    var regex = new StringBuilder();
    Matcher matcher = VARIABLE.matcher(text);
    int end = 0;
    while (matcher.find()) {
      regex.append(Pattern.quote(text.substring(end, matcher.start()))).append("([^/]+)");
      variables.add(matcher.group(1));
      end = matcher.end();
    }
    regex.append(Pattern.quote(text.substring(end)));
    return new PathTemplate(text, Pattern.compile(regex.toString()), List.copyOf(variables));
  }

  /** As the contract writes it. */
  String text() {
    return text;
  }

  /** Paths of the fields that stand in the path, in its order. */
  List<String> variables() {
    return variables;
  }

  /**
   * How many characters are the same in every path; of two that match, the one with more is meant.
   */
  int literal() {
    return VARIABLE.matcher(text).replaceAll("").length();
  }

  /** The fields of a path as it was sent; empty if it is not one of these. */
  Optional<Map<String, String>> match(String path) {
    Matcher matcher = pattern.matcher(path);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Map<String, String> fields = new LinkedHashMap<>();
    for (int i = 0; i < variables.size(); i++) {
      try {
        // A plus sign is itself in a path.
        fields.put(
            variables.get(i), URLDecoder.decode(matcher.group(i + 1).replace("+", "%2B"), UTF_8));
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
    return Optional.of(fields);
  }
}
