package dev.runtimebridge.substrate.trie;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.storage.StorageChanges;
import dev.runtimebridge.substrate.storage.StorageChanges.Change;
import dev.runtimebridge.substrate.storage.StorageEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** States and changes out of a seed, with keys that share much and values around each limit. */
final class RandomStates {
  private static final int[] KEY_BYTES = {0x00, 0x01, 0x10, 0x11, 0xf0, 0xff};
  private static final int[] VALUE_LENGTHS = {0, 1, 5, 20, 31, 32, 33, 34, 70, 20_000};

  private final Random random;

  RandomStates(long seed) {
    random = new Random(seed);
  }

  Map<Bytes, Bytes> state() {
    Map<Bytes, Bytes> state = new TreeMap<>();
    int entries = random.nextInt(60);
    for (int i = 0; i < entries; i++) {
      state.put(key(), value());
    }
    return state;
  }

  StateVersion version() {
    return random.nextBoolean() ? StateVersion.V0 : StateVersion.V1;
  }

  /** New, changed and removed keys; half of the time so many removals that branches collapse. */
  List<Change> changes(Map<Bytes, Bytes> state) {
    Map<Bytes, Change> changes = new TreeMap<>();
    int removals = random.nextInt(random.nextBoolean() ? 5 : 10);
    for (Bytes key : state.keySet()) {
      if (random.nextInt(10) < removals) {
        changes.put(key, Change.remove(key));
      }
    }
    for (int i = random.nextInt(6); i > 0; i--) {
      Bytes key = key();
      changes.put(key, random.nextInt(4) == 0 ? Change.remove(key) : Change.put(key, value()));
    }
    return List.copyOf(changes.values());
  }

  Bytes key() {
    // One in ten has a partial key beyond what each kind of header counts in its own bits.
    byte[] key = new byte[random.nextInt(10) == 0 ? 6 + random.nextInt(200) : random.nextInt(6)];
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) (i > 6 ? 0x77 : KEY_BYTES[random.nextInt(KEY_BYTES.length)]);
    }
    return Bytes.of(key);
  }

  Bytes value() {
    return bytes(VALUE_LENGTHS[random.nextInt(VALUE_LENGTHS.length)]);
  }

  Bytes bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return Bytes.of(bytes);
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  static void apply(List<Change> changes, Map<Bytes, Bytes> state) {
    for (Change change : changes) {
      change
          .value()
          .ifPresentOrElse(
              value -> state.put(change.key(), value), () -> state.remove(change.key()));
    }
  }

  static StateTrie trie(Map<Bytes, Bytes> state, StateVersion version) {
    List<StorageEntry> entries = new ArrayList<>();
    state.forEach((key, value) -> entries.add(new StorageEntry(key, value)));
    return StateTrie.of(entries, version);
  }

  static StorageChanges main(List<Change> changes) {
    return new StorageChanges(changes, List.of());
  }
}
