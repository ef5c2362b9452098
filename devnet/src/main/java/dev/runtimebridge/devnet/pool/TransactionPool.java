package dev.runtimebridge.devnet.pool;

import dev.runtimebridge.devnet.chain.Block;
import dev.runtimebridge.devnet.pool.TransactionStatus.Broadcast;
import dev.runtimebridge.devnet.pool.TransactionStatus.Finalized;
import dev.runtimebridge.devnet.pool.TransactionStatus.InBlock;
import dev.runtimebridge.devnet.pool.TransactionStatus.Plain;
import dev.runtimebridge.devnet.pool.TransactionStatus.Retracted;
import dev.runtimebridge.devnet.pool.TransactionStatus.Usurped;
import dev.runtimebridge.devnet.runtime.TransactionValidity;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.hash.Hashing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Transactions that all nodes of the parachain share, from their arrival until their block is
 * final. Every transaction is judged again after every block. Safe for all threads.
 *
 * <pre>
 *            ┌──────── retracted ────────┐
 *            ▼                           │
 * future ⇄ ready ── broadcast ──► inBlock ──► finalized
 *    └───────┴──► invalid, dropped, usurped
 * </pre>
 */
public final class TransactionPool {
  private static final Broadcast BROADCAST =
      new Broadcast(List.of("12D3KooWDevnetDevnetDevnetDevnetDevnetDevnetDevnetDe"));

  private final Validator validator;
  private final PoolLimits limits;
  private final Bans bans;
  private final Watchers watchers = new Watchers();
  private final Map<Hash256, PooledTransaction> all = new LinkedHashMap<>();
  private final Map<Hash256, Included> included = new LinkedHashMap<>();
  private Set<Hash256> ready = Set.of();
  private long arrivals;

  /** What a block that is not final took from the pool. */
  private record Included(long number, List<PooledTransaction> transactions) {}

  /** An empty pool. */
  public TransactionPool(Validator validator, PoolLimits limits, LongSupplier nanoTime) {
    this.validator = validator;
    this.limits = limits;
    this.bans = new Bans(limits, nanoTime);
  }

  /**
   * Takes a transaction.
   *
   * @param best the block after which it is judged
   * @param extrinsic its bytes with their length before them
   * @param watcher told what becomes of it, from here on
   * @return its hash
   * @throws PoolRefusal as nodes refuse it
   */
  public synchronized Hash256 submit(
      Block best, Bytes extrinsic, Handling handling, Consumer<TransactionStatus> watcher)
      throws PoolRefusal {
    Hash256 hash = Hashing.blake2b256(extrinsic.toByteArray());
    TransactionValidity.Valid valid = requireAcceptable(best, hash, extrinsic);
    if (handling.forgotten()) {
      watcher.accept(valid.requires().isEmpty() ? Plain.READY : Plain.FUTURE);
      return hash;
    }
    var added = new PooledTransaction(hash, extrinsic, arrivals++, handling.notBefore(), valid);
    List<PooledTransaction> rivals = rivals(added);
    for (PooledTransaction rival : rivals) {
      if (rival.valid().priority() >= valid.priority()) {
        throw PoolRefusal.tooLowPriority(rival.valid().priority(), valid.priority());
      }
    }
    rivals.forEach(rival -> remove(rival, new Usurped(hash)));
    watchers.add(hash, watcher);
    all.put(hash, added);
    classify(hash);
    makeRoom();
    if (!all.containsKey(hash)) {
      watchers.forget(hash);
      throw PoolRefusal.immediatelyDropped();
    }
    return hash;
  }

  /** Transactions that can stand in the parachain block of this height, in a possible order. */
  public synchronized List<Bytes> forBlock(long number) {
    List<PooledTransaction> candidates = ready.stream().map(this::known).toList();
    return Readiness.order(candidates, number).stream().map(PooledTransaction::extrinsic).toList();
  }

  /** All that can be included, as {@code author_pendingExtrinsics} lists them. */
  public synchronized List<Bytes> pending() {
    return ready.stream().map(this::known).map(PooledTransaction::extrinsic).toList();
  }

  /** The tags that transactions which can be included provide. */
  public synchronized Set<Bytes> provided() {
    Set<Bytes> tags = new HashSet<>();
    ready.forEach(each -> tags.addAll(known(each).valid().provides()));
    return tags;
  }

