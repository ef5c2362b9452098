package dev.runtimebridge.submitter.pipeline;

import dev.runtimebridge.submitter.domain.Account;
import dev.runtimebridge.submitter.domain.BlockRef;
import dev.runtimebridge.submitter.domain.JournalEvent;
import dev.runtimebridge.submitter.domain.LiveTransaction;
import dev.runtimebridge.submitter.port.JournalException;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.hash.Hashing;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The blocks of the best chain after the last finalized one, and which transactions stand in them.
 * Nothing is decided by it but what people see and what is sent again.
 */
final class BestChain {
  private static final int DEEPEST = 128;

  private final ChainReader chain;
  private final Book book;
  private final TreeMap<Long, Hash256> path = new TreeMap<>();
  private Hash256 head = Hash256.ZERO;
  private long height;

  BestChain(ChainReader chain, Book book) {
    this.chain = chain;
    this.book = book;
  }

  /** Number of the best block. */
  long height() {
    return height;
  }

  /** Looks at what is new since the last time. */
  void advance(BlockRef finalized) throws JournalException, NoNodeLeft, InterruptedException {
    path.headMap(finalized.number(), true).clear();
    height = Math.max(height, finalized.number());
    var events = new ArrayList<JournalEvent>();
    if (!chain.bestHead().equals(head)) {
      Optional<List<CheckedBlock>> best = chain.bestAfter(finalized, DEEPEST);
      if (best.isEmpty()) {
        return;
      }
      follow(best.get(), events);
    }
    for (Account account : book.ledger().accounts()) {
      for (LiveTransaction transaction : account.live()) {
        transaction
            .inBlock()
            .filter(block -> !onPath(block))
            .ifPresent(
                block ->
                    events.addFirst(
                        new JournalEvent.Retracted(
                            account.id(), transaction.hash(), block.hash())));
      }
    }
    book.record(events);
  }

  private void follow(List<CheckedBlock> best, List<JournalEvent> events)
      throws NoNodeLeft, InterruptedException {
    var found = new TreeMap<Long, Hash256>();
    for (CheckedBlock block : best) {
      BlockRef ref = block.ref();
      if (!onPath(ref) && book.ledger().anyLive()) {
        look(block, events);
      }
      found.put(ref.number(), ref.hash());
    }
    path.clear();
    path.putAll(found);
    if (!best.isEmpty()) {
      head = best.getLast().ref().hash();
      height = best.getLast().ref().number();
    }
  }

  private void look(CheckedBlock block, List<JournalEvent> events)
      throws NoNodeLeft, InterruptedException {
    for (Bytes extrinsic : chain.extrinsics(block)) {
      Hash256 hash = Hashing.blake2b256(extrinsic.toByteArray());
      for (Account account : book.ledger().accounts()) {
        if (account.live(hash).isPresent()) {
          events.add(new JournalEvent.InBlock(account.id(), hash, block.ref()));
        }
      }
    }
  }

  private boolean onPath(BlockRef block) {
    return Objects.equals(path.get(block.number()), block.hash());
  }
}
