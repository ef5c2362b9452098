package dev.runtimebridge.fetcher.pipeline;

import dev.runtimebridge.fetcher.domain.ChangesProof;
import dev.runtimebridge.fetcher.domain.ChangesProof.Step;
import dev.runtimebridge.fetcher.domain.EncodedHeader;
import dev.runtimebridge.fetcher.port.ChainNode;
import dev.runtimebridge.fetcher.port.NodeException;
import dev.runtimebridge.fetcher.port.NodeException.Unverified;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.scale.MalformedScale;
import dev.runtimebridge.substrate.storage.StorageChanges;
import dev.runtimebridge.substrate.trie.PartialTrie.ChildKeys;
import dev.runtimebridge.substrate.trie.StateVersion;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/** Checks one block's storage changes, asking the node for as much proof as that takes. */
record StorageChangesCheck(
    ChainNode node, EncodedHeader header, EncodedHeader parent, StateVersion version) {
  private static final int MOST_ROUNDS = 16;

  /** Decodes the changes only. */
  StorageChanges decode(Bytes encoded) throws Unverified {
    try {
      return StorageChanges.decode(encoded.toByteArray());
    } catch (MalformedScale e) {
      throw new Unverified(
          "%s: storage changes of para %s do not decode: %s"
              .formatted(node.endpoint(), header.point(), e.getMessage()),
          e);
    }
  }

  /** Decodes the changes and makes sure that they give the header's state root. */
  StorageChanges verify(Bytes encoded) throws NodeException {
    StorageChanges changes = decode(encoded);
    var proof = new ChangesProof(changes, parent.header().stateRoot(), header.header().stateRoot());
    SequencedSet<Bytes> nodes = new LinkedHashSet<>();
    Step step = proof.firstKeys();
    for (int round = 0; round < MOST_ROUNDS; round++) {
      switch (step) {
        case Step.Proven() -> {
          return changes;
        }
        case Step.Wrong(String detail) -> throw wrong(detail);
        case Step.NeedsKeys(List<Bytes> keys, List<ChildKeys> childKeys) -> {
          int before = nodes.size();
          fetch(keys, childKeys, nodes);
          if (nodes.size() == before && round > 0) {
            throw wrong("the proof lacks keys that were asked for, such as " + keys);
          }
          step = proof.check(new ArrayList<>(nodes), version);
        }
      }
    }
    if (!(step instanceof Step.Proven)) {
      throw wrong("the proof is not complete after %d requests".formatted(MOST_ROUNDS));
    }
    return changes;
  }

  private void fetch(List<Bytes> keys, List<ChildKeys> childKeys, SequencedSet<Bytes> nodes)
      throws NodeException {
    if (!keys.isEmpty()) {
      nodes.addAll(node.readProof(keys, parent.hash()));
    }
    for (ChildKeys child : childKeys) {
      nodes.addAll(node.childReadProof(child.storageKey(), child.keys(), parent.hash()));
    }
  }

  private Unverified wrong(String detail) {
    return new Unverified(
        "%s: storage changes of para %s: %s".formatted(node.endpoint(), header.point(), detail));
  }
}
