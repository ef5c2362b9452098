package dev.runtimebridge.solo.demo;

import dev.runtimebridge.schemas.v1.ChainTip;
import dev.runtimebridge.schemas.v1.SyncHeights;
import java.io.PrintStream;
import java.util.Locale;
import java.util.stream.Collectors;

/** Draws {@link Progress}: in place on a terminal, as one line every few seconds elsewhere. */
final class ProgressTable {
  private static final int LINES = 6;
  private static final long LINE_EVERY_SECONDS = 5;

  private final PrintStream out;
  private final boolean terminal;
  private boolean drawn;
  private long lastLineAt = -LINE_EVERY_SECONDS;
  private double blocksPerSecond;
  private long lastBlocks = -1;
  private long lastNanos;

  ProgressTable(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  void show(Progress progress) {
    measure(progress);
    if (terminal) {
      if (drawn) {
        out.print("\033[" + LINES + "A");
      }
      out.print(
          table(progress)
              .lines()
              .map(line -> "\033[2K" + line + "\n")
              .collect(Collectors.joining()));
      drawn = true;
    } else if (progress.elapsed().toSeconds() - lastLineAt >= LINE_EVERY_SECONDS) {
      lastLineAt = progress.elapsed().toSeconds();
      out.println(line(progress));
    }
    out.flush();
  }

  String table(Progress progress) {
    return """
                 finalized  published  slowest worker
    relay chain  %9s  %9s  %14s
    parachain    %9s  %9s  %14s
    workers      %s
    speed        %.0f blocks/s into all workers, %d s since the start
    waiting for  %s\
    """
        .formatted(
            height(progress.chains().getRelay().getFinalizedNumber()),
            published(progress.chains().getRelay()),
            height(progress.lowest(SyncHeights::getNextRelayHeader)),
            height(progress.chains().getPara().getFinalizedNumber()),
            published(progress.chains().getPara()),
            height(progress.lowest(SyncHeights::getNextParaBlock)),
            stages(progress),
            blocksPerSecond,
            progress.elapsed().toSeconds(),
            waiting(progress));
  }

  private String line(Progress progress) {
    return "%4d s  relay %s/%s  para %s/%s  %s  %.0f blocks/s"
        .formatted(
            progress.elapsed().toSeconds(),
            height(progress.lowest(SyncHeights::getNextRelayHeader)),
            published(progress.chains().getRelay()),
            height(progress.lowest(SyncHeights::getNextParaBlock)),
            published(progress.chains().getPara()),
            stages(progress),
            blocksPerSecond);
  }

  private void measure(Progress progress) {
    long now = System.nanoTime();
    long blocks = progress.blocksTaken();
    if (lastBlocks >= 0 && now > lastNanos) {
      double latest = Math.max(0, blocks - lastBlocks) * 1e9 / (now - lastNanos);
      // A moving average: one slow answer should not make the figure jump.
      blocksPerSecond = 0.7 * blocksPerSecond + 0.3 * latest;
    }
    lastBlocks = blocks;
    lastNanos = now;
  }

  private static String stages(Progress progress) {
    String stages =
        progress.byStage().entrySet().stream()
            .map(
                entry ->
                    entry.getValue()
                        + " "
                        + entry.getKey().name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .collect(Collectors.joining(", "));
    String retrying =
        progress.retrying() == 0 ? "" : ", %d retrying".formatted(progress.retrying());
    return stages.isEmpty() ? "none yet" : stages + retrying;
  }

  private static String waiting(Progress progress) {
    String relay = progress.chains().getRelay().getWaitingFor();
    String para = progress.chains().getPara().getWaitingFor();
    return relay.isEmpty() && para.isEmpty() ? "the next block" : (relay + " " + para).strip();
  }

  private static String published(ChainTip tip) {
    return tip.hasPublishedNumber() ? height(tip.getPublishedNumber()) : "-";
  }

  private static String height(long number) {
    return number < 0 ? "-" : Long.toString(number);
  }
}
