package dev.runtimebridge.devnet.worker.checkpoint;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.runtimebridge.devnet.worker.enclave.ParaState;
import dev.runtimebridge.devnet.worker.enclave.WholeState;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.scale.MalformedScale;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import dev.runtimebridge.substrate.storage.StorageChanges;
import dev.runtimebridge.substrate.storage.StorageChanges.Change;
import dev.runtimebridge.substrate.storage.StorageChanges.ChildChanges;
import dev.runtimebridge.substrate.storage.StorageEntry;
import dev.runtimebridge.substrate.storage.StorageState;
import dev.runtimebridge.substrate.trie.StateTrie;
import dev.runtimebridge.substrate.trie.StateVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Parachain states on disk, one file for each, named by the root: whoever is at one block shares
 * it. A file goes when the last checkpoint that names it has gone.
 *
 * <pre>
 * state_file = children_known storage_state storage_changes   ; main trie, entries of child tries
 * </pre>
 */
final class StateFiles {
  private static final String SUFFIX = ".state";

  private final Path folder;
  private final Map<Hash256, Integer> uses = new ConcurrentHashMap<>();
  private final Cache<Hash256, StateTrie> loaded = Caffeine.newBuilder().weakValues().build();

  StateFiles(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  /** Counts a checkpoint that was found on disk. */
  void found(Hash256 root) {
    uses.merge(root, 1, Integer::sum);
  }

  /** Writes the state unless it is there, and counts one more use. */
  void hold(ParaState state) {
    loaded.put(state.trie().root(), state.trie());
    uses.compute(
        state.trie().root(),
        (root, count) -> {
          Path file = file(root);
          if (count == null || !Files.exists(file)) {
            AtomicFile.write(file, encode(state));
          }
          return count == null ? 1 : count + 1;
        });
  }

  /** Counts one use less, and forgets the state with the last one. */
  void release(Hash256 root) {
    uses.computeIfPresent(
        root,
        (same, count) -> {
          if (count > 1) {
            return count - 1;
          }
          AtomicFile.delete(file(root));
          return null;
        });
  }

  /** Deletes files that no checkpoint names, left by a process that was killed. */
  void sweep() throws IOException {
    List<Path> files;
    try (var listed = Files.list(folder)) {
      files = listed.toList();
    }
    for (Path file : files) {
      if (uses.keySet().stream().noneMatch(root -> file.equals(file(root)))) {
        Files.delete(file);
      }
    }
  }

  /**
   * The state with this root.
   *
   * @throws MalformedScale if the file holds another one
   */
  ParaState load(Hash256 root) {
    StateTrie known = loaded.getIfPresent(root);
    if (known != null) {
      return new ParaState(known, childrenKnown(known));
    }
    ParaState read = decode(AtomicFile.read(file(root)));
    if (!read.trie().root().equals(root)) {
      throw new MalformedScale("the state file of root " + root + " has " + read.trie().root());
    }
    loaded.put(root, read.trie());
    return read;
  }

  private Path file(Hash256 root) {
    return folder.resolve(root.toString().substring(2) + SUFFIX);
  }

  private static boolean childrenKnown(StateTrie trie) {
    return trie.entries(WholeState.CHILD_ROOTS).count() == trie.childStorageKeys().size();
  }

  private static byte[] encode(ParaState state) {
    StateTrie trie = state.trie();
    List<Bytes> children = trie.childStorageKeys().stream().sorted().toList();
    List<StorageEntry> main =
        trie.entries(Bytes.EMPTY).filter(entry -> !isRootOf(children, entry.key())).toList();
    List<ChildChanges> entries =
        children.stream()
            .map(
                child ->
                    new ChildChanges(
                        child,
                        trie.childEntries(child)
                            .map(entry -> Change.put(entry.key(), entry.value()))
                            .toList()))
            .toList();
    var writer = new ScaleWriter(1 << 20);
    writer.bool(state.childrenKnown()).bytes(new StorageState(main).encode());
    new StorageChanges(List.of(), entries).write(writer);
    return writer.toByteArray();
  }

  private static boolean isRootOf(List<Bytes> children, Bytes key) {
    return key.startsWith(WholeState.CHILD_ROOTS)
        && children.contains(key.slice(WholeState.CHILD_ROOTS.length(), key.length()));
  }

  private static ParaState decode(byte[] encoded) {
    return ScaleReader.decodeAll(
        encoded,
        reader -> {
          boolean childrenKnown = reader.bool();
          StorageState main = StorageState.read(reader);
          StateTrie trie =
              StateTrie.of(main.entries(), StateVersion.V0).apply(StorageChanges.read(reader));
          return new ParaState(trie, childrenKnown);
        });
  }
}
