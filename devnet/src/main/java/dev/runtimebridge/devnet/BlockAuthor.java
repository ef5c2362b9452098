package dev.runtimebridge.devnet;

import dev.runtimebridge.devnet.chain.Block;
import dev.runtimebridge.devnet.chain.ParaAuthor;
import dev.runtimebridge.devnet.chain.ParaBody;
import dev.runtimebridge.devnet.journal.BlockJournal;
import dev.runtimebridge.devnet.journal.JournalEntry;
import dev.runtimebridge.devnet.journal.JournalEntry.MadeBlock;
import dev.runtimebridge.devnet.journal.JournalEntry.UpgradePlanned;
import dev.runtimebridge.devnet.pool.TransactionPool;
import dev.runtimebridge.substrate.Bytes;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Fills parachain blocks: with what the journal says they held, as long as it does, then from the
 * pool.
 */
final class BlockAuthor implements ParaAuthor, AutoCloseable {
  private final TransactionPool pool;
  private final Optional<BlockJournal> journal;
  private final Map<Long, MadeBlock> past = new HashMap<>();
  private final Set<Long> upgrades = ConcurrentHashMap.newKeySet();

  BlockAuthor(TransactionPool pool, Optional<Path> dataDir) {
    this.pool = pool;
    journal = dataDir.map(folder -> BlockJournal.open(folder.resolve("para-blocks.journal")));
    for (JournalEntry entry : journal.map(BlockJournal::found).orElse(List.of())) {
      switch (entry) {
        case MadeBlock made -> past.put(made.number(), made);
        case UpgradePlanned(long number) -> upgrades.add(number);
      }
    }
  }

  /** Lets the block of this number write the code of the next runtime. */
  void upgradeAt(long number) {
    upgrades.add(number);
    journal.ifPresent(each -> each.append(new UpgradePlanned(number)));
  }

  @Override
  public ParaBody body(long number) {
    MadeBlock made = past.get(number);
    return made == null
        ? new ParaBody(pool.forBlock(number), upgrades.contains(number), 0)
        : new ParaBody(made.transactions(), made.upgrade(), made.sibling());
  }

  @Override
  public void made(Block block, ParaBody body) {
    MadeBlock before = past.remove(block.number());
    if (before != null) {
      requireSame(before, block);
      return;
    }
    List<Bytes> transactions = transactions(block);
    if (!transactions.isEmpty() || body.upgrade() || body.sibling() > 0) {
      var entry =
          new MadeBlock(block.number(), body.sibling(), body.upgrade(), block.hash(), transactions);
      journal.ifPresent(each -> each.append(entry));
    }
  }

  @Override
  public void close() {
    journal.ifPresent(BlockJournal::close);
  }

  /** What stands in a block after the inherent. */
  static List<Bytes> transactions(Block block) {
    List<Bytes> all = block.extrinsics();
    return all.subList(Math.min(1, all.size()), all.size());
  }

  private static void requireSame(MadeBlock before, Block again) {
    if (!before.hash().equals(again.hash())) {
      throw new IllegalStateException(
          "parachain block %d was %s and is %s now: the folder is of other settings; delete it to begin anew"
              .formatted(again.number(), before.hash(), again.hash()));
    }
  }
}
