package dev.runtimebridge.dispatcher.topology;

import dev.runtimebridge.dispatch.domain.ComputingTask;
import dev.runtimebridge.dispatch.domain.RoundEvent.TaskEnded;
import dev.runtimebridge.dispatch.domain.RoundState;
import dev.runtimebridge.dispatcher.port.OpenTask;
import dev.runtimebridge.schemas.v1.DispatchWorker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which tasks are not over, in memory beside the store of rounds that has the same. */
final class OpenTasks {
  private static final int KEY_LENGTH = 32;

  private final Map<Long, RoundState.Open> rounds = new HashMap<>();

  /** What a round has come to. */
  void note(long round, RoundState now) {
    if (now instanceof RoundState.Open open) {
      rounds.put(round, open);
    } else {
      rounds.remove(round);
    }
  }

  /**
   * The tasks, each with where its worker is now. A worker without a usable key or address cannot
   * be asked; its task is missed.
   */
  List<OpenTask> list(Function<String, @Nullable DispatchWorker> workers) {
    var tasks = new ArrayList<OpenTask>();
    rounds.forEach((round, open) -> add(tasks, round, open, workers));
    return tasks;
  }

  private static void add(
      List<OpenTask> tasks,
      long round,
      RoundState.Open open,
      Function<String, @Nullable DispatchWorker> workers) {
    Set<String> ended =
        open.ended().stream().map(TaskEnded::worker).collect(Collectors.toUnmodifiableSet());
    for (String id : open.opened().drawn()) {
      @Nullable DispatchWorker worker = ended.contains(id) ? null : workers.apply(id);
      if (worker != null
          && worker.getPublicKey().size() == KEY_LENGTH
          && !worker.getEndpoint().isEmpty()) {
        String key = HexFormat.of().formatHex(worker.getPublicKey().toByteArray());
        var task = new ComputingTask(round, open.opened().seed(), key);
        tasks.add(new OpenTask(id, worker.getEndpoint(), task));
      }
    }
  }
}
