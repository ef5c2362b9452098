package dev.runtimebridge.lifecycle.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of rules in the documentation is what the rules say. */
class AlertsDocTest {
  private static final Path DOC = Path.of("..", "docs", "alerts.md");

  @Test
  void shouldTellOfEachRuleWhatItIs() throws IOException {
    String document = Files.readString(DOC);
    String begin =
        """
        | rule | when | severity | `for` | `threshold` | what to do |
        |---|---|---|---|---|---|
        """;
    int at = document.indexOf(begin);
    assertTrue(at >= 0, "docs/alerts.md has the table's head");
    String table = document.substring(at + begin.length()).split("\n\n", 2)[0];
    assertEquals(
        Arrays.stream(Rule.values()).map(AlertsDocTest::row).collect(Collectors.joining("\n")),
        table);
  }

  private static String row(Rule rule) {
    RuleSettings usual = rule.usual();
    return "| `%s` `%s` | %s | %s | %s | %s | %s |"
        .formatted(
            rule.title(),
            rule.key(),
            rule.when(),
            usual.severity().name().toLowerCase(Locale.ROOT),
            words(usual.holdsFor()),
            rule.threshold().map(it -> it.usual() + " " + it.unit()).orElse(""),
            rule.advice());
  }

  private static String words(Duration duration) {
    return duration.toSecondsPart() == 0
        ? duration.isZero() ? "0" : duration.toMinutes() + " min"
        : duration.toSeconds() + " s";
  }
}
