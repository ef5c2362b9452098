package dev.runtimebridge.devnet.chain;

import static dev.runtimebridge.devnet.chain.SystemItems.encoded;
import static dev.runtimebridge.substrate.storage.StorageKeys.plain;

import dev.runtimebridge.devnet.DevnetSettings;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.grandpa.Authority;
import dev.runtimebridge.substrate.grandpa.ScheduledChange;
import dev.runtimebridge.substrate.header.DigestItem;
import dev.runtimebridge.substrate.header.EngineId;
import dev.runtimebridge.substrate.header.Header;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import dev.runtimebridge.substrate.storage.StorageChanges;
import dev.runtimebridge.substrate.storage.StorageChanges.Change;
import dev.runtimebridge.substrate.storage.StorageEntry;
import dev.runtimebridge.substrate.storage.StorageKeys;
import dev.runtimebridge.substrate.trie.StateTrie;
import dev.runtimebridge.substrate.trie.StateVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes relay blocks: authority sets change, heads of parachains are included, ours among others.
 */
final class RelayBlocks {
  static final StateVersion VERSION = StateVersion.V1;

  private static final long FIRST_OTHER_PARA = 2000;
  private static final int OTHER_PARAS = 4;
  private static final long FIRST_SLOT = 275_000_000;

  private final long seed;
  private final AuthoritySets sets;

  RelayBlocks(DevnetSettings settings, AuthoritySets sets) {
    this.seed = settings.seed();
    this.sets = sets;
  }

  Block genesis(Header paraGenesis) {
    List<StorageEntry> entries =
        new ArrayList<>(
            SystemItems.genesis(
                seed, "relay", RuntimeSpec.RELAY.name(), RuntimeSpec.RELAY.version()));
    for (Change change : currentSet(0)) {
      entries.add(new StorageEntry(change.key(), change.value().orElseThrow()));
    }
    for (int i = 0; i < OTHER_PARAS; i++) {
      entries.add(otherHead(i, 0));
    }
    entries.add(new StorageEntry(StorageKeys.paraHead(TwoChains.PARA_ID), head(paraGenesis)));
    return Block.genesis(StateTrie.of(entries, VERSION), VERSION);
  }

  Block next(Block parent, Optional<Header> includedParaHead) {
    long number = parent.number() + 1;
    long time = SystemItems.timeOf(number);
    List<DigestItem> digest = digest(number);
    List<Change> changes = new ArrayList<>();
    SystemItems.write(changes, parent, digest, time);
    changes.add(
        Change.put(
            plain("Babe", "CurrentSlot"), encoded(new ScaleWriter().u64(FIRST_SLOT + number))));
    if (sets.changesAt(number)) {
      changes.addAll(currentSet(sets.currentAfter(number)));
    }
    StorageEntry other = otherHead((int) (number % OTHER_PARAS), number);
    changes.add(Change.put(other.key(), other.value()));
    includedParaHead.ifPresent(
        header -> changes.add(Change.put(StorageKeys.paraHead(TwoChains.PARA_ID), head(header))));
    digest.add(
        new DigestItem.Seal(EngineId.BABE, Bytes.of(SystemItems.seal(seed, "relay", number))));
    return Block.after(
        parent,
        new StorageChanges(changes, List.of()),
        List.of(SystemItems.timestampInherent(time)),
        digest,
        VERSION);
  }

  private List<DigestItem> digest(long number) {
    List<DigestItem> digest = new ArrayList<>();
    // BABE's secondary plain slot: kind, index of the author, slot.
    Bytes slot = encoded(new ScaleWriter().u8(2).u32(number % 4).u64(FIRST_SLOT + number));
    digest.add(new DigestItem.PreRuntime(EngineId.BABE, slot));
    if (sets.changesAt(number)) {
      long next = sets.currentAfter(number);
      if (next % 2 == 0) {
        // A change may stand after other logs of GRANDPA, here OnDisabled.
        Bytes disabled = encoded(new ScaleWriter().u8(3).u64(1));
        digest.add(new DigestItem.Consensus(EngineId.GRANDPA, disabled));
      }
      digest.add(new ScheduledChange(sets.set(next).authorities(), 0).toDigestItem());
    }
    return digest;
  }

  private List<Change> currentSet(long setId) {
    var list = new ScaleWriter();
    Authority.writeList(list, sets.set(setId).authorities());
    Bytes authorities = encoded(list);
    Bytes versioned = Bytes.concat(new byte[] {1}, authorities.toByteArray());
    return List.of(
        Change.put(StorageKeys.GRANDPA_AUTHORITIES, authorities),
        Change.put(StorageKeys.GRANDPA_AUTHORITIES_WELL_KNOWN, versioned),
        Change.put(StorageKeys.GRANDPA_CURRENT_SET_ID, encoded(new ScaleWriter().u64(setId))));
  }

  private StorageEntry otherHead(int index, long number) {
    byte[] head = Draw.bytes(Draw.random(seed, "other-para/" + index, number), 200);
    return new StorageEntry(
        StorageKeys.paraHead(FIRST_OTHER_PARA + index), encoded(new ScaleWriter().byteVec(head)));
  }

  private static Bytes head(Header header) {
    return encoded(new ScaleWriter().byteVec(header.encode()));
  }
}
