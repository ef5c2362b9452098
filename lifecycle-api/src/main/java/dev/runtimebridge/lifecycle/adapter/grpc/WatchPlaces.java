package dev.runtimebridge.lifecycle.adapter.grpc;

import io.grpc.Status;
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
        Status.RESOURCE_EXHAUSTED
            .withDescription(
                "%d watchers are here already: end one, or raise bridge.api.watchers"
                    .formatted(count))
            .asRuntimeException());
    return false;
  }

  void leave() {
    places.release();
  }
}
