package dev.runtimebridge.lifecycle.adapter.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.runtimebridge.schemas.v1.Setting;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/** The settings that are in force in this process, described by the table of the manual. */
final class SettingsTable {
  private static final String FOLDER = "META-INF/runtime-bridge/";
  private static final List<String> MANUALS = List.of("running.md", "alerts.md");
  private static final String PREFIX = "bridge.";
  private static final Pattern ROW =
      Pattern.compile("\\| (`bridge\\.[^|]+) \\|[^|]*\\| ([^|]+) \\|");
  private static final Pattern KEY = Pattern.compile("`([A-Za-z0-9.\"*-]+)`");
  private static final Pattern LINK = Pattern.compile("\\[([^]]+)]\\([^)]*\\)");
  private static final Pattern SECRET =
      Pattern.compile(
          "secret|password|passphrase|token|mnemonic|seed|credential|api-key|private"
              // A webhook's address is often all that its receiver asks for.
              + "|webhooks\\..*\\.url$");
  private static final Pattern USER_IN_ADDRESS = Pattern.compile("//[^/@\\s]*@");

  private final Map<String, String> descriptions;

  private SettingsTable(Map<String, String> descriptions) {
    this.descriptions = Map.copyOf(descriptions);
  }

  /** Descriptions of the manuals that are packed with the service. */
  static SettingsTable ofManual() {
    return parse(MANUALS.stream().map(SettingsTable::manual).collect(Collectors.joining("\n")));
  }

  private static String manual(String name) {
    try (InputStream manual =
        SettingsTable.class.getClassLoader().getResourceAsStream(FOLDER + name)) {
      byte[] text = Objects.requireNonNull(manual, "the manual is packed with it").readAllBytes();
      return new String(text, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static SettingsTable parse(String manual) {
    Map<String, String> descriptions = new HashMap<>();
    ROW.matcher(manual)
        .results()
        .forEach(
            row -> {
              String text = LINK.matcher(row.group(2)).replaceAll("$1").replace("`", "");
              String before = "";
              for (MatchResult key : KEY.matcher(row.group(1)).results().toList()) {
                // ".b" after "x.a" stands for "x.b".
                String name =
                    key.group(1).startsWith(".")
                        ? before.substring(0, before.lastIndexOf('.')) + key.group(1)
                        : key.group(1);
                descriptions.put(name, text);
                before = name;
              }
            });
    return new SettingsTable(descriptions);
  }

  /** What is set or has a default, by name; secrets are left out. */
  List<Setting> of(Config config) {
    var names = new TreeSet<String>();
    config.getPropertyNames().forEach(names::add);
    return names.stream()
        .filter(name -> name.startsWith(PREFIX) && !SECRET.matcher(name).find())
        .map(
            name ->
                Setting.newBuilder()
                    .setName(name)
                    .setValue(shown(config.getConfigValue(name).getValue()))
                    .setDescription(descriptions.getOrDefault(name, ""))
                    .build())
        .toList();
  }

  private static String shown(@Nullable String value) {
    return value == null ? "" : USER_IN_ADDRESS.matcher(value).replaceAll("//…@");
  }
}
