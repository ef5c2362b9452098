package dev.runtimebridge.lifecycle.ctl;

import dev.runtimebridge.lifecycle.words.Words;
import dev.runtimebridge.schemas.v1.AlertView;
import dev.runtimebridge.schemas.v1.ListAlertsRequest;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Commands about what an operator should look at. */
@Command(name = "alerts", description = "Lists and watches what you should look at.")
final class AlertCommands {
  private static final List<String> HEADER =
      List.of("SINCE", "SEVERITY", "ALERT", "ABOUT", "WHAT", "WHAT TO DO");
  private static final int[] STREAM_WIDTHS = {19, 8, 20, 16, 60, 0};

  @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
  @ParentCommand
  private Ctl ctl;

  /** Of which pool; a mixin. */
  static final class OfPool {
    @Option(names = "--pool", paramLabel = "PID", description = "Only of this pool.")
    @Nullable Long pid;

    ListAlertsRequest request() {
      var request = ListAlertsRequest.newBuilder();
      if (pid != null) {
        request.setPid(pid);
      }
      return request.build();
    }
  }

  @Command(name = "list", description = "Lists alerts that stand, the worst first.")
  int list(@Mixin OfPool pool) {
    return ctl.call(
        (api, output) -> {
          var alerts = api.alerts().listAlerts(pool.request());
          output.list(
              alerts,
              HEADER,
              () -> alerts.getAlertsList().stream().map(AlertCommands::row).toList());
        });
  }

  @Command(name = "watch", description = "Shows alerts that stand, then each that begins or ends.")
  int watch(@Mixin OfPool pool, @Mixin Streams stream) {
    return ctl.call((api, output) -> watch(api, output, pool.request(), stream));
  }

  static void watch(Connection api, Output output, ListAlertsRequest request, Streams stream) {
    output.streamHeader(HEADER, STREAM_WIDTHS);
    stream.follow(
        time -> api.alerts(time).watchAlerts(request),
        alert -> output.streamRow(alert, () -> row(alert), STREAM_WIDTHS));
  }

  private static List<String> row(AlertView alert) {
    return List.of(
        Words.time(alert.getSince()),
        alert.hasEnded() ? "over" : alert.getSeverity().name().toLowerCase(Locale.ROOT),
        alert.getRule(),
        alert.getSubject(),
        alert.getText(),
        Words.orDash(alert.getAdvice()));
  }
}