  /** The first number of an account, from {@code next} on, that nothing ready has. */
  public synchronized long nextNonce(Bytes account, long next) {
    Set<Long> taken = new HashSet<>();
    for (Hash256 each : ready) {
      TransactionValidity.Valid valid = known(each).valid();
      if (valid.account().equals(account)) {
        taken.add(valid.nonce());
      }
    }
    long free = next;
    while (taken.contains(free)) {
      free++;
    }
    return free;
  }

  /** Takes notice of a new best block. */
  public synchronized void bestBlock(Block block) {
    List<PooledTransaction> taken = new ArrayList<>();
    for (Bytes extrinsic : block.extrinsics()) {
      PooledTransaction known = all.remove(Hashing.blake2b256(extrinsic.toByteArray()));
      if (known != null) {
        taken.add(known);
        bans.add(known.hash());
        watchers.tell(known.hash(), new InBlock(block.hash()));
      }
    }
    if (!taken.isEmpty()) {
      included.put(block.hash(), new Included(block.number(), taken));
    }
    judgeAgain(block);
  }

  /** Takes notice that the best block has given way to a sibling. */
  public synchronized void replaced(Block retracted, Block sibling) {
    Included given = included.remove(retracted.hash());
    if (given != null) {
      for (PooledTransaction each : given.transactions()) {
        watchers.tell(each.hash(), new Retracted(retracted.hash()));
        bans.lift(each.hash());
        all.put(each.hash(), each);
      }
    }
    bestBlock(sibling);
  }

  /** Takes notice that blocks are final. */
  public synchronized void finalized(long number) {
    included
        .entrySet()
        .removeIf(
            each -> {
              boolean isFinal = each.getValue().number() <= number;
              if (isFinal) {
                var status = new Finalized(each.getKey());
                each.getValue().transactions().forEach(it -> watchers.tell(it.hash(), status));
              }
              return isFinal;
            });
  }

  private TransactionValidity.Valid requireAcceptable(Block best, Hash256 hash, Bytes extrinsic)
      throws PoolRefusal {
    if (bans.has(hash)) {
      throw PoolRefusal.banned();
    }
    if (all.containsKey(hash)) {
      throw PoolRefusal.alreadyImported(hash);
    }
    return switch (validator.validate(best, extrinsic)) {
      case TransactionValidity.Valid valid -> valid;
      case TransactionValidity.Invalid refusal -> {
        bans.add(hash);
        throw PoolRefusal.invalid(refusal);
      }
    };
  }

  private void judgeAgain(Block best) {
    for (PooledTransaction each : List.copyOf(all.values())) {
      switch (validator.validate(best, each.extrinsic())) {
        case TransactionValidity.Valid valid -> all.replace(each.hash(), each.with(valid));
        case TransactionValidity.Invalid refusal -> {
          remove(each, Plain.INVALID);
          bans.add(each.hash());
        }
      }
    }
    classify(null);
  }

  private List<PooledTransaction> rivals(PooledTransaction added) {
    Set<Bytes> tags = new HashSet<>(added.valid().provides());
    return all.values().stream()
        .filter(each -> each.valid().provides().stream().anyMatch(tags::contains))
        .toList();
  }

  /**
   * Finds out anew which are ready, and tells whom it concerns; {@code added} has been told
   * nothing.
   */
  private void classify(@Nullable Hash256 added) {
    Set<Hash256> before = ready;
    ready = Readiness.ready(all.values());
    for (Hash256 hash : all.keySet()) {
      boolean now = ready.contains(hash);
      if (now && !before.contains(hash)) {
        watchers.tell(hash, Plain.READY);
        watchers.tell(hash, BROADCAST);
      } else if (!now && (before.contains(hash) || (added != null && hash.equals(added)))) {
        watchers.tell(hash, Plain.FUTURE);
      }
    }
  }

  private void makeRoom() {
    while (ready.size() > limits.ready()
        || all.size() - ready.size() > limits.future()
        || bytes() > limits.bytes()) {
      boolean futureIsFull = all.size() - ready.size() > limits.future();
      Optional<PooledTransaction> worst =
          all.values().stream()
              .filter(each -> !futureIsFull || !ready.contains(each.hash()))
              .max(PooledTransaction.BEST_FIRST);
      worst.ifPresent(each -> remove(each, Plain.DROPPED));
      classify(null);
    }
  }

  private long bytes() {
    return all.values().stream().mapToLong(each -> each.extrinsic().length()).sum();
  }

  private void remove(PooledTransaction each, TransactionStatus why) {
    all.remove(each.hash());
    watchers.tell(each.hash(), why);
  }

  private PooledTransaction known(Hash256 hash) {
    return Objects.requireNonNull(all.get(hash), "a ready transaction is in the pool");
  }
}
