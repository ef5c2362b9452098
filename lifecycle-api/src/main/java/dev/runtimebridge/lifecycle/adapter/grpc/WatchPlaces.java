package dev.runtimebridge.lifecycle.adapter.grpc;

import dev.runtimebridge.lifecycle.adapter.status.RefusalStatus;
import dev.runtimebridge.lifecycle.domain.Refusal;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.Semaphore;

/** How many watchers there may be at once. */
public final class WatchPlaces {
  private final Semaphore places;
  private final int count;

  /** Places for {@code count} watchers. */
  public WatchPlaces(int count) {
    this.places = new Semaphore(count);
    this.count = count;
  }

  boolean take(StreamObserver<?> watcher) {
    if (places.tryAcquire()) {
      return true;
    }
    watcher.onError(
        RefusalStatus.exception(
            new Refusal(
                Refusal.Reason.TOO_MUCH,
                "%d watchers are here already: end one, or raise bridge.api.watchers"
                    .formatted(count))));
    return false;
  }

  void leave() {
    places.release();
  }
}
