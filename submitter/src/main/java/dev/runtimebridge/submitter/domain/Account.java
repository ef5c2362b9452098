package dev.runtimebridge.submitter.domain;

import dev.runtimebridge.submitter.domain.Standing.Phase;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.key.AccountId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * What is known of one account that signs and pays. Only events of the journal and the requests of
 * the log change it, live and after a restart alike. One thread uses it.
 */
public final class Account {
  private final AccountId id;
  // In the order of the journal: the first entry is the oldest.
  private final Map<String, Standing> requests = new LinkedHashMap<>();
  private final TreeMap<Long, String> queue = new TreeMap<>();
  private final Map<Hash256, LiveTransaction> live = new HashMap<>();
  private final TreeSet<Long> freed = new TreeSet<>();
  private final Set<String> unread = new TreeSet<>();
  private Optional<Balance> balance = Optional.empty();
  private boolean cannotPay;
  private int ended;

  Account(AccountId id) {
    this.id = id;
  }

  /** Who it is. */
  public AccountId id() {
    return id;
  }

  /**
   * Takes note of a request that was read from the log; one that nobody has seen changes nothing.
   *
   * @return whether nobody has seen it
   */
  boolean read(Request request) {
    Standing standing = requests.get(request.id());
    if (standing == null) {
      return true;
    }
    if (standing.unread()) {
      requests.put(request.id(), standing.read(request));
      unread.remove(request.id());
      if (standing.phase() == Phase.QUEUED) {
        queue.put(request.offset(), request.id());
      }
    } else {
      requests.put(request.id(), standing.again(request.offset()));
    }
    return false;
  }

  /** The state after {@code event}, which stands at {@code offset} of the journal. */
  void evolve(long offset, JournalEvent event) {
    switch (event) {
      case JournalEvent.RequestQueued queued -> queued(queued.requestId(), offset);
      case JournalEvent.RequestRefused refused -> end(refused.result().requestId());
      case JournalEvent.RequestsWait waiting -> waits(waiting);
      case JournalEvent.Signed signed -> signed(signed.transaction());
      case JournalEvent.Sent sent -> {
        goesOn(sent.hash());
        change(sent.hash(), LiveTransaction::taken);
      }
      case JournalEvent.InBlock seen -> {
        goesOn(seen.hash());
        change(seen.hash(), transaction -> transaction.in(Optional.of(seen.block())));
      }
      case JournalEvent.Retracted left ->
          change(left.hash(), transaction -> transaction.in(Optional.empty()));
      case JournalEvent.Finalized finalized -> finalized(finalized);
      case JournalEvent.Dead dead -> dead(dead);
      case JournalEvent.BalanceSeen seen -> balanceSeen(seen.balance());
    }
  }

  private void waits(JournalEvent.RequestsWait waiting) {
    cannotPay |= waiting.reason().cannotPay();
    for (String requestId : waiting.requestIds()) {
      requests.computeIfPresent(
          requestId, (_, standing) -> standing.waits(waiting.reason().message()));
    }
  }

  private void goesOn(Hash256 hash) {
    cannotPay = false;
    LiveTransaction transaction = live.get(hash);
    if (transaction != null) {
      for (String requestId : transaction.requestIds()) {
        requests.computeIfPresent(requestId, (_, standing) -> standing.waits(""));
      }
    }
  }

  private void balanceSeen(Balance seen) {
    boolean more = balance.filter(last -> seen.free().compareTo(last.free()) <= 0).isEmpty();
    cannotPay &= !more;
    balance = Optional.of(seen);
  }

  private void queued(String requestId, long offset) {
    if (requests.putIfAbsent(requestId, Standing.queued(offset)) == null) {
      unread.add(requestId);
    }
  }

  private void signed(SignedTransaction signed) {
    LiveTransaction transaction = LiveTransaction.of(signed);
    live.put(transaction.hash(), transaction);
    freed.remove(transaction.nonce());
    for (String requestId : transaction.requestIds()) {
      Standing standing = requests.get(requestId);
      if (standing != null) {
        unqueue(standing);
        requests.put(requestId, standing.live());
      }
    }
  }

  private void finalized(JournalEvent.Finalized finalized) {
    cannotPay = false;
    live.remove(finalized.hash());
    for (CallResult result : finalized.results()) {
      end(result.requestId());
    }
  }

