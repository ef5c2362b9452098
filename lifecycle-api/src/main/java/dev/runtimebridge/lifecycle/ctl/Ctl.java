package dev.runtimebridge.lifecycle.ctl;

import io.grpc.StatusRuntimeException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/** Entry point of {@code ./bridge ctl}. */
@Command(
    name = "bridge ctl",
    description = "Manages pools, operators and workers of a running bridge.",
    subcommands = {
      PoolCommands.class,
      OperatorCommands.class,
      WorkerCommands.class,
      TransactionCommands.class,
      ChainCommands.class
    },
    footer = {
      "",
      "Without --server and --token-file both are found in the folder of --data, else in $BRIDGE_DATA,",
      "./data or ~/.runtime-bridge.",
      "Exit codes: 0 done, 1 refused, 2 wrong usage, 3 no API in reach."
    })
public final class Ctl {
  static final int DONE = 0;
  static final int REFUSED = 1;
  static final int WRONG_USAGE = 2;
  static final int UNREACHABLE = 3;

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
      names = "--json",
      scope = ScopeType.INHERIT,
      description = "Print JSON, one value a line, in place of tables.")
  boolean json;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show what can be said here.")
  boolean help;

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
    var commandLine = new CommandLine(new Ctl(surroundings));
    commandLine.setOut(new PrintWriter(surroundings.out(), true, surroundings.out().charset()));
    commandLine.setErr(new PrintWriter(surroundings.err(), true, surroundings.err().charset()));
    commandLine.setParameterExceptionHandler(Ctl::wrongUsage);
    return commandLine.execute(args);
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

  /** Where secrets are read. */
  SecretInput secrets() {
    return surroundings.secrets();
  }

  /** Calls the API and turns whatever goes wrong into one sentence and an exit code. */
  int call(BiConsumer<Connection, Output> call) {
    try {
      var discovery = new Discovery(surroundings, data);
      String address = discovery.server(server);
      try (var connection = new Connection(address, discovery.token(tokenFile))) {
        call.accept(connection, new Output(surroundings.out(), json));
      } catch (StatusRuntimeException e) {
        throw CtlFailure.of(e, address);
      } catch (IllegalArgumentException e) {
        throw CtlFailure.unreachable("\"%s\" is no address: expected host:port".formatted(address));
      }
      return DONE;
    } catch (CtlFailure e) {
      surroundings.err().println("ctl: " + Output.printable(e.sentence()));
      return e.exitCode();
    }
  }
}
