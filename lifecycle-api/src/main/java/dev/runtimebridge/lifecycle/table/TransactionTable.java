package dev.runtimebridge.lifecycle.table;

import com.google.protobuf.ByteString;
import dev.runtimebridge.schemas.v1.TransactionEventRecord;
import dev.runtimebridge.schemas.v1.TransactionRequestRecord;
import dev.runtimebridge.schemas.v1.TransactionSigned;
import dev.runtimebridge.schemas.v1.TransactionView;
import dev.runtimebridge.substrate.Bytes;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Consumer;

/**
 * The newest requests to the chain and what became of them, fees by pool and balances by operator.
 * One thread writes, many read.
 *
 * <p>It is cut: beyond its capacity the oldest request that has ended goes, and if none has, the
 * oldest of all. The log has them for ever. Fees count every transaction, also those that were cut.
 */
public final class TransactionTable {
  private final int capacity;
  private final Map<String, Transaction> byId = new ConcurrentHashMap<>();
  private final ConcurrentSkipListSet<Transaction> byAge =
      new ConcurrentSkipListSet<>(Transaction.BY_AGE);
  private final ConcurrentSkipListSet<Transaction> ended =
      new ConcurrentSkipListSet<>(Transaction.BY_AGE);

  /** Requests whose events were read before them: the two topics have no common order. */
  private final Map<String, Transaction> unknown = new LinkedHashMap<>();

  /** Extrinsics that can still land; as many as submitters have under way. */
  private final Map<ByteString, TransactionSigned> live = new HashMap<>();

  private final Map<Long, BigInteger> feesByPool = new ConcurrentHashMap<>();
  private final Map<Bytes, Balance> balances = new ConcurrentHashMap<>();
  private final Set<Consumer<Transaction>> watchers = new CopyOnWriteArraySet<>();

  /**
   * What an operator has, as far as the submitter told.
   *
   * @param free smallest units, decimal digits
   * @param low whether it is below what the submitter warns of
   */
  public record Balance(String free, boolean low) {}

  /**
   * What a watcher begins with.
   *
   * @param underWay those that have not ended, the oldest first
   * @param end stops telling
   */
  public record Watch(List<Transaction> underWay, Runnable end) {
    /** Copies the list. */
    public Watch {
      underWay = List.copyOf(underWay);
    }
  }

  TransactionTable(int capacity) {
    this.capacity = capacity;
  }

  synchronized void apply(TransactionRequestRecord request) {
    if (byId.containsKey(request.getId())) {
      return;
    }
    Transaction before = unknown.remove(request.getId());
    TransactionView progress =
        before == null
            ? Progress.asked(request)
            : before.progress().toBuilder().setCreated(request.getTime()).build();
    put(new Transaction(Slim.of(request), progress));
  }

  synchronized void apply(TransactionEventRecord event) {
    switch (event.getEventCase()) {
      case REQUEST_QUEUED ->
          change(event.getRequestQueued().getRequestId(), event, Optional.empty());
      case REQUEST_REFUSED ->
          change(event.getRequestRefused().getResult().getRequestId(), event, Optional.empty());
      case REQUESTS_WAIT -> {
        for (String id : event.getRequestsWait().getRequestIdsList()) {
          change(id, event, Optional.empty());
        }
      }
      case SIGNED -> {
        live.put(event.getSigned().getHash(), Slim.of(event.getSigned()));
        changeAll(event.getSigned().getHash(), event);
      }
      case SENT -> changeAll(event.getSent().getHash(), event);
      case IN_BLOCK -> changeAll(event.getInBlock().getHash(), event);
      case RETRACTED -> changeAll(event.getRetracted().getHash(), event);
      case FINALIZED -> {
        ByteString hash = event.getFinalized().getHash();
        count(hash, event.getFinalized().getFee());
        changeAll(hash, event);
        live.remove(hash);
      }
      case DEAD -> {
        changeAll(event.getDead().getHash(), event);
        live.remove(event.getDead().getHash());
      }
      case BALANCE_SEEN ->
          balances.put(
              LogBytes.read(event.getOperator()),
              new Balance(event.getBalanceSeen().getFree(), event.getBalanceSeen().getLow()));
      case EVENT_NOT_SET -> {}
    }
  }

  /** The request of this id. */
  public Optional<Transaction> get(String requestId) {
    return Optional.ofNullable(byId.get(requestId));
  }

  /** Those before the request of this id by age, the newest first; all for an empty id. */
  public Iterator<Transaction> before(String requestId) {
    Transaction last = requestId.isEmpty() ? null : byId.get(requestId);
    return last == null
        ? byAge.descendingIterator()
        : byAge.headSet(last, false).descendingIterator();
  }

  /** What the transactions of a pool have cost, smallest units. */
  public BigInteger fees(long pid) {
    return feesByPool.getOrDefault(pid, BigInteger.ZERO);
  }

  /** What an operator has; empty while the submitter has not said so. */
  public Optional<Balance> balance(Bytes operator) {
    return Optional.ofNullable(balances.get(operator));
  }

  /** How many requests are here. */
  public int size() {
    return byId.size();
  }

  /** Tells {@code watcher} of every change after those that are returned. */
  public synchronized Watch watch(Consumer<Transaction> watcher) {
    watchers.add(watcher);
    return new Watch(
        byAge.stream().map(it -> byId.getOrDefault(it.id(), it)).filter(it -> !it.ended()).toList(),
        () -> watchers.remove(watcher));
  }

  private void changeAll(ByteString hash, TransactionEventRecord event) {
    TransactionSigned extrinsic = live.get(hash);
    if (extrinsic != null) {
      for (String id : extrinsic.getRequestIdsList()) {
        change(id, event, Optional.of(extrinsic));
      }
    }
  }

  private void change(
      String id, TransactionEventRecord event, Optional<TransactionSigned> extrinsic) {
    Transaction before = byId.get(id);
    if (before != null) {
      put(new Transaction(before.request(), Progress.after(before.progress(), event, extrinsic)));
      return;
    }
    Transaction early = unknown.get(id);
    TransactionView progress =
        early == null
            ? TransactionView.newBuilder().setRequestId(id).setCreated(event.getTime()).build()
            : early.progress();
    unknown.put(
        id,
        new Transaction(
            TransactionRequestRecord.getDefaultInstance(),
            Progress.after(progress, event, extrinsic)));
    if (unknown.size() > capacity) {
      Iterator<String> oldest = unknown.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
  }

  private void put(Transaction now) {
    if (byId.size() >= capacity
        && !byId.containsKey(now.id())
        && Transaction.BY_AGE.compare(now, byAge.first()) < 0) {
      return;
    }
    Transaction before = byId.put(now.id(), now);
    byAge.add(now);
    if (now.ended()) {
      ended.add(now);
    } else if (before != null) {
      ended.remove(before);
    }
    if (byId.size() > capacity) {
      Transaction gone = ended.isEmpty() ? byAge.first() : ended.first();
      byId.remove(gone.id());
      byAge.remove(gone);
      ended.remove(gone);
    }
    watchers.forEach(watcher -> watcher.accept(now));
  }

  private void count(ByteString hash, String fee) {
    TransactionSigned extrinsic = live.get(hash);
    if (extrinsic != null && fee.matches("[0-9]{1,39}")) {
      feesByPool.merge(extrinsic.getPid(), new BigInteger(fee), BigInteger::add);
    }
  }

  /** The newest state of one that an index has found. */
  public Transaction newest(Transaction found) {
    return byId.getOrDefault(found.id(), found);
  }
}
