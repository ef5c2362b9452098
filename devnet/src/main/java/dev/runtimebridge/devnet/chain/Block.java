package dev.runtimebridge.devnet.chain;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.hash.Hashing;
import dev.runtimebridge.substrate.header.DigestItem;
import dev.runtimebridge.substrate.header.Header;
import dev.runtimebridge.substrate.storage.StorageChanges;
import dev.runtimebridge.substrate.trie.OrderedRoot;
import dev.runtimebridge.substrate.trie.StateTrie;
import dev.runtimebridge.substrate.trie.StateVersion;
import java.util.List;

/**
 * A block with the state after it.
 *
 * @param changes what the block did to its parent's state; for the genesis block the whole state
 * @param extrinsics encoded, each with its length before it
 */
public record Block(
    Header header, Hash256 hash, StateTrie state, StorageChanges changes, List<Bytes> extrinsics) {

  /** Copies what it is given. */
  public Block {
    extrinsics = List.copyOf(extrinsics);
  }

  static Block genesis(StateTrie state, StateVersion version) {
    var changes =
        new StorageChanges(
            state
                .entries(Bytes.EMPTY)
                .map(entry -> StorageChanges.Change.put(entry.key(), entry.value()))
                .toList(),
            List.of());
    return seal(Hash256.ZERO, 0, state, changes, List.of(), List.of(), version);
  }

  static Block after(
      Block parent,
      StorageChanges changes,
      List<Bytes> extrinsics,
      List<DigestItem> digest,
      StateVersion version) {
    StateTrie state = parent.state().apply(changes);
    return seal(parent.hash(), parent.number() + 1, state, changes, extrinsics, digest, version);
  }

  private static Block seal(
      Hash256 parent,
      long number,
      StateTrie state,
      StorageChanges changes,
      List<Bytes> extrinsics,
      List<DigestItem> digest,
      StateVersion version) {
    Hash256 extrinsicsRoot =
        OrderedRoot.of(extrinsics.stream().map(Bytes::toByteArray).toList(), version);
    var header = new Header(parent, number, state.root(), extrinsicsRoot, digest);
    return new Block(header, Hashing.blake2b256(header.encode()), state, changes, extrinsics);
  }

  /** The height. */
  public long number() {
    return header.number();
  }
}
