package dev.runtimebridge.lifecycle.ctl;

import dev.runtimebridge.lifecycle.BuildInfo;
import io.grpc.StatusRuntimeException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/** Entry point of {@code ./bridge ctl}. */
@Command(
    name = "bridge ctl",
    description = "Manages pools, operators and workers of a running bridge.",
    versionProvider = Ctl.Version.class,
    subcommands = {
      PoolCommands.class,
      OperatorCommands.class,
      WorkerCommands.class,
      TransactionCommands.class,
      ChainCommands.class,
      RoundCommands.class,
      ChanceCommand.class,
      PlanCommand.class,
      AlertCommands.class,
      ApplyCommand.class,
      ImportCommand.class,
      HistoryCommand.class,
      WatchCommand.class,
      SettingsCommand.class,
      MonitorCommand.class,
      CompletionCommand.class,
      CompletionNamesCommand.class
    },
    footer = {
      "",
      "Without --server and --token-file both are found in the folder of --data, else in"
          + " $BRIDGE_DATA,",
      "./data or ~/.runtime-bridge.",
      "Exit codes: 0 all done, 1 refused, 2 wrong usage, 3 no API in reach, 4 partly done, 5 not in"
          + " time."
    })
public final class Ctl {
  static final int DONE = 0;
  static final int REFUSED = 1;
  static final int WRONG_USAGE = 2;
  static final int UNREACHABLE = 3;
  static final int PARTLY_DONE = 4;
  static final int NOT_IN_TIME = 5;

  private final Surroundings surroundings;

  @Option(
      names = "--server",
      paramLabel = "HOST:PORT",
      scope = ScopeType.INHERIT,
      description = "Where the API listens.")
  @Nullable String server;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "File with the API's tokens, or with one token.")
  @Nullable Path tokenFile;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "Data folder of the bridge, where address and tokens are.")
  @Nullable Path data;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      scope = ScopeType.INHERIT,
      description = "table, json, yaml or csv; a table without it.")
  @Nullable Format output;

  @Option(names = "--json", scope = ScopeType.INHERIT, description = "The same as -o json.")
  boolean json;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show what can be said here.")
  boolean help;

  @Option(names = "--version", versionHelp = true, description = "Show which build this is.")
  boolean version;

  /** Tells which build this is. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"bridge ctl " + BuildInfo.ofThis().words()};
    }
  }

  private Ctl(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    Surroundings process = Surroundings.ofThisProcess();
    int exitCode = run(process, args);
    process.out().flush();
    process.err().flush();
    // exit() looks for a logger and finds the service's, which complains that it was not set up.
    Runtime.getRuntime().halt(exitCode);
  }

  static int run(Surroundings surroundings, String... args) {
    CommandLine commandLine = commandLine(surroundings);
    commandLine.setOut(new PrintWriter(surroundings.out(), true, surroundings.out().charset()));
    commandLine.setErr(new PrintWriter(surroundings.err(), true, surroundings.err().charset()));
    commandLine.setParameterExceptionHandler(Ctl::wrongUsage);
    return commandLine.execute(args);
  }

  /** All commands, with what they stand in. */
  static CommandLine commandLine(Surroundings surroundings) {
    return new CommandLine(new Ctl(surroundings)).setCaseInsensitiveEnumValuesAllowed(true);
  }

  private static int wrongUsage(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    command
        .getErr()
        .println(
            "ctl: %s; see %s --help"
                .formatted(
                    Output.printable(String.valueOf(e.getMessage())),
                    command.getCommandSpec().qualifiedName()));
    return WRONG_USAGE;
  }

  /** Where secrets are read, and who can be asked. */
  SecretInput secrets() {
    return surroundings.secrets();
  }

  /** Where commands and refusals are told, apart from answers. */
  PrintStream err() {
    return surroundings.err();
  }

  /** A file as it is named where the command was started. */
  Path file(Path named) {
    return surroundings.directory().resolve(named);
  }

  /** A variable of the environment. */
  Optional<String> variable(String name) {
    return Optional.ofNullable(surroundings.environment().get(name));
  }

  /** Where a bar of progress is drawn, if anybody looks. */
  ProgressBar progress(String title, int all) {
    return new ProgressBar(surroundings.err(), surroundings.secrets().isAsked(), title, all);
  }

  /** What is printed without asking the API. */
  Output output() {
    return new Output(surroundings.out(), format());
  }

  private Format format() {
    if (output != null) {
      return output;
    }
    return json ? Format.JSON : Format.TABLE;
  }

  /** Calls the API and turns whatever goes wrong into one sentence and an exit code. */
  int call(BiConsumer<Connection, Output> call) {
    try {
      var discovery = new Discovery(surroundings, data);
      String address = discovery.server(server);
      try (var connection = new Connection(address, discovery.token(tokenFile))) {
        call.accept(connection, output());
      } catch (StatusRuntimeException e) {
        throw CtlFailure.of(e, address);
      } catch (IllegalArgumentException e) {
        throw CtlFailure.unreachable("\"%s\" is no address: expected host:port".formatted(address));
      }
      return DONE;
    } catch (CtlFailure e) {
      return tell(e);
    }
  }

  /** What the API has; nothing where none answers, which nobody is told. */
  List<String> ifInReach(Function<Connection, List<String>> question) {
    try {
      var discovery = new Discovery(surroundings, data);
      try (var connection = new Connection(discovery.server(server), discovery.token(tokenFile))) {
        return question.apply(connection);
      }
    } catch (CtlFailure | StatusRuntimeException | IllegalArgumentException e) {
      return List.of();
    }
  }

  /** Does what needs no API; what goes wrong ends in a sentence and an exit code as well. */
  int locally(Runnable work) {
    try {
      work.run();
      return DONE;
    } catch (CtlFailure e) {
      return tell(e);
    }
  }

  private int tell(CtlFailure e) {
    surroundings
        .err()
        .println(
            "ctl: "
                + e.sentence()
                    .lines()
                    .map(Output::printable)
                    .collect(Collectors.joining(System.lineSeparator())));
    return e.exitCode();
  }
}
