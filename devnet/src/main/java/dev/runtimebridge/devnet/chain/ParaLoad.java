package dev.runtimebridge.devnet.chain;

import dev.runtimebridge.devnet.DevnetSettings;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import dev.runtimebridge.substrate.storage.StorageChanges.Change;
import dev.runtimebridge.substrate.storage.StorageChanges.ChildChanges;
import dev.runtimebridge.substrate.storage.StorageEntry;
import dev.runtimebridge.substrate.storage.StorageKeys;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Storage changes that make parachain blocks as large as real ones. Most overwrite a pool of keys;
 * some insert, some delete, some write the empty value, and every tenth block changes a child trie.
 * Blocks must be asked for in order.
 */
final class ParaLoad {
  private static final int POOL = 1_000;
  private static final int MAX_VALUE = 1_200;
  private static final int CHILD_EVERY = 10;
  private static final List<String> ITEMS = List.of("Workers", "Sessions", "Stakes", "Endpoints");

  private final long seed;
  private final int bytesPerBlock;
  private final List<Bytes> live = new ArrayList<>();
  private long inserted;

  ParaLoad(DevnetSettings settings) {
    this.seed = settings.seed();
    this.bytesPerBlock = settings.storageChangeBytes();
  }

  List<StorageEntry> genesis() {
    SplittableRandom random = Draw.random(seed, "load", 0);
    List<StorageEntry> entries = new ArrayList<>();
    for (int i = 0; bytesPerBlock > 0 && i < POOL; i++) {
      entries.add(new StorageEntry(insert(), value(random)));
    }
    return entries;
  }

  List<Change> changes(long block) {
    SplittableRandom random = Draw.random(seed, "load", block);
    List<Change> changes = new ArrayList<>();
    Set<Bytes> touched = new HashSet<>();
    int size = 0;
    while (size < bytesPerBlock) {
      Change change = change(random);
      if (touched.add(change.key())) {
        changes.add(change);
        size += change.key().length() + change.value().map(Bytes::length).orElse(0);
      }
      if (touched.size() >= POOL / 2) {
        break;
      }
    }
    return changes;
  }

  List<ChildChanges> childChanges(long block) {
    if (bytesPerBlock == 0 || block % CHILD_EVERY != 0) {
      return List.of();
    }
    SplittableRandom random = Draw.random(seed, "child", block);
    long turn = block / CHILD_EVERY;
    Bytes storageKey = Bytes.of(Draw.hash(seed, "cluster", turn % 2).bytes());
    List<Change> changes = new ArrayList<>();
    changes.add(Change.put(childKey(turn), value(random)));
    changes.add(Change.put(Bytes.utf8("turns"), Bytes.of(Draw.bytes(random, 8))));
    if (turn > 2) {
      changes.add(Change.remove(childKey(turn - 2)));
    }
    return List.of(new ChildChanges(storageKey, changes));
  }

  private Change change(SplittableRandom random) {
    int kind = random.nextInt(40);
    if (kind == 0) {
      return Change.put(insert(), value(random));
    }
    int index = random.nextInt(live.size());
    Bytes key = live.get(index);
    if (kind == 1 && live.size() > POOL - 100) {
      live.set(index, live.getLast());
      live.removeLast();
      return Change.remove(key);
    }
    return Change.put(key, kind == 2 ? Bytes.EMPTY : value(random));
  }

  private Bytes insert() {
    long index = inserted++;
    byte[] id = Draw.hash(seed, "load-key", index).bytes();
    String item = ITEMS.get((int) (index % ITEMS.size()));
    Bytes key = StorageKeys.twox64Concat("PhalaLoad", item, id);
    live.add(key);
    return key;
  }

  private static Bytes value(SplittableRandom random) {
    byte[] content = Draw.bytes(random, 16 + random.nextInt(MAX_VALUE));
    return SystemItems.encoded(new ScaleWriter(content.length + 4).byteVec(content));
  }

  private static Bytes childKey(long turn) {
    return Bytes.utf8("turn/" + turn);
  }
}
