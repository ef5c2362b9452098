package dev.runtimebridge.lifecycle.ctl;

import dev.runtimebridge.lifecycle.words.Words;
import dev.runtimebridge.schemas.v1.BalanceView;
import dev.runtimebridge.schemas.v1.DispatchTaskOutcome;
import dev.runtimebridge.schemas.v1.DrawnWorker;
import dev.runtimebridge.schemas.v1.GetRoundRequest;
import dev.runtimebridge.schemas.v1.ListBalancesRequest;
import dev.runtimebridge.schemas.v1.ListRoundsRequest;
import dev.runtimebridge.schemas.v1.RoundDetail;
import dev.runtimebridge.schemas.v1.RoundSettlement;
import dev.runtimebridge.schemas.v1.RoundState;
import dev.runtimebridge.schemas.v1.RoundView;
import dev.runtimebridge.schemas.v1.WatchRoundsRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Commands about rounds of tasks and what they have paid. */
@Command(name = "rounds", description = "Lists and watches rounds of tasks, and what they paid.")
final class RoundCommands {
  private static final List<String> HEADER =
      List.of("ROUND", "BEGAN", "STATE", "CANDIDATES", "MINTED PHA", "DRAWN");
  private static final List<String> BALANCES =
      List.of("PID", "WORKER", "FROZEN PHA", "AVAILABLE PHA", "MISSED PHA", "ROUND");
  private static final int[] STREAM_WIDTHS = {8, 19, 8, 10, 14, 0};

  @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
  @ParentCommand
  private Ctl ctl;

  @Command(name = "list", description = "Lists rounds, the newest first.")
  int list(
      @Option(names = "--limit", defaultValue = "20", description = "Default ${DEFAULT-VALUE}.")
          int limit) {
    var request = ListRoundsRequest.newBuilder().setPageSize(limit).build();
    return ctl.call(
        (api, output) -> {
          var page = api.dispatch().listRounds(request);
          output.list(
              page, HEADER, () -> page.getRoundsList().stream().map(RoundCommands::row).toList());
        });
  }

  @Command(
      name = "show",
      description = "Shows all of one round, with its draw done again from the log.")
  int show(@Parameters(paramLabel = "ROUND", description = "Its number.") long round) {
    var request = GetRoundRequest.newBuilder().setRound(round).setPageSize(1_000).build();
    return ctl.call(
        (api, output) -> {
          RoundDetail detail = api.dispatch().getRound(request);
          output.page(detail, () -> page(detail));
        });
  }

  @Command(name = "watch", description = "Shows the newest rounds, then each change.")
  int watch(@Mixin Streams stream) {
    return ctl.call((api, output) -> watch(api, output, stream));
  }

  static void watch(Connection api, Output output, Streams stream) {
    output.streamHeader(HEADER, STREAM_WIDTHS);
    stream.follow(
        time ->
            api.dispatch(time).watchRounds(WatchRoundsRequest.newBuilder().setNewest(10).build()),
        view -> output.streamRow(view, () -> row(view), STREAM_WIDTHS));
  }

  @Command(name = "balances", description = "Lists what pools and workers have earned.")
  int balances(
      @Option(names = "--pool", paramLabel = "PID", description = "Only this pool and its workers.")
          @Nullable Long pid,
      @Option(names = "--limit", defaultValue = "1000", description = "Default ${DEFAULT-VALUE}.")
          int limit) {
    var request = ListBalancesRequest.newBuilder().setPageSize(limit);
    if (pid != null) {
      request.setPid(pid);
    }
    return ctl.call(
        (api, output) -> {
          var page = api.dispatch().listBalances(request.build());
          output.list(
              page,
              BALANCES,
              () -> page.getBalancesList().stream().map(RoundCommands::row).toList());
        });
  }

  private static List<String> row(BalanceView balance) {
    return List.of(
        Long.toUnsignedString(balance.getPid()),
        balance.getWorkerId().isEmpty()
            ? "(pool)"
            : balance.getName().isEmpty() ? balance.getWorkerId() : balance.getName(),
        balance.getFrozenPha(),
        balance.getAvailablePha(),
        balance.getMissedPha(),
        Long.toUnsignedString(balance.getRound()));
  }

  private static List<String> row(RoundView round) {
    return List.of(
        Long.toUnsignedString(round.getRound()),
        Words.time(round.getOpened()),
        word(round.getState()),
        Integer.toUnsignedString(round.getCandidateCount()),
        Words.orDash(round.getSettlement().getMintedPha()),
        round.getDrawnList().stream()
            .map(task -> "%s %s".formatted(name(task), word(task.getOutcome())))
            .collect(Collectors.joining(", ")));
  }

  private static List<List<String>> page(RoundDetail detail) {
    RoundView round = detail.getRound();
    var lines = new ArrayList<List<String>>();
    lines.add(List.of("round", Long.toUnsignedString(round.getRound())));
    lines.add(List.of("state", word(round.getState())));
    lines.add(List.of("began", Words.time(round.getOpened())));
    lines.add(List.of("block", Integer.toUnsignedString(round.getBlockNumber())));
    lines.add(List.of("seed", Words.hex(round.getSeed())));
    lines.add(List.of("tasks", Integer.toUnsignedString(round.getTasks())));
    lines.add(
        List.of(
            "candidates",
            "%d, sum of weights %s"
                .formatted(
                    round.getCandidateCount(), Long.toUnsignedString(round.getTotalWeight()))));
    lines.add(
        List.of("drawn again", detail.getDrawRepeats() ? "the same workers" : "OTHER WORKERS"));
    for (DrawnWorker task : round.getDrawnList()) {
      lines.add(
          List.of(
              "task",
              "%s of pool %s, weight %s, chance %s %%: %s%s"
                  .formatted(
                      name(task),
                      Long.toUnsignedString(task.getPid()),
                      Integer.toUnsignedString(task.getWeight()),
                      ChanceCommand.percent(task.getChance()),
                      word(task.getOutcome()),
                      task.getPaidPha().isEmpty()
                          ? ""
                          : ", paid %s, missed %s PHA"
                              .formatted(task.getPaidPha(), task.getMissedPha()))));
    }
    if (round.hasSettlement()) {
      RoundSettlement paid = round.getSettlement();
      lines.add(List.of("minted", paid.getMintedPha()));
      lines.add(List.of("to computing", paid.getComputingPha()));
      lines.add(List.of("to online", paid.getOnlinePha()));
      lines.add(List.of("missed", paid.getMissedPha()));
      lines.add(List.of("to treasury", paid.getTreasuryPha()));
      lines.add(List.of("usable from block", Integer.toUnsignedString(paid.getReleasesAt())));
    }
    return lines;
  }

  private static String name(DrawnWorker task) {
    return task.getWorkerName().isEmpty() ? task.getWorkerId() : task.getWorkerName();
  }

  private static String word(RoundState state) {
    return switch (state) {
      case ROUND_OPEN -> "open";
      case ROUND_SETTLED -> "settled";
      case ROUND_RELEASED -> "released";
      case ROUND_STATE_UNSPECIFIED, UNRECOGNIZED -> "unknown";
    };
  }

  private static String word(DispatchTaskOutcome outcome) {
    return switch (outcome) {
      case TASK_DONE -> "done";
      case TASK_FAILED -> "failed";
      case TASK_MISSED -> "missed";
      case DISPATCH_TASK_OUTCOME_UNSPECIFIED, UNRECOGNIZED -> "computing";
    };
  }
}
