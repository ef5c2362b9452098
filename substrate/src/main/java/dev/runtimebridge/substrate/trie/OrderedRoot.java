package dev.runtimebridge.substrate.trie;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import dev.runtimebridge.substrate.storage.StorageEntry;
import java.util.ArrayList;
import java.util.List;

/** Root of a list, as a header has it of its block's extrinsics. */
public final class OrderedRoot {
  private OrderedRoot() {}

  /** Root of the trie that has each item under its compact-encoded index. */
  public static Hash256 of(List<byte[]> items, StateVersion version) {
    List<StorageEntry> entries = new ArrayList<>(items.size());
    for (byte[] item : items) {
      byte[] index = new ScaleWriter().compact(entries.size()).toByteArray();
      entries.add(new StorageEntry(Bytes.of(index), Bytes.of(item)));
    }
    return NodeCodec.rootHash(TrieBuilder.build(entries, version));
  }
}
