package dev.runtimebridge.lifecycle.ctl;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** What makes a shell complete the commands of the bridge. */
@Command(
    name = "completion",
    description = "Prints what makes a shell complete these commands.",
    footer = {
      "",
      "bash and zsh: source <(./bridge ctl completion bash), in ~/.bashrc or ~/.zshrc."
    })
final class CompletionCommand implements Callable<Integer> {
  private static final String FRONT_DOOR = "bridge";

  /** What the front door knows besides; its options are told by its own help. */
  private static final List<String> OTHERS =
      List.of("build", "demo", "test", "solo", "fuzz", "chaos", "replay", "bench", "help");

  /** Where the commands themselves tell nothing, the bridge that runs may. */
  private static final String NAMES =
      """

      _complete_bridge_with_names() {
        _complete_bridge
        local name
        if [ "${#COMPREPLY[@]}" -eq 0 ] && [ "${COMP_WORDS[1]}" = ctl ] && [ "$COMP_CWORD" -gt 2 ]; then
          while IFS= read -r name; do
            if [ -n "$name" ]; then COMPREPLY+=("$name"); fi
          done <<EOF
      $("${COMP_WORDS[0]}" ctl completion-names -- "${COMP_WORDS[@]:2:$((COMP_CWORD - 1))}" 2>/dev/null </dev/null)
      EOF
        fi
      }
      complete -F _complete_bridge_with_names -o default bridge
      """;

  @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
  @ParentCommand
  private Ctl ctl;

  @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
  @Spec
  private CommandSpec spec;

  /** Shells; one script serves both. */
  enum Shell {
    bash,
    zsh
  }

  @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}.")
  private Shell shell = Shell.bash;

  @Override
  public Integer call() {
    var root = new CommandLine(CommandSpec.create().name(FRONT_DOOR));
    OTHERS.forEach(name -> root.addSubcommand(name, CommandSpec.create().name(name)));
    root.addSubcommand("ctl", spec.root().commandLine());
    return ctl.locally(
        () ->
            ctl.output()
                .text(
                    switch (shell) {
                      case bash -> AutoComplete.bash(FRONT_DOOR, root) + NAMES;
                      case zsh ->
                          "autoload -U +X compinit && compinit\n"
                              + "autoload -U +X bashcompinit && bashcompinit\n"
                              + AutoComplete.bash(FRONT_DOOR, root)
                              + NAMES;
                    }));
  }
}
