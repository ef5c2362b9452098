package dev.runtimebridge.devnet.chain;

import static dev.runtimebridge.devnet.chain.SystemItems.encoded;
import static dev.runtimebridge.substrate.storage.StorageKeys.plain;

import dev.runtimebridge.devnet.DevnetSettings;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.header.DigestItem;
import dev.runtimebridge.substrate.header.EngineId;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import dev.runtimebridge.substrate.storage.StorageChanges;
import dev.runtimebridge.substrate.storage.StorageChanges.Change;
import dev.runtimebridge.substrate.storage.StorageEntry;
import dev.runtimebridge.substrate.storage.StorageKeys;
import dev.runtimebridge.substrate.trie.StateTrie;
import dev.runtimebridge.substrate.trie.StateVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Makes parachain blocks, each upon a relay block whose height and state root it keeps as
 * validation data.
 */
final class ParaBlocks {
  static final StateVersion VERSION = StateVersion.V0;

  private static final long MAX_POV_SIZE = 5 * 1024 * 1024;
  private static final long FIRST_SLOT = 137_500_000;

  private final long seed;
  private final ParaLoad load;

  ParaBlocks(DevnetSettings settings) {
    this.seed = settings.seed();
    this.load = new ParaLoad(settings);
  }

  Block genesis() {
    List<StorageEntry> entries =
        new ArrayList<>(
            SystemItems.genesis(seed, "para", RuntimeSpec.PARA.name(), RuntimeSpec.PARA.version()));
    Bytes id = encoded(new ScaleWriter().u32(TwoChains.PARA_ID));
    entries.add(new StorageEntry(StorageKeys.PARACHAIN_ID, id));
    entries.addAll(load.genesis());
    return Block.genesis(StateTrie.of(entries, VERSION), VERSION);
  }

  Block next(Block parent, Block relayParent) {
    long number = parent.number() + 1;
    long time = SystemItems.timeOf(relayParent.number() + 1);
    List<DigestItem> digest = new ArrayList<>();
    Bytes slot = encoded(new ScaleWriter().u64(FIRST_SLOT + number));
    digest.add(new DigestItem.PreRuntime(EngineId.AURA, slot));
    List<Change> changes = new ArrayList<>();
    SystemItems.write(changes, parent, digest, time);
    changes.add(Change.put(StorageKeys.VALIDATION_DATA, validationData(parent, relayParent)));
    changes.add(
        Change.put(
            plain("ParachainSystem", "LastRelayChainBlockNumber"),
            encoded(new ScaleWriter().u32(relayParent.number()))));
    changes.addAll(load.changes(number));
    // Nodes give changes in the order of their keys.
    changes.sort(Comparator.comparing(Change::key));
    digest.add(
        new DigestItem.Seal(EngineId.AURA, Bytes.of(SystemItems.seal(seed, "para", number))));
    return Block.after(
        parent,
        new StorageChanges(changes, load.childChanges(number)),
        List.of(SystemItems.timestampInherent(time)),
        digest,
        VERSION);
  }

  private static Bytes validationData(Block parent, Block relayParent) {
    return encoded(
        new ScaleWriter(512)
            .byteVec(parent.header().encode())
            .u32(relayParent.number())
            .bytes(relayParent.header().stateRoot().bytes())
            .u32(MAX_POV_SIZE));
  }
}
