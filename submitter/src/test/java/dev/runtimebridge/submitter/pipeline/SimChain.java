package dev.runtimebridge.submitter.pipeline;

import dev.runtimebridge.submitter.domain.BlockRef;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.header.Header;
import dev.runtimebridge.substrate.key.AccountId;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import dev.runtimebridge.substrate.trie.OrderedRoot;
import dev.runtimebridge.substrate.trie.StateVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** A chain with forks, finality that lags behind, a pool that loses things, and upgrades. */
final class SimChain {
  /** A block with the state after it. */
  record Block(
      Header header,
      Hash256 hash,
      List<SimTransaction> extrinsics,
      Map<AccountId, Long> nonces,
      long spec) {
    long number() {
      return header.number();
    }
  }

  final Map<Hash256, Block> blocks = new HashMap<>();
  final Map<Hash256, SimTransaction> pool = new LinkedHashMap<>();
  final Set<AccountId> broke = new HashSet<>();
  final Block genesis;
  Block best;
  Block finalized;
  private long marks;

  SimChain() {
    genesis = block(null, List.of(), Map.of(), 1);
    best = genesis;
    finalized = genesis;
  }

  /** Makes a block, on the best one or on one before it. */
  void author(Random chance, boolean calm, boolean upgrade, List<AccountId> strangers) {
    Block parent = best;
    for (int i = calm ? 3 : chance.nextInt(12);
        i < 3 && parent.number() > finalized.number();
        i++) {
      parent = parent(parent);
    }
    var nonces = new HashMap<>(parent.nonces());
    var taken = new ArrayList<SimTransaction>();
    for (AccountId stranger : strangers) {
      nonces.merge(stranger, 1L, Long::sum);
    }
    var waiting = new ArrayList<>(pool.values());
    waiting.sort(Comparator.comparingLong(SimTransaction::nonce));
    for (SimTransaction transaction : waiting) {
      boolean next = transaction.nonce() == nonces.getOrDefault(transaction.account(), 0L);
      boolean luck = calm || chance.nextInt(4) > 0;
      if (next && luck && valid(transaction, parent) && taken.size() < 6) {
        taken.add(transaction);
        nonces.merge(transaction.account(), 1L, Long::sum);
      }
    }
    Block made = block(parent, taken, nonces, parent.spec() + (upgrade ? 1 : 0));
    if (made.number() > best.number() || (made.number() == best.number() && chance.nextBoolean())) {
      best = made;
    }
  }

  /** Whether a child of {@code parent} could have it, but for its nonce. */
  boolean valid(SimTransaction transaction, Block parent) {
    long number = parent.number() + 1;
    BlockRef birth = transaction.birth();
    return !broke.contains(transaction.account())
        && transaction.spec() == parent.spec()
        && birth.number() < number
        && number < birth.number() + transaction.period()
        && ancestor(parent, birth.number()).hash().equals(birth.hash());
  }

  /** Moves finality to the block that is so far behind the best one. */
  void settle(int lag) {
    Block candidate = best;
    for (int i = 0; i < lag && candidate.number() > finalized.number(); i++) {
      candidate = parent(candidate);
    }
    if (candidate.number() > finalized.number()) {
      finalized = candidate;
    }
  }

  Block ancestor(Block from, long number) {
    Block at = from;
    while (at.number() > number) {
      at = parent(at);
    }
    return at;
  }

  Block parent(Block block) {
    return blocks.get(block.header().parentHash());
  }

  /** Every finalized transaction, oldest first. */
  List<SimTransaction> landed() {
    var landed = new ArrayList<SimTransaction>();
    for (Block at = finalized; at.number() > 0; at = parent(at)) {
      landed.addAll(0, at.extrinsics());
    }
    return landed;
  }

  private Block block(
      Block parent, List<SimTransaction> taken, Map<AccountId, Long> nonces, long spec) {
    List<byte[]> items = taken.stream().map(each -> each.encoded().toByteArray()).toList();
    Hash256 mark = Hash256.of(new ScaleWriter().u64(marks++).bytes(new byte[24]).toByteArray());
    Header header =
        new Header(
            parent == null ? Hash256.ZERO : parent.hash(),
            parent == null ? 0 : parent.number() + 1,
            mark,
            OrderedRoot.of(items, StateVersion.V0),
            List.of());
    Block made = new Block(header, header.hash(), List.copyOf(taken), Map.copyOf(nonces), spec);
    blocks.put(made.hash(), made);
    return made;
  }

  static Bytes events(Block block) {
    ScaleWriter writer = new ScaleWriter();
    writer.list(block.extrinsics(), (out, each) -> out.byteVec(each.call().encode().toByteArray()));
    return Bytes.of(writer.toByteArray());
  }
}
