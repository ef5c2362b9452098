package dev.runtimebridge.lifecycle.ctl;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a command line stands in.
 *
 * @param directory where it was started
 * @param home of the user
 * @param environment variables
 * @param out where answers go
 * @param err where refusals go
 * @param secrets where secrets are read
 */
record Surroundings(
    Path directory,
    Path home,
    Map<String, String> environment,
    PrintStream out,
    PrintStream err,
    SecretInput secrets) {

  /** Copies the variables. */
  Surroundings {
    environment = Map.copyOf(environment);
  }

  static Surroundings ofThisProcess() {
    return new Surroundings(
        Path.of("").toAbsolutePath(),
        Path.of(System.getProperty("user.home")),
        System.getenv(),
        System.out,
        System.err,
        new SecretInput(System.in, Person.ofThisProcess()));
  }
}
