package dev.runtimebridge.devnet.worker.checkpoint;

import dev.runtimebridge.devnet.worker.enclave.ParaState;
import dev.runtimebridge.devnet.worker.enclave.RuntimeState;
import dev.runtimebridge.devnet.worker.enclave.SharedChecks;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.scale.MalformedScale;
import dev.runtimebridge.substrate.trie.StateTrie;
import dev.runtimebridge.substrate.trie.StateVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checkpoints in a folder: {@code workers/<index>/<block>.checkpoint}, a few hundred bytes each,
 * and the states that they name in {@code states}. Each file is written whole or not at all.
 */
public final class DiskCheckpoints implements CheckpointStore {
  private static final Logger LOG = LoggerFactory.getLogger(DiskCheckpoints.class);
  private static final String SUFFIX = ".checkpoint";
  private static final ParaState ABSENT = new ParaState(StateTrie.empty(StateVersion.V0), true);

  private final Path workers;
  private final StateFiles states;
  private final SharedChecks checks;
  private final int kept;

  private DiskCheckpoints(Path workers, StateFiles states, SharedChecks checks, int kept) {
    this.workers = workers;
    this.states = states;
    this.checks = checks;
    this.kept = kept;
  }

  /**
   * The store in {@code folder}, with what an earlier process left there.
   *
   * @throws IOException if the folder cannot be read and written
   */
  public static DiskCheckpoints open(Path folder, SharedChecks checks, int kept)
      throws IOException {
    Path workers = Files.createDirectories(folder.resolve("workers"));
    var store =
        new DiskCheckpoints(workers, new StateFiles(folder.resolve("states")), checks, kept);
    List<Path> files;
    try (var walked = Files.walk(workers, 2)) {
      files = walked.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      if (file.toString().endsWith(SUFFIX)) {
        store.decode(file).ifPresent(found -> store.states.found(found.stateRoot()));
      } else {
        Files.delete(file);
      }
    }
    store.states.sweep();
    return store;
  }

  @Override
  public void save(int worker, RuntimeState state) {
    Path file = folder(worker).resolve("%010d%s".formatted(state.nextBlock() - 1, SUFFIX));
    try {
      Files.createDirectories(folder(worker));
    } catch (IOException error) {
      throw new UncheckedIOException("cannot make the folder of worker " + worker, error);
    }
    Optional<Hash256> replaced = Files.exists(file) ? stateRoot(file) : Optional.empty();
    states.hold(state.state());
    AtomicFile.write(file, CheckpointCodec.encode(state));
    replaced.ifPresent(states::release);
    newestFirst(worker).stream().skip(kept).forEach(this::delete);
  }

  @Override
  public Optional<RuntimeState> load(int worker, int age) {
    Optional<Path> file = newestFirst(worker).stream().skip(age).findFirst();
    return file.flatMap(this::decode).flatMap(found -> withState(worker, found));
  }

  @Override
  public void remove(int worker) {
    newestFirst(worker).forEach(this::delete);
  }

  private Optional<RuntimeState> withState(int worker, CheckpointCodec.Decoded found) {
    try {
      RuntimeState whole = found.with(checks.shared(states.load(found.stateRoot())));
      return Optional.of(whole);
    } catch (MalformedScale | UncheckedIOException error) {
      LOG.warn(
          "checkpoint without its state, starting with nothing workerId={} error={}",
          worker,
          error.getMessage());
      return Optional.empty();
    }
  }

  private Optional<CheckpointCodec.Decoded> decode(Path file) {
    try {
      return Optional.of(CheckpointCodec.decode(AtomicFile.read(file), ABSENT));
    } catch (MalformedScale | UncheckedIOException error) {
      LOG.warn("broken checkpoint file={} error={}", file, error.getMessage());
      return Optional.empty();
    }
  }

  private Optional<Hash256> stateRoot(Path file) {
    return decode(file).map(CheckpointCodec.Decoded::stateRoot);
  }

  private void delete(Path file) {
    Optional<Hash256> root = stateRoot(file);
    AtomicFile.delete(file);
    root.ifPresent(states::release);
  }

  private List<Path> newestFirst(int worker) {
    if (!Files.isDirectory(folder(worker))) {
      return List.of();
    }
    try (var files = Files.list(folder(worker))) {
      return files
          .filter(file -> file.toString().endsWith(SUFFIX))
          .sorted(Comparator.comparing(Path::getFileName).reversed())
          .toList();
    } catch (IOException error) {
      throw new UncheckedIOException("cannot list the checkpoints of worker " + worker, error);
    }
  }

  private Path folder(int worker) {
    return workers.resolve(Integer.toString(worker));
  }
}
