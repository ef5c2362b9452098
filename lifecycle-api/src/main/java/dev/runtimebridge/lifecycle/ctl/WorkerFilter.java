package dev.runtimebridge.lifecycle.ctl;

import dev.runtimebridge.schemas.v1.ListWorkersRequest;
import dev.runtimebridge.schemas.v1.WorkerStage;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which workers are meant by what is said of them; a mixin. */
final class WorkerFilter {
  @Option(names = "--pool", paramLabel = "PID", description = "Workers of this pool.")
  @Nullable Long pid;

  @Option(
      names = "--stage",
      split = ",",
      paramLabel = "STAGE",
      converter = StageConverter.class,
      description =
          "Workers in these stages: stopped, starting, initializing, loading-state, syncing,"
              + " at-tip, registering, computing and so on.")
  WorkerStage @Nullable [] stages;

  @Option(
      names = "--search",
      paramLabel = "TEXT",
      description = "Workers with this in their name, endpoint, id, public key or session.")
  @Nullable String search;

  @Option(names = "--troubled", description = "Workers that need someone to look at them.")
  boolean troubled;

  /** Whether anything is said at all. */
  boolean isGiven() {
    return pid != null || stages != null || search != null || troubled;
  }

  /** What the API is asked for. */
  ListWorkersRequest.Builder request() {
    var request = ListWorkersRequest.newBuilder().setTroubled(troubled);
    if (pid != null) {
      request.setPid(pid);
    }
    if (stages != null) {
      request.addAllStages(List.of(stages));
    }
    if (search != null) {
      request.setSearch(search);
    }
    return request;
  }
}
