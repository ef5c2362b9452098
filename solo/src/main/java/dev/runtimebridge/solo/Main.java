package dev.runtimebridge.solo;

import dev.runtimebridge.solo.demo.DemoCommand;
import io.quarkus.runtime.annotations.QuarkusMain;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry of the process: {@code solo} for real chains, {@code demo} for simulated ones. */
@QuarkusMain
@Command(
    name = "bridge",
    subcommands = {SoloCommand.class, DemoCommand.class})
public final class Main {

  /** Runs the command and ends the process with its exit code. */
  public static void main(String... args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }
}
