package dev.runtimebridge.lifecycle.adapter.grpc;

import io.grpc.stub.ServerCallStreamObserver;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One watcher's stream of which only the newest value matters: a watcher that reads slowly misses
 * values in between, so that nothing has to be queued.
 */
final class NewestOnly<V> {
  private final ServerCallStreamObserver<V> observer;
  private final Supplier<V> newest;
  private @Nullable V sent;

  NewestOnly(ServerCallStreamObserver<V> observer, Supplier<V> newest) {
    this.observer = observer;
    this.newest = newest;
  }

  synchronized void sendIfChanged() {
    if (observer.isCancelled() || !observer.isReady()) {
      return;
    }
    V value = newest.get();
    if (!value.equals(sent)) {
      observer.onNext(value);
      sent = value;
    }
  }
}
