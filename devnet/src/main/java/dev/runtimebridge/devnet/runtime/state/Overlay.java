package dev.runtimebridge.devnet.runtime.state;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.storage.StorageChanges.Change;
import dev.runtimebridge.substrate.storage.StorageEntry;
import dev.runtimebridge.substrate.trie.StateTrie;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The state of a block being made: its parent's, and above it layers of what was written. A layer
 * is begun before each call and committed or rolled back after it. Not for several threads.
 */
public final class Overlay {
  private final StateTrie parent;
  private final Deque<Map<Bytes, Optional<Bytes>>> layers = new ArrayDeque<>();

  /** A state in which nothing was written yet. */
  public Overlay(StateTrie parent) {
    this.parent = parent;
    layers.push(new HashMap<>());
  }

  /** The value at a key. */
  public Optional<Bytes> get(Bytes key) {
    for (Map<Bytes, Optional<Bytes>> layer : layers) {
      if (layer.containsKey(key)) {
        return layer.getOrDefault(key, Optional.empty());
      }
    }
    return parent.get(key);
  }

  /** Writes a value. */
  public void put(Bytes key, Bytes value) {
    layers.element().put(key, Optional.of(value));
  }

  /** Removes what is at a key. */
  public void remove(Bytes key) {
    layers.element().put(key, Optional.empty());
  }

  /** All entries whose keys begin with {@code prefix}, in the order of the keys. */
  public List<StorageEntry> entries(Bytes prefix) {
    Map<Bytes, Bytes> found = new TreeMap<>();
    try (var entries = parent.entries(prefix)) {
      entries.forEach(entry -> found.put(entry.key(), entry.value()));
    }
    layers
        .descendingIterator()
        .forEachRemaining(
            layer ->
                layer.forEach(
                    (key, value) -> {
                      if (key.startsWith(prefix)) {
                        value.ifPresentOrElse(
                            there -> found.put(key, there), () -> found.remove(key));
                      }
                    }));
    return found.entrySet().stream()
        .map(entry -> new StorageEntry(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** From now on what is written can be taken back. */
  public void begin() {
    layers.push(new HashMap<>());
  }

  /** Keeps what was written since the last {@link #begin} that was neither kept nor taken back. */
  public void commit() {
    Map<Bytes, Optional<Bytes>> top = layers.pop();
    layers.element().putAll(top);
  }

  /** Takes it back. */
  public void rollBack() {
    layers.pop();
  }

  /**
   * What was written, in the order of the keys: also what has the value that it had before, as a
   * runtime gives it, but no removal of what was not there.
   */
  public List<Change> changes() {
    return new TreeMap<>(layers.element())
        .entrySet().stream()
            .map(entry -> new Change(entry.getKey(), entry.getValue()))
            .filter(change -> change.value().isPresent() || parent.get(change.key()).isPresent())
            .toList();
  }
}
