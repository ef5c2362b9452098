package dev.runtimebridge.lifecycle.ctl;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** What a shell asks for that completes the words behind {@code ctl}. */
@Command(
    name = "completion-names",
    hidden = true,
    description = "Prints what the last word may become: workers or pools of the running bridge.")
final class CompletionNamesCommand implements Callable<Integer> {
  @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
  @ParentCommand
  private Ctl ctl;

  @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
  @Spec
  private CommandSpec spec;

  @Parameters(paramLabel = "WORD", arity = "0..*", description = "Behind --, to be sure.")
  private List<String> words = List.of();

  @Override
  public Integer call() {
    return ctl.locally(
        () -> {
          List<String> found = new NameCompletion(ctl, spec.root(), words).candidates();
          ctl.output().text(found.stream().map(it -> it + "\n").collect(Collectors.joining()));
        });
  }
}
