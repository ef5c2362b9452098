package dev.runtimebridge.lifecycle.ctl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/**
 * One run of the command line and what came of it.
 *
 * @param exitCode exit code
 * @param out what it printed
 * @param err what it complained of
 */
record CtlRun(int exitCode, String out, String err) {

  static CtlRun in(Path directory, Map<String, String> environment, String... args) {
    return typing("", directory, environment, args);
  }

  static CtlRun typing(
      String input, Path directory, Map<String, String> environment, String... args) {
    return run(
        new SecretInput(new ByteArrayInputStream(input.getBytes(UTF_8)), null),
        directory,
        environment,
        args);
  }

  /** The same before somebody who sits at the terminal. */
  static CtlRun asking(
      Person person, Path directory, Map<String, String> environment, String... args) {
    return run(
        new SecretInput(new ByteArrayInputStream(new byte[0]), person),
        directory,
        environment,
        args);
  }

  private static CtlRun run(
      SecretInput secrets, Path directory, Map<String, String> environment, String... args) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int exitCode =
        Ctl.run(
            new Surroundings(
                directory,
                directory.resolve("home"),
                environment,
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                secrets),
            args);
    return new CtlRun(exitCode, out.toString(UTF_8), err.toString(UTF_8));
  }
}
