package dev.runtimebridge.fetcher.domain;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.storage.StorageEntry;
import dev.runtimebridge.substrate.storage.StorageState;
import dev.runtimebridge.substrate.trie.StateTrie;
import dev.runtimebridge.substrate.trie.StateVersion;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The parachain's whole state at one block.
 *
 * @param state SCALE {@code StorageState}
 * @param childTrie key of a child trie, where the state has any: its pairs are not in {@code
 *     state}, so no worker can be given this state
 */
public record StateSnapshot(ChainPoint block, Bytes state, Optional<Bytes> childTrie) {
  private static final Bytes CHILD_STORAGE = Bytes.utf8(":child_storage:");

  /** The version under which {@code entries} have the state root {@code root}, if there is one. */
  public static Optional<StateVersion> versionOf(List<StorageEntry> entries, Hash256 root) {
    return Stream.of(StateVersion.V0, StateVersion.V1)
        .filter(version -> StateTrie.of(entries, version).root().equals(root))
        .findFirst();
  }

  /** Checks that {@code entries} are the state after {@code block}. */
  public static Check<StateSnapshot> verified(EncodedHeader block, List<StorageEntry> entries) {
    if (versionOf(entries, block.header().stateRoot()).isEmpty()) {
      return Check.failed(
          Check.Fault.WRONG_STATE,
          "the %d entries sent as the state of %s do not have its state root %s",
          entries.size(),
          block.point(),
          block.header().stateRoot());
    }
    return new Check.Passed<>(
        new StateSnapshot(
            block.point(), Bytes.of(new StorageState(entries).encode()), childTrie(entries)));
  }

  private static Optional<Bytes> childTrie(List<StorageEntry> entries) {
    return entries.stream()
        .map(StorageEntry::key)
        .filter(key -> key.startsWith(CHILD_STORAGE))
        .findFirst();
  }
}
