package dev.runtimebridge.solo;

import dev.runtimebridge.solo.chaos.ChaosCommand;
import dev.runtimebridge.solo.demo.DemoCommand;
import dev.runtimebridge.solo.replay.ReplayCommand;
import io.quarkus.runtime.annotations.QuarkusMain;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/**
 * Entry of the process: {@code solo} for real chains, {@code demo} for simulated ones, {@code
 * chaos} to break a bridge, {@code replay} for a log.
 */
@QuarkusMain
@Command(
    name = "bridge",
    subcommands = {SoloCommand.class, DemoCommand.class, ChaosCommand.class, ReplayCommand.class})
public final class Main {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);
  private static final int FAILED = 1;

  /** Runs the command and ends the process with its exit code. */
  public static void main(String... args) {
    System.exit(
        new CommandLine(new Main()).setExecutionExceptionHandler(Main::explain).execute(args));
  }

  private static int explain(Exception failure, CommandLine command, ParseResult arguments) {
    LOG.error("Command failed: command={}", command.getCommandName(), failure);
    System.err.println("bridge: " + failure.getMessage());
    return FAILED;
  }
}