  private void dead(JournalEvent.Dead dead) {
    LiveTransaction transaction = live.remove(dead.hash());
    if (transaction == null) {
      return;
    }
    if (dead.cause() != DeathCause.NONCE_TAKEN) {
      freed.add(transaction.nonce());
    }
    boolean counts = dead.cause() != DeathCause.RUNTIME_CHANGED;
    for (String requestId : transaction.requestIds()) {
      Standing standing = requests.get(requestId);
      if (standing != null && standing.phase() == Phase.LIVE) {
        Standing next = standing.died(transaction.hash(), counts, dead.lastWords());
        requests.put(requestId, next);
        if (!next.unread()) {
          queue.put(next.offset(), requestId);
        }
      }
    }
  }

  private void end(String requestId) {
    Standing standing = requests.get(requestId);
    if (standing != null && !standing.ended()) {
      unqueue(standing);
      unread.remove(requestId);
      requests.put(requestId, standing.end());
      ended++;
    }
  }

  private void unqueue(Standing standing) {
    queue.remove(standing.offset());
  }

  private void change(Hash256 hash, UnaryOperator<LiveTransaction> change) {
    live.computeIfPresent(hash, (_, transaction) -> change.apply(transaction));
  }

  /**
   * Forgets the oldest ended requests beyond {@code remembered}, but none that a restart would read
   * again.
   *
   * @param requestsMark no request before this offset is read again
   */
  void forget(int remembered, long requestsMark) {
    var entries = requests.values().iterator();
    while (ended > remembered && entries.hasNext()) {
      Standing standing = entries.next();
      if (standing.ended() && standing.seenAt() < requestsMark) {
        entries.remove();
        ended--;
      }
    }
  }

  /** Forgets freed nonces that the chain has passed. */
  public void passed(long finalizedNonce) {
    freed.headSet(finalizedNonce).clear();
  }

  /** Requests that no transaction carries, in the order of arrival. */
  public List<QueuedRequest> queue() {
    var queued = new ArrayList<QueuedRequest>(queue.size());
    for (String requestId : queue.values()) {
      Standing standing = requests.get(requestId);
      if (standing != null && standing.request() != null) {
        queued.add(
            new QueuedRequest(
                standing.request(), standing.deaths(), standing.lastDead(), standing.lastWords()));
      }
    }
    return queued;
  }

  /** How many requests no transaction carries. */
  public int queued() {
    return queue.size();
  }

  /** Transactions that may still land, by nonce. */
  public List<LiveTransaction> live() {
    return live.values().stream().sorted(Comparator.comparingLong(LiveTransaction::nonce)).toList();
  }

  /** Whether {@code hash} is one of them. */
  public Optional<LiveTransaction> live(Hash256 hash) {
    return Optional.ofNullable(live.get(hash));
  }

  /** Nonces of dead transactions that no other one has taken. */
  public Collection<Long> freed() {
    return Collections.unmodifiableSet(freed);
  }

  /** The balance that was last told. */
  public Optional<Balance> balance() {
    return balance;
  }

  /** Whether it could not pay a fee, and has had no more balance nor paid another one since. */
  public boolean cannotPay() {
    return cannotPay;
  }

  /** Why a request does not go on, as it was told; empty if it was not, or has gone on since. */
  public String waitsFor(String requestId) {
    Standing standing = requests.get(requestId);
    return standing == null ? "" : standing.waitsFor();
  }

  /** What a request asks for, if it was read since the start. */
  public Optional<Request> request(String requestId) {
    Standing standing = requests.get(requestId);
    return standing == null ? Optional.empty() : Optional.ofNullable(standing.request());
  }

  /** Whether something is asked for or under way. */
  public boolean busy() {
    return !queue.isEmpty() || !live.isEmpty();
  }

  /** Whether the journal tells of requests that were not read again yet. */
  boolean incomplete() {
    return !unread.isEmpty();
  }

  int known() {
    return requests.size();
  }

  /** Offset of the oldest event that matters. */
  OptionalLong oldestEvent() {
    return requests.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(requests.values().iterator().next().queuedAt());
  }

  /** Offset of the oldest request that has not ended. */
  OptionalLong oldestRequest() {
    return requests.values().stream()
        .filter(standing -> !standing.ended() && !standing.unread())
        .mapToLong(Standing::offset)
        .min();
  }
}
