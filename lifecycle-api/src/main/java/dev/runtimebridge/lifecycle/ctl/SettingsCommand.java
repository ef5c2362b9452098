package dev.runtimebridge.lifecycle.ctl;

import dev.runtimebridge.lifecycle.words.Words;
import dev.runtimebridge.schemas.v1.GetSettingsRequest;
import dev.runtimebridge.schemas.v1.SettingsView;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** How the bridge is set up. */
@Command(name = "settings", description = "Shows how the API is set up, without secrets.")
final class SettingsCommand implements Callable<Integer> {
  @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
  @ParentCommand
  private Ctl ctl;

  @Override
  public Integer call() {
    return ctl.call(
        (api, output) -> {
          SettingsView settings =
              api.operations().getSettings(GetSettingsRequest.getDefaultInstance());
          output.page(settings, () -> lines(settings));
        });
  }

  private static List<List<String>> lines(SettingsView settings) {
    var lines = new ArrayList<List<String>>();
    lines.add(
        List.of(
            "version", settings.getVersion() + ", git " + Words.orDash(settings.getRevision())));
    lines.add(List.of("running since", Words.time(settings.getStarted())));
    lines.add(List.of("network of accounts", Integer.toUnsignedString(settings.getSs58Prefix())));
    settings
        .getSettingsList()
        .forEach(
            setting -> lines.add(List.of(setting.getName(), Words.orDash(setting.getValue()))));
    return lines;
  }
}
