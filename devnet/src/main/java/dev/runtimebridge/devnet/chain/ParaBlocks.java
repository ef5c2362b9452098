package dev.runtimebridge.devnet.chain;

import static dev.runtimebridge.devnet.chain.SystemItems.encoded;
import static dev.runtimebridge.substrate.storage.StorageKeys.plain;

import dev.runtimebridge.devnet.DevnetSettings;
import dev.runtimebridge.devnet.runtime.BlockInput;
import dev.runtimebridge.devnet.runtime.BlockOutcome;
import dev.runtimebridge.devnet.runtime.ParaRuntime;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.header.DigestItem;
import dev.runtimebridge.substrate.header.EngineId;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import dev.runtimebridge.substrate.storage.StorageChanges;
import dev.runtimebridge.substrate.storage.StorageChanges.Change;
import dev.runtimebridge.substrate.storage.StorageChanges.ChildChanges;
import dev.runtimebridge.substrate.storage.StorageEntry;
import dev.runtimebridge.substrate.storage.StorageKeys;
import dev.runtimebridge.substrate.trie.StateTrie;
import dev.runtimebridge.substrate.trie.StateVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

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
  private final ParaRuntime runtime;
  private Load lastLoad = new Load(0, List.of(), List.of());

  private record Load(long block, List<Change> main, List<ChildChanges> child) {}

  ParaBlocks(DevnetSettings settings, ParaRuntime runtime) {
    this.seed = settings.seed();
    this.load = new ParaLoad(settings);
    this.runtime = runtime;
  }

  Block genesis() {
    Map<Bytes, StorageEntry> entries = new HashMap<>();
    Bytes id = encoded(new ScaleWriter().u32(TwoChains.PARA_ID));
    Stream.of(
            SystemItems.genesis(seed, "para", RuntimeSpec.PARA.name(), RuntimeSpec.PARA.version()),
            List.of(new StorageEntry(StorageKeys.PARACHAIN_ID, id)),
            load.genesis(),
            runtime.genesis())
        .flatMap(List::stream)
        .forEach(entry -> entries.put(entry.key(), entry));
    return Block.genesis(StateTrie.of(entries.values(), VERSION), VERSION);
  }

  Block next(Block parent, Block relayParent, ParaBody body) {
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
    Load ballast = load(number);
    changes.addAll(ballast.main());
    BlockOutcome outcome =
        runtime.execute(
            new BlockInput(
                parent.state(), parent.hash(), number, time, body.transactions(), body.upgrade()));
    changes.addAll(outcome.changes());
    String chain = body.sibling() == 0 ? "para" : "para/" + body.sibling();
    digest.add(new DigestItem.Seal(EngineId.AURA, Bytes.of(SystemItems.seal(seed, chain, number))));
    return Block.after(
        parent,
        new StorageChanges(lastOfEachKey(changes), ballast.child()),
        outcome.extrinsics(),
        digest,
        VERSION);
  }

  /** Nodes give changes in the order of their keys. */
  private static List<Change> lastOfEachKey(List<Change> changes) {
    Map<Bytes, Change> last = new TreeMap<>();
    changes.forEach(change -> last.put(change.key(), change));
    return List.copyOf(last.values());
  }

  /** The load must be asked for in order, and is the same for blocks with one number. */
  private Load load(long number) {
    if (lastLoad.block() != number) {
      lastLoad = new Load(number, load.changes(number), load.childChanges(number));
    }
    return lastLoad;
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
