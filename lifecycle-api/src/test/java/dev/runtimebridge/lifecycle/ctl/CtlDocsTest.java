package dev.runtimebridge.lifecycle.ctl;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The documents name commands and options that there are, and all commands. */
class CtlDocsTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final List<String> DOCUMENTS =
      List.of("README.md", "docs/ctl.md", "docs/from-prb.md", "docs/running.md", "docs/monitor.md");
  private static final Pattern COMMAND =
      Pattern.compile("(?:^ +|`)\\./bridge ctl ([^`#\n]+)", Pattern.MULTILINE);
  private static final Pattern ROW = Pattern.compile("^\\| `([a-z]+)` \\|", Pattern.MULTILINE);

  @Test
  void shouldUnderstandEveryCommandOfTheDocuments() throws IOException {
    var lines = new ArrayList<String>();
    for (String document : DOCUMENTS) {
      COMMAND
          .matcher(Files.readString(ROOT.resolve(document)))
          .results()
          .map(found -> found.group(1).strip())
          .forEach(lines::add);
    }
    assertTrue(lines.size() > 30, lines::toString);
    CommandLine ctl = commandLine();
    for (String line : lines) {
      // Placeholders: an ellipsis stands for more of the same, PID for a number.
      String[] words = line.replace("…", "").replaceAll("\\bPID\\b", "42").strip().split("\\s+");
      assertDoesNotThrow(() -> ctl.parseArgs(words), line);
    }
  }

  @Test
  void shouldListEveryCommand() throws IOException {
    Set<String> told =
        ROW.matcher(Files.readString(ROOT.resolve("docs/ctl.md")))
            .results()
            .map((MatchResult row) -> row.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> shown =
        commandLine().getSubcommands().entrySet().stream()
            .filter(it -> !it.getValue().getCommandSpec().usageMessage().hidden())
            .map(Map.Entry::getKey)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(shown, told);
  }

  private static CommandLine commandLine() {
    return Ctl.commandLine(
        new Surroundings(
            Path.of(""),
            Path.of(""),
            Map.of(),
            System.out,
            System.err,
            new SecretInput(new ByteArrayInputStream(new byte[0]), null)));
  }
}
