package dev.runtimebridge.devnet.worker.checkpoint;

import dev.runtimebridge.devnet.worker.enclave.RuntimeState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Checkpoints that live as long as the farm. They cost little: states share what is the same. */
public final class MemoryCheckpoints implements CheckpointStore {
  private final int kept;
  private final Map<Integer, List<RuntimeState>> newestFirst = new ConcurrentHashMap<>();

  /** A store of the {@code kept} newest checkpoints of each worker. */
  public MemoryCheckpoints(int kept) {
    this.kept = kept;
  }

  @Override
  public void save(int worker, RuntimeState state) {
    newestFirst.merge(
        worker,
        List.of(state),
        (before, added) -> {
          List<RuntimeState> all = new ArrayList<>(added);
          before.stream()
              .filter(older -> older.nextBlock() < state.nextBlock())
              .limit(kept - 1L)
              .forEach(all::add);
          return List.copyOf(all);
        });
  }

  @Override
  public Optional<RuntimeState> load(int worker, int age) {
    return newestFirst.getOrDefault(worker, List.of()).stream().skip(age).findFirst();
  }

  @Override
  public void remove(int worker) {
    newestFirst.remove(worker);
  }
}
