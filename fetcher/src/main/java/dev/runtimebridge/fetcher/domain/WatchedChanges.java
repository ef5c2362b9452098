package dev.runtimebridge.fetcher.domain;

import dev.runtimebridge.substrate.storage.StorageChanges;
import dev.runtimebridge.substrate.storage.StorageChanges.Change;
import dev.runtimebridge.substrate.storage.StorageEntry;
import dev.runtimebridge.substrate.storage.StorageKeys;
import java.util.List;

/**
 * What a block changed in watched items, and whether it changed the runtime's code.
 *
 * @param changes in the order of the block's changes
 * @param newCode whether the next block is executed by another runtime
 */
public record WatchedChanges(List<Change> changes, boolean newCode) {

  /** Copies the list. */
  public WatchedChanges {
    changes = List.copyOf(changes);
  }

  /** The few of a block's changes that are watched. */
  public static WatchedChanges in(StorageChanges all) {
    return new WatchedChanges(
        all.main().stream().filter(change -> WatchedItem.of(change.key()).isPresent()).toList(),
        all.main().stream().anyMatch(change -> change.key().equals(StorageKeys.CODE)));
  }

  /** The few entries of a whole state that are watched. */
  public static WatchedChanges in(List<StorageEntry> state) {
    return new WatchedChanges(
        state.stream()
            .filter(entry -> WatchedItem.of(entry.key()).isPresent())
            .map(entry -> Change.put(entry.key(), entry.value()))
            .toList(),
        false);
  }
}
