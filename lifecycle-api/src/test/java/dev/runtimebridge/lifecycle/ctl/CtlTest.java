package dev.runtimebridge.lifecycle.ctl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.runtimebridge.lifecycle.BuildInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CtlTest {
  @TempDir Path directory;

  @Test
  void shouldSayWhereItLookedWhenThereIsNoApi() {
    CtlRun run = CtlRun.in(directory, Map.of("BRIDGE_DATA", "elsewhere"), "pools", "list");
    assertEquals(
        new CtlRun(
            3,
            "",
            "ctl: no API was found: looked for the file api-address in %s, %s, %s; start the API there, name its data folder with --data or BRIDGE_DATA, or give --server host:port%n"
                .formatted(
                    directory.resolve("elsewhere"),
                    directory.resolve("data"),
                    directory.resolve("home/.runtime-bridge"))),
        run);
  }

  @Test
  void shouldSayThatNobodyAnswers() throws IOException {
    Path data = Files.createDirectory(directory.resolve("data"));
    Files.writeString(data.resolve("api-tokens"), "operator x\n");
    Files.writeString(data.resolve("api-address"), "127.0.0.1:1\n");
    CtlRun run = CtlRun.in(directory, Map.of(), "chain", "status");
    assertEquals(3, run.exitCode());
    assertTrue(
        run.err().startsWith("ctl: no API answers at 127.0.0.1:1 (Connection refused"), run.err());
    assertEquals(1, run.err().lines().count());
  }

  @Test
  void shouldTellUsageFromRefusal() {
    assertEquals(2, CtlRun.in(directory, Map.of(), "pools", "create", "one", "x").exitCode());
    assertEquals(2, CtlRun.in(directory, Map.of(), "workers", "create", "x").exitCode());
    assertEquals(2, CtlRun.in(directory, Map.of(), "elephants").exitCode());
    assertEquals(2, CtlRun.in(directory, Map.of()).exitCode());
    assertEquals(2, CtlRun.in(directory, Map.of(), "pools").exitCode());
    CtlRun help = CtlRun.in(directory, Map.of(), "--help");
    assertEquals(0, help.exitCode());
    assertTrue(help.out().contains("workers"), help.out());
  }

  @Test
  void shouldSayInOneSentenceWhatWasWrittenWrong() {
    CtlRun run = CtlRun.in(directory, Map.of(), "workers", "list", "--stage", "asleep");
    assertEquals(2, run.exitCode());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().contains("\"asleep\" is no stage: expected stopped, starting"), run.err());
    assertTrue(run.err().endsWith("; see bridge ctl workers list --help\n"), run.err());
  }

  @Test
  void shouldCompleteItsCommandsInAShell() throws Exception {
    CtlRun bash = CtlRun.in(directory, Map.of(), "completion", "bash");
    assertEquals(0, bash.exitCode(), bash.err());
    Path script = Files.writeString(directory.resolve("completion"), bash.out());
    Path asked = directory.resolve("asked");
    Files.writeString(
        asked,
        """
        source %s
        COMP_WORDS=(bridge ctl workers s); COMP_CWORD=3
        _complete_bridge
        echo "${COMPREPLY[@]}"
        """
            .formatted(script));
    Process shell = new ProcessBuilder("bash", asked.toString()).redirectErrorStream(true).start();
    String completed = new String(shell.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, shell.waitFor(), completed);
    assertTrue(completed.contains("start-computing stop stop-computing"), completed);
    assertTrue(CtlRun.in(directory, Map.of(), "completion", "zsh").out().contains("bashcompinit"));
    assertEquals(2, CtlRun.in(directory, Map.of(), "completion", "fish").exitCode());
  }

  @Test
  void shouldAskTheBridgeForNamesWhereACommandTakesThem() throws Exception {
    for (String shell : List.of("bash", "zsh")) {
      assumeTrue(installed(shell), "skipped for it: %s is not on this machine".formatted(shell));
      assertEquals("asked: workers,stop,tee-", completed(shell, "workers", "stop", "tee-"));
      assertEquals(
          "asked: workers,list,--pool,", completed(shell, "workers", "list", "--pool", ""));
      String commands = completed(shell, "workers", "w");
      assertTrue(commands.endsWith("watch why"), "nobody is asked for them: " + commands);
    }
  }

  /** What a shell completes these words to; in place of the bridge stands what tells its words. */
  private String completed(String shell, String... words) throws Exception {
    Path script =
        Files.writeString(
            directory.resolve("completion." + shell),
            CtlRun.in(directory, Map.of(), "completion", shell).out());
    Path bridge =
        Files.writeString(
            directory.resolve("bridge"), "#!/bin/sh\nshift 3; IFS=,; echo \"asked: $*\"\n");
    assertTrue(bridge.toFile().setExecutable(true));
    String line =
        Stream.concat(Stream.of(bridge.toString(), "ctl"), Stream.of(words))
            .map("'%s'"::formatted)
            .collect(Collectors.joining(" "));
    // As bashcompinit does before it calls a function of bash.
    String begin =
        shell.equals("zsh") ? "emulate -L sh; setopt kshglob noshglob braceexpand\n" : "";
    Path asked =
        Files.writeString(
            directory.resolve("asked"),
            """
            source %s
            one() {
            %sCOMP_WORDS=(%s); COMP_CWORD=%d
            _complete_bridge_with_names
            echo "${COMPREPLY[@]}"
            }
            one
            """
                .formatted(script, begin, line, words.length + 1));
    Process process =
        new ProcessBuilder(shell, asked.toString())
            // They complain that they complete nothing at present.
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String told = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), told);
    return told.strip();
  }

  private static boolean installed(String shell) {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, shell)));
  }

  @Test
  void shouldCompleteNothingWhereNoBridgeIsInReach() throws IOException {
    var nothing = new CtlRun(0, "", "");
    assertEquals(nothing, names("workers", "get", ""));
    Path data = Files.createDirectory(directory.resolve("data"));
    Files.writeString(data.resolve("api-tokens"), "operator x\n");
    Files.writeString(data.resolve("api-address"), "127.0.0.1:1\n");
    assertEquals(nothing, names("workers", "get", ""));
    assertEquals(nothing, names());
    assertEquals(nothing, names("--data", "\0", "workers", "get", ""));
  }

  private CtlRun names(String... words) {
    return CtlRun.in(
        directory,
        Map.of(),
        Stream.concat(Stream.of("completion-names", "--"), Stream.of(words))
            .toArray(String[]::new));
  }

  @Test
  void shouldTellWhichBuildItIs() {
    CtlRun run = CtlRun.in(directory, Map.of(), "--version");
    assertEquals(0, run.exitCode(), run.err());
    assertEquals("bridge ctl " + BuildInfo.ofThis().words(), run.out().strip());
  }

  @Test
  void shouldRefuseADocumentWithAllItsFaultsBeforeItAsksAnything() throws IOException {
    Path data = Files.createDirectory(directory.resolve("data"));
    Files.writeString(data.resolve("api-tokens"), "operator x\n");
    Files.writeString(data.resolve("api-address"), "127.0.0.1:1\n");
    Files.writeString(directory.resolve("w.csv"), "name,endpoint,pid\n?,x,1\nb,http://b:1,0\n");
    CtlRun run = CtlRun.in(directory, Map.of(), "workers", "import", "w.csv");
    assertEquals(1, run.exitCode());
    assertEquals(4, run.err().lines().count(), run.err());
    assertTrue(
        run.err().startsWith("ctl: w.csv is refused whole, nothing was done:\n  line 2, name: "),
        run.err());
  }

  @Test
  void shouldNotLetTextSteerTheTerminal() {
    assertEquals("a?[2Jb?", Output.printable("a\u001b[2Jb\n"));
  }
}
