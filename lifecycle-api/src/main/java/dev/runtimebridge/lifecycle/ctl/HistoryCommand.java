package dev.runtimebridge.lifecycle.ctl;

import dev.runtimebridge.lifecycle.domain.Addresses;
import dev.runtimebridge.lifecycle.words.Story;
import dev.runtimebridge.schemas.v1.GetPoolHistoryRequest;
import dev.runtimebridge.schemas.v1.GetWorkerHistoryRequest;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** What happened to a worker or to a pool. */
@Command(
    name = "history",
    description = "Tells what happened to a worker or to a pool, the newest last.")
final class HistoryCommand implements Callable<Integer> {
  @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
  @ParentCommand
  private Ctl ctl;

  @Parameters(paramLabel = "WORKER", arity = "0..1", description = "Name or id.")
  private @Nullable String worker;

  @Option(names = "--pool", paramLabel = "PID", description = "Of this pool.")
  private @Nullable Long pid;

  @Mixin private Stretch stretch = new Stretch();

  /** Which part of a history is told; a mixin. */
  static final class Stretch {
    @Option(names = "--limit", defaultValue = "20", description = "Default ${DEFAULT-VALUE}.")
    int limit;

    @Option(names = "--before", paramLabel = "SEQUENCE", description = "Only older ones.")
    long before;
  }

  @Override
  public Integer call() {
    return ctl.call(
        (api, output) -> {
          if ((worker == null) == (pid == null)) {
            throw CtlFailure.wrongUsage("expected either the name of a worker or --pool PID");
          }
          if (worker != null) {
            worker(api, output, worker, stretch);
          } else if (pid != null) {
            pool(api, output, pid, stretch);
          }
        });
  }

  static void worker(Connection api, Output output, String worker, Stretch stretch) {
    var found =
        api.lifecycle()
            .getWorkerHistory(
                GetWorkerHistoryRequest.newBuilder()
                    .setWorker(WorkerCommands.ref(worker))
                    .setLimit(stretch.limit)
                    .setBeforeSequence(stretch.before)
                    .build());
    var story = new Story(new Addresses(found.getSs58Prefix()));
    output.list(found, Story.HEADER, () -> story.of(found.getEventsList()));
  }

  static void pool(Connection api, Output output, long pid, Stretch stretch) {
    var found =
        api.lifecycle()
            .getPoolHistory(
                GetPoolHistoryRequest.newBuilder()
                    .setPid(pid)
                    .setLimit(stretch.limit)
                    .setBeforeSequence(stretch.before)
                    .build());
    var story = new Story(new Addresses(found.getSs58Prefix()));
    output.list(found, Story.HEADER, () -> story.of(found.getEventsList()));
  }
}
