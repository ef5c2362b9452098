package dev.runtimebridge.fetcher.domain;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.storage.StorageChanges;
import dev.runtimebridge.substrate.storage.StorageChanges.Change;
import dev.runtimebridge.substrate.trie.PartialTrie;
import dev.runtimebridge.substrate.trie.PartialTrie.ChildKeys;
import dev.runtimebridge.substrate.trie.PartialTrie.Outcome;
import dev.runtimebridge.substrate.trie.StateVersion;
import java.util.List;

/**
 * Checks, without holding the state, that changes lead from one state root to the next: a proof of
 * the changed keys at the parent block is enough to compute the root after them.
 *
 * @param parentRoot state root of the block before
 * @param expectedRoot state root in the block's own header
 */
public record ChangesProof(StorageChanges changes, Hash256 parentRoot, Hash256 expectedRoot) {

  /** What to do next. */
  public sealed interface Step {
    /** The changes give the expected root. */
    record Proven() implements Step {}

    /** Proofs of these keys at the parent block are needed too. */
    record NeedsKeys(List<Bytes> keys, List<ChildKeys> childKeys) implements Step {}

    /** The changes are not those of the block, or the proof is none. */
    record Wrong(String detail) implements Step {}
  }

  /** The keys whose proof is needed to begin with. */
  public Step.NeedsKeys firstKeys() {
    return new Step.NeedsKeys(
        changes.main().stream().map(Change::key).distinct().toList(),
        changes.child().stream()
            .map(
                child ->
                    new ChildKeys(
                        child.storageKey(),
                        child.changes().stream().map(Change::key).distinct().toList()))
            .toList());
  }

  /**
   * Applies the changes to what {@code nodes} show of the parent's state.
   *
   * @param version how the chain writes its trie; the other one is tried too, since a runtime
   *     upgrade may have moved the chain on, and only one of them can give the root
   */
  public Step check(List<Bytes> nodes, StateVersion version) {
    Step step = checkAs(nodes, version);
    if (step instanceof Step.Wrong
        && checkAs(nodes, other(version)) instanceof Step.Proven proven) {
      return proven;
    }
    return step;
  }

  private Step checkAs(List<Bytes> nodes, StateVersion version) {
    return switch (PartialTrie.of(parentRoot, nodes, version).apply(changes)) {
      case Outcome.Root(Hash256 root) when root.equals(expectedRoot) -> new Step.Proven();
      case Outcome.Root(Hash256 root) ->
          new Step.Wrong(
              "the changes give state root %s, the header has %s".formatted(root, expectedRoot));
      case Outcome.Missing(List<Bytes> keys, List<ChildKeys> childKeys) ->
          new Step.NeedsKeys(keys, childKeys);
      case Outcome.Refused(String why) -> new Step.Wrong(why);
    };
  }

  private static StateVersion other(StateVersion version) {
    return version == StateVersion.V0 ? StateVersion.V1 : StateVersion.V0;
  }
}
