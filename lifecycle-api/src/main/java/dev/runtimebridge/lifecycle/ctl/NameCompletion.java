package dev.runtimebridge.lifecycle.ctl;

import dev.runtimebridge.schemas.v1.ListPoolsRequest;
import dev.runtimebridge.schemas.v1.ListWorkersRequest;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * What the last of some words of a command line may become: names of workers or numbers of pools,
 * by what the command says that it takes there. The commands themselves are completed by the shell.
 */
final class NameCompletion {
  /** Somebody waits with a finger on a key. */
  static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final int MOST = 1_000;
  private static final String WORKER = "WORKER";
  private static final String POOL = "PID";
  private static final String NOTHING = "";

  private final Ctl ctl;
  private final List<String> words;
  private final String begun;
  private CommandSpec command;
  private int positionals;

  /** Of words behind {@code ctl}; the last one is being written, possibly still empty. */
  NameCompletion(Ctl ctl, CommandSpec root, List<String> words) {
    this.ctl = ctl;
    this.command = root;
    this.words = words;
    this.begun = words.isEmpty() ? "" : words.getLast();
  }

  /** What the running bridge has for it; nothing where no bridge is in reach. */
  List<String> candidates() {
    return switch (wanted()) {
      case WORKER -> ctl.ifInReach(this::workers);
      case POOL -> ctl.ifInReach(this::pools);
      default -> List.of();
    };
  }

  private List<String> workers(Connection api) {
    var request = ListWorkersRequest.newBuilder().setPageSize(MOST).setSearch(begun);
    return api.lifecycle(PATIENCE).listWorkers(request.build()).getWorkersList().stream()
        .map(worker -> worker.getState().getConfig().getName())
        .filter(name -> name.startsWith(begun))
        .toList();
  }

  private List<String> pools(Connection api) {
    var request = ListPoolsRequest.newBuilder().setPageSize(MOST);
    return api.lifecycle(PATIENCE).listPools(request.build()).getPoolsList().stream()
        .map(pool -> Long.toUnsignedString(pool.getConfig().getPid()))
        .filter(pid -> pid.startsWith(begun))
        .toList();
  }

  /** What stands for the last word in the help of the command. */
  private String wanted() {
    for (int i = 0; i < words.size() - 1; i++) {
      String word = words.get(i);
      CommandLine deeper = positionals == 0 ? command.subcommands().get(word) : null;
      if (deeper != null) {
        command = deeper.getCommandSpec();
      } else if (!word.startsWith("-")) {
        positionals++;
      } else {
        OptionSpec option = command.findOption(word);
        if (option != null && option.arity().max() > 0) {
          i++;
          if (i == words.size() - 1) {
            return option.paramLabel();
          }
          note(option, words.get(i));
        }
      }
    }
    return begun.startsWith("-") || command.name().equals("create") ? NOTHING : positional();
  }

  private String positional() {
    return command.positionalParameters().stream()
        .filter(parameter -> parameter.index().contains(positionals))
        .findFirst()
        .map(PositionalParamSpec::paramLabel)
        .orElse(NOTHING);
  }

  /** Which bridge is meant may have been said already. */
  private void note(OptionSpec option, String value) {
    try {
      switch (option.longestName()) {
        case "--server" -> ctl.server = value;
        case "--data" -> ctl.data = Path.of(value);
        case "--token-file" -> ctl.tokenFile = Path.of(value);
        default -> {}
      }
    } catch (InvalidPathException e) {
      // What is still being written need not be a path yet.
    }
  }
}
