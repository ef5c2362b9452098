package dev.runtimebridge.solo.simulation;

import dev.runtimebridge.submitter.domain.BlockRef;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.header.Header;
import dev.runtimebridge.substrate.key.AccountId;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import dev.runtimebridge.substrate.trie.OrderedRoot;
import dev.runtimebridge.substrate.trie.StateVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A parachain without cryptography: forks, finality that lags behind, upgrades, a pool that loses
 * what it has and finds it again.
 */
final class LightChain {
  private static final int MOST_IN_BLOCK = 6;

  /** A block with the state after it, and for each transaction what became of its calls. */
  record Block(
      Header header,
      Hash256 hash,
      List<LightTransaction> transactions,
      List<List<Optional<String>>> results,
      LightState state,
      long spec) {
    long number() {
      return header.number();
    }

    BlockRef ref() {
      return new BlockRef(number(), hash);
    }

    /** What stands in System.Events: the calls of each transaction and what became of them. */
    Bytes events() {
      ScaleWriter writer = new ScaleWriter();
      writer.compact(transactions.size());
      for (int i = 0; i < transactions.size(); i++) {
        writer.byteVec(transactions.get(i).batch().encode().toByteArray());
        writer.list(results.get(i), (out, each) -> out.option(each, ScaleWriter::string));
      }
      return Bytes.of(writer.toByteArray());
    }
  }

  /** What events say of one transaction. */
  record Executed(LightTransaction.Batch batch, List<Optional<String>> results) {
    static List<Executed> read(Bytes events) {
      return ScaleReader.decodeAll(
          events.toByteArray(),
          from ->
              from.list(
                  1,
                  each ->
                      new Executed(
                          LightTransaction.Batch.decode(Bytes.of(each.byteVec())),
                          each.list(1, item -> item.option(ScaleReader::string)))));
    }
  }

  private final Scheduler scheduler;
  private final Map<Hash256, Block> blocks = new HashMap<>();
  private final Map<Hash256, LightTransaction> pool = new LinkedHashMap<>();
  private final Map<Hash256, LightTransaction> lost = new LinkedHashMap<>();
  private final Block genesis;
  private Block best;
  private Block finalized;
  private long marks;

  LightChain(Scheduler scheduler) {
    this.scheduler = scheduler;
    genesis = seal(Optional.empty(), List.of(), List.of(), LightState.empty(), 1);
    best = genesis;
    finalized = genesis;
  }

  Block genesis() {
    return genesis;
  }

  Block best() {
    return best;
  }

  Block finalized() {
    return finalized;
  }

  Optional<Block> block(Hash256 hash) {
    return Optional.ofNullable(blocks.get(hash));
  }

  Block ancestor(Block from, long number) {
    Block at = from;
    while (at.number() > number) {
      at = blocks.get(at.header().parentHash());
    }
    return at;
  }

  /** Finalized blocks from {@code number} on. */
  List<Block> finalizedFrom(long number) {
    var found = new ArrayList<Block>();
    for (Block at = finalized; at.number() >= number && at.number() > 0; ) {
      found.add(at);
      at = blocks.get(at.header().parentHash());
    }
    return found.reversed();
  }

  boolean pooled(Hash256 transaction) {
    return pool.containsKey(transaction);
  }

  void take(LightTransaction transaction) {
    pool.put(transaction.hash(), transaction);
  }

  /** Whether the pool has one that could have this nonce after {@code block}. */
  boolean holds(AccountId account, long nonce, Block block) {
    return pool.values().stream()
        .anyMatch(
            each -> each.account().equals(account) && each.nonce() == nonce && valid(each, block));
  }

  /** Forgets what waits, or finds it again. */
  void disturbPool() {
    if (scheduler.oneIn(2)) {
      lost.putAll(pool);
      pool.clear();
    } else {
      pool.putAll(lost);
      lost.clear();
    }
  }

  /** Whether a child of {@code parent} could have it, but for its nonce. */
  boolean valid(LightTransaction transaction, Block parent) {
    long number = parent.number() + 1;
    BlockRef birth = transaction.birth();
    return transaction.spec() == parent.spec()
        && birth.number() < number
        && number < birth.number() + transaction.period()
        && ancestor(parent, birth.number()).hash().equals(birth.hash());
  }

  /** Whether it could still land behind what is final. */
  boolean canLand(LightTransaction transaction) {
    return transaction.spec() == finalized.spec()
        && transaction.nonce() >= finalized.state().nonce(transaction.account())
        && finalized.number() + 1 < transaction.birth().number() + transaction.period();
  }

  /** Makes a block, on the best one or on one before it. */
  void author(boolean calm, boolean upgrade) {
    Block parent = best;
    for (int i = calm ? 3 : scheduler.chance().nextInt(12); i < 3; i++) {
      if (parent.number() > finalized.number()) {
        parent = blocks.get(parent.header().parentHash());
      }
    }
    long number = parent.number() + 1;
    LightState state = parent.state().copy();
    state.begin(number);
    var taken = new ArrayList<LightTransaction>();
    var results = new ArrayList<List<Optional<String>>>();
    var waiting = new ArrayList<>(pool.values());
    waiting.sort(Comparator.comparingLong(LightTransaction::nonce));
    for (LightTransaction transaction : waiting) {
      boolean next = transaction.nonce() == state.nonce(transaction.account());
      boolean luck = calm || !scheduler.oneIn(4);
      if (next && luck && taken.size() < MOST_IN_BLOCK && valid(transaction, parent)) {
        taken.add(transaction);
        state.use(transaction.account());
        results.add(
            transaction.batch().calls().stream().map(call -> state.execute(call, number)).toList());
      }
    }
    Block made =
        seal(Optional.of(parent), taken, results, state, parent.spec() + (upgrade ? 1 : 0));
    if (made.number() > best.number() || (made.number() == best.number() && scheduler.oneIn(2))) {
      best = made;
    }
  }

  /** Makes final what is so far behind the best block. */
  void settle(int lag) {
    long number = best.number() - lag;
    if (number > finalized.number()) {
      finalized = ancestor(best, number);
    }
  }

  private Block seal(
      Optional<Block> parent,
      List<LightTransaction> transactions,
      List<List<Optional<String>>> results,
      LightState state,
      long spec) {
    List<byte[]> items = transactions.stream().map(each -> each.encoded().toByteArray()).toList();
    Hash256 mark = Hash256.of(new ScaleWriter().u64(marks++).bytes(new byte[24]).toByteArray());
    Header header =
        new Header(
            parent.map(Block::hash).orElse(Hash256.ZERO),
            parent.map(before -> before.number() + 1).orElse(0L),
            mark,
            OrderedRoot.of(items, StateVersion.V0),
            List.of());
    Block made = new Block(header, header.hash(), List.copyOf(transactions), results, state, spec);
    blocks.put(made.hash(), made);
    return made;
  }
}
