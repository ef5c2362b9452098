package dev.runtimebridge.lifecycle.adapter.grpc;

import dev.runtimebridge.lifecycle.adapter.status.RefusalStatus;
import dev.runtimebridge.lifecycle.domain.Refusal;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Queue;

/**
 * One watcher's stream: a bounded queue that is sent as fast as the watcher reads. Who offers never
 * waits; a watcher whose queue is full is told to watch again.
 */
final class WatchStream<V> {
  private final ServerCallStreamObserver<V> observer;
  private final Queue<V> queue = new ArrayDeque<>();
  private final int capacity;
  private boolean begun;
  private boolean ended;
  private Runnable whenEnded = () -> {};

  /** A stream to {@code observer}; to be made while the call's own method runs. */
  WatchStream(ServerCallStreamObserver<V> observer, int capacity) {
    this.observer = observer;
    this.capacity = capacity;
    observer.setOnCancelHandler(this::end);
    observer.setOnReadyHandler(this::drain);
  }

  /** What to do once, when the stream ends for whatever reason. */
  synchronized void whenEnded(Runnable action) {
    if (ended) {
      action.run();
    } else {
      whenEnded = action;
    }
  }

  /** Puts what is there at the beginning before all changes, whatever the queue may hold. */
  synchronized void begin(Collection<V> snapshot) {
    var changes = new ArrayDeque<>(queue);
    queue.clear();
    queue.addAll(snapshot);
    queue.addAll(changes);
    begun = true;
    drain();
  }

  synchronized void offer(V value) {
    if (ended) {
      return;
    }
    queue.add(value);
    drain();
    if (queue.size() > capacity) {
      fail(
          new Refusal(
              Refusal.Reason.WATCH_TOO_SLOW,
              "the watcher is more than %d changes late: watch again to get the present state"
                  .formatted(capacity)));
    }
  }

  synchronized void fail(Refusal refusal) {
    if (!ended) {
      end();
      observer.onError(RefusalStatus.exception(refusal));
    }
  }

  private synchronized void drain() {
    while (begun && !ended && !queue.isEmpty() && observer.isReady()) {
      observer.onNext(queue.remove());
    }
  }

  private synchronized void end() {
    if (!ended) {
      ended = true;
      queue.clear();
      whenEnded.run();
    }
  }
}
