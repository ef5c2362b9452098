package dev.runtimebridge.solo.replay;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bridge replay}: what the log says, and whether the tables say the same. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Rebuilds every table from the topics alone and compares it with the live one, entry for"
          + " entry.",
      "With --until: shows workers and pools as they were.",
      "Changes nothing. The bridge may run meanwhile.",
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:identical, or shown",
      "1:different, or not to be read",
      "2:wrong arguments, or no log there",
    })
public final class ReplayCommand implements Callable<Integer> {
  static final int SAME = 0;
  static final int DIFFERENT = 1;
  static final int NO_LOG = 2;

  @ArgGroup(multiplicity = "1")
  private final Place place = new Place();

  @Option(
      names = "--prefix",
      defaultValue = "bridge",
      description = "bridge.topics.prefix of the bridge (${DEFAULT-VALUE}).")
  private String prefix = "bridge";

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads that read; as many as there are processors if not given.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--show",
      paramLabel = "N",
      defaultValue = "10",
      description = "Differences of each table that are printed (${DEFAULT-VALUE}).")
  private int shown = 10;

  @Option(
      names = "--until",
      paramLabel = "TIME|OFFSET",
      converter = Until.Converter.class,
      description = {
        "A time (2026-11-21T17:00:00Z, or without Z where you are), or an offset of worker.events",
        "(PARTITION:OFFSET where it has several partitions); what is there counts too.",
      })
  private @Nullable Until until;

  @Option(names = "--worker", paramLabel = "NAME|ID", description = "With --until: one worker.")
  private @Nullable String worker;

  @Option(names = "--pool", paramLabel = "PID", description = "With --until: one pool.")
  private @Nullable Long pool;

  /** Where the log is. */
  static final class Place {
    @Option(
        names = "--data",
        required = true,
        paramLabel = "DIR",
        description = "Data folder of solo or of a demo; it may be in use.")
    private @Nullable Path data;

    @Option(
        names = {"--bootstrap", "--bootstrap-servers"},
        required = true,
        paramLabel = "HOST:PORT",
        description = "A Kafka cluster.")
    private @Nullable String bootstrap;

    ReadLog open(String prefix) {
      return data == null
          ? ReadLog.onCluster(Optional.ofNullable(bootstrap).orElseThrow(), prefix)
          : ReadLog.inFolder(data, prefix);
    }
  }

  @Override
  public Integer call() {
    try (ReadLog log = place.open(prefix)) {
      return until == null ? compare(log) : show(log, until);
    } catch (LogUnavailable | IllegalArgumentException e) {
      System.err.println("bridge: " + e.getMessage());
      return NO_LOG;
    } catch (LogUnreadable e) {
      System.err.println("bridge: " + e.getMessage());
      return DIFFERENT;
    }
  }

  private int compare(ReadLog log) {
    long began = System.nanoTime();
    List<TableReport> reports = new Replay(log, threads).tables();
    new ReportText(System.out, shown).print(reports, System.nanoTime() - began);
    return reports.stream().allMatch(TableReport::identical) ? SAME : DIFFERENT;
  }

  private int show(ReadLog log, Until moment) {
    boolean found =
        new AsItWas(log, threads, moment)
            .print(System.out, Optional.ofNullable(worker), Optional.ofNullable(pool));
    if (!found) {
      System.err.println("bridge: there was no such worker or pool then");
    }
    return found ? SAME : DIFFERENT;
  }
}
