package dev.runtimebridge.lifecycle.ctl;

import dev.runtimebridge.lifecycle.words.Words;
import dev.runtimebridge.schemas.v1.CreateSignInCodeRequest;
import dev.runtimebridge.schemas.v1.SignInCode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** A way into the web monitor without carrying a token there. */
@Command(
    name = "monitor",
    description = "Prints a link that signs a browser in to the monitor, once.")
final class MonitorCommand implements Callable<Integer> {
  @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
  @ParentCommand
  private Ctl ctl;

  @Override
  public Integer call() {
    return ctl.call(
        (api, output) -> {
          SignInCode code =
              api.operations().createSignInCode(CreateSignInCodeRequest.getDefaultInstance());
          output.page(
              code,
              () ->
                  List.of(
                      code.getLink().isEmpty()
                          ? List.of("code", code.getCode())
                          : List.of("link", code.getLink()),
                      List.of("good until", Words.time(code.getExpires()))));
        });
  }
}
