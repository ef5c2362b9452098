package dev.runtimebridge.lifecycle.ctl;

import dev.runtimebridge.lifecycle.words.Words;
import dev.runtimebridge.schemas.v1.ChainSpeed;
import dev.runtimebridge.schemas.v1.ChainStatusView;
import dev.runtimebridge.schemas.v1.ChainTip;
import dev.runtimebridge.schemas.v1.GetChainStatusRequest;
import dev.runtimebridge.schemas.v1.NodeHealth;
import dev.runtimebridge.schemas.v1.StageCount;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** Commands about the chains. */
@Command(name = "chain", description = "Shows how the chains and the log are.")
final class ChainCommands {
  private static final List<String> STREAM =
      List.of("RELAY", "BEHIND", "SPEED", "PARA", "BEHIND", "SPEED", "WORKERS");
  private static final int[] STREAM_WIDTHS = {9, 7, 18, 9, 7, 18, 0};

  @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
  @ParentCommand
  private Ctl ctl;

  @Command(name = "status", description = "Heights, nodes, and workers by stage.")
  int status() {
    return ctl.call(
        (api, output) -> {
          ChainStatusView status =
              api.chain().getChainStatus(GetChainStatusRequest.getDefaultInstance());
          show(output, status);
        });
  }

  @Command(name = "watch", description = "Heights and speeds, a line for each change.")
  int watch(@Mixin Streams stream) {
    return ctl.call((api, output) -> watch(api, output, stream));
  }

  static void watch(Connection api, Output output, Streams stream) {
    output.streamHeader(STREAM, STREAM_WIDTHS);
    stream.follow(
        time -> api.chain(time).watchChainStatus(GetChainStatusRequest.getDefaultInstance()),
        status -> output.streamRow(status, () -> line(status), STREAM_WIDTHS));
  }

  private static void show(Output output, ChainStatusView status) {
    if (output.isWhole()) {
      output.message(status);
    } else {
      tables(output, status);
    }
  }

  private static List<String> line(ChainStatusView status) {
    return List.of(
        Integer.toUnsignedString(status.getRelay().getFinalizedNumber()),
        Long.toString(behind(status.getRelay())),
        speed(status.getRelaySpeed()),
        Integer.toUnsignedString(status.getPara().getFinalizedNumber()),
        Long.toString(behind(status.getPara())),
        speed(status.getParaSpeed()),
        status.getWorkersList().stream()
            .map(it -> Integer.toUnsignedString(it.getCount()) + " " + Words.stage(it.getStage()))
            .collect(Collectors.joining(", ")));
  }

  private static String speed(ChainSpeed speed) {
    String blocks = "%.1f/s".formatted(speed.getBlocksPerSecond());
    return speed.hasEtaSeconds()
        ? "%s, %.0f s to go".formatted(blocks, speed.getEtaSeconds())
        : blocks;
  }

  private static void tables(Output output, ChainStatusView status) {
    List<ChainTip> tips = List.of(status.getRelay(), status.getPara());
    output.table(
        List.of("CHAIN", "FINALIZED", "IN THE LOG", "BEHIND", "TOLD", "WAITS FOR"),
        tips.stream().map(ChainCommands::row).toList());
    output.blankLine();
    output.table(
        List.of("CHAIN", "NODE", "STATE", "SINCE", "FINALIZED", "REASON"),
        tips.stream().flatMap(ChainCommands::nodes).toList());
    output.blankLine();
    output.table(
        List.of("STAGE", "WORKERS", "RETRYING"),
        status.getWorkersList().stream().map(ChainCommands::row).toList());
  }

  private static List<String> row(ChainTip tip) {
    return List.of(
        Words.chain(tip.getChain()),
        Integer.toUnsignedString(tip.getFinalizedNumber()),
        tip.hasPublishedNumber() ? Integer.toUnsignedString(tip.getPublishedNumber()) : "-",
        tip.hasPublishedNumber() ? Long.toString(behind(tip)) : "-",
        Words.ago(tip.getTime(), Instant.now()),
        tip.getWaitingFor());
  }

  private static long behind(ChainTip tip) {
    return Math.max(
        0,
        Integer.toUnsignedLong(tip.getFinalizedNumber())
            - Integer.toUnsignedLong(tip.getPublishedNumber()));
  }

  private static Stream<List<String>> nodes(ChainTip tip) {
    return tip.getNodesList().stream().map(node -> row(tip, node));
  }

  private static List<String> row(ChainTip tip, NodeHealth node) {
    return List.of(
        Words.chain(tip.getChain()),
        node.getEndpoint(),
        state(node),
        Words.time(node.getSince()),
        Integer.toUnsignedString(node.getFinalizedNumber()),
        node.getReason());
  }

  private static String state(NodeHealth node) {
    if (!node.getHealthy()) {
      return "dropped";
    }
    return node.getInUse() ? "in use" : "in reserve";
  }

  private static List<String> row(StageCount count) {
    return List.of(
        Words.stage(count.getStage()),
        Integer.toUnsignedString(count.getCount()),
        Integer.toUnsignedString(count.getRetrying()));
  }
}
