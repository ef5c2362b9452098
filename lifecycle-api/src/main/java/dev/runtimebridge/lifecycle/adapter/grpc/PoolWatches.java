package dev.runtimebridge.lifecycle.adapter.grpc;

import dev.runtimebridge.lifecycle.table.Queries;
import dev.runtimebridge.schemas.v1.PoolView;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * Streams of pools: first every pool, then each that has changed since the last look. Looking again
 * and again costs no queue, and what changes together (workers, balance, fees) is told at once.
 */
public final class PoolWatches {
  private static final long LOOK_NANOS = 200_000_000;

  private final Queries queries;
  private final WatchPlaces places;
  private final Ticker ticker;
  private List<PoolView> seen = List.of();
  private long seenAt = System.nanoTime() - LOOK_NANOS;

  /** Watches over what {@code queries} tell. */
  public PoolWatches(Queries queries, WatchPlaces places, Ticker ticker) {
    this.queries = queries;
    this.places = places;
    this.ticker = ticker;
  }

  void begin(StreamObserver<PoolView> observer) {
    var call = (ServerCallStreamObserver<PoolView>) observer;
    if (!places.take(call)) {
      return;
    }
    Map<Long, PoolView> sent = new HashMap<>();
    Ticker.Ticking ticking = ticker.each(() -> sendChanges(call, sent));
    call.setOnCancelHandler(
        () -> {
          ticking.end();
          places.leave();
        });
  }

  private void sendChanges(ServerCallStreamObserver<PoolView> call, Map<Long, PoolView> sent) {
    if (call.isCancelled() || !call.isReady()) {
      return;
    }
    var gone = new HashSet<>(sent.keySet());
    for (PoolView pool : look()) {
      gone.remove(pool.getConfig().getPid());
      if (!pool.equals(sent.put(pool.getConfig().getPid(), pool))) {
        call.onNext(pool);
      }
    }
    for (Long pid : gone) {
      PoolView last = sent.remove(pid);
      if (last != null) {
        call.onNext(last.toBuilder().setDeleted(true).build());
      }
    }
  }

  /** One look serves all watchers of a tick. */
  private synchronized List<PoolView> look() {
    if (System.nanoTime() - seenAt >= LOOK_NANOS) {
      seen = queries.allPools();
      seenAt = System.nanoTime();
    }
    return seen;
  }
}
