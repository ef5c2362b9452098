package dev.runtimebridge.lifecycle.ctl;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the API and a token: what the options say, else the files that a running API keeps in its
 * data folder: the one that {@code --data} names, else {@code $BRIDGE_DATA}, {@code ./data} and
 * {@code ~/.runtime-bridge}.
 */
final class Discovery {
  private static final String TOKENS = "api-tokens";
  private static final String ADDRESS = "api-address";
  private static final String STRONGEST_ROLE = "operator";

  private final List<Path> folders;

  Discovery(Surroundings surroundings, @Nullable Path data) {
    folders = data == null ? usual(surroundings) : List.of(surroundings.directory().resolve(data));
  }

  private static List<Path> usual(Surroundings surroundings) {
    var candidates = new ArrayList<Path>();
    String named = surroundings.environment().get("BRIDGE_DATA");
    if (named != null && !named.isBlank()) {
      candidates.add(surroundings.directory().resolve(named));
    }
    candidates.add(surroundings.directory().resolve("data"));
    candidates.add(surroundings.home().resolve(".runtime-bridge"));
    return List.copyOf(candidates);
  }

  /** Host and port of the API. */
  String server(@Nullable String option) {
    return option == null ? read(find(ADDRESS, "--server host:port")).strip() : option;
  }

  /** A token for it: the operator's, where the file has several. */
  String token(@Nullable Path option) {
    Path file = option == null ? find(TOKENS, "--token-file FILE") : option;
    List<String> lines = read(file).lines().map(String::strip).filter(it -> !it.isEmpty()).toList();
    return lines.stream()
        .filter(line -> line.startsWith(STRONGEST_ROLE + " "))
        .findFirst()
        .or(() -> lines.stream().findFirst())
        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
        .orElseThrow(() -> CtlFailure.unreachable("the token file %s is empty".formatted(file)));
  }

  private Path find(String name, String option) {
    return folders.stream()
        .map(folder -> folder.resolve(name))
        .filter(Files::exists)
        .findFirst()
        .orElseThrow(
            () ->
                CtlFailure.unreachable(
                    "no API was found: looked for the file %s in %s; start the API there, name its data folder with --data or BRIDGE_DATA, or give %s"
                        .formatted(
                            name,
                            folders.stream().map(Path::toString).collect(Collectors.joining(", ")),
                            option)));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, US_ASCII);
    } catch (IOException e) {
      throw CtlFailure.unreachable("the file %s cannot be read (%s)".formatted(file, e));
    }
  }
}
