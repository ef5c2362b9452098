package dev.runtimebridge.lifecycle.adapter.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.runtimebridge.lifecycle.domain.Refusal;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchStreamTest {
  private final Watcher watcher = new Watcher();
  private final WatchStream<String> stream = new WatchStream<>(watcher, 2);
  private final List<String> ended = new ArrayList<>();

  @Test
  void shouldSendTheBeginningBeforeChangesThatCameMeanwhile() {
    stream.offer("change");
    stream.begin(List.of("first", "second"));
    assertEquals(List.of("first", "second", "change"), watcher.seen);
  }

  @Test
  void shouldKeepChangesUntilTheWatcherIsReady() {
    stream.begin(List.of());
    watcher.ready = false;
    stream.offer("one");
    stream.offer("two");
    assertEquals(List.of(), watcher.seen);
    watcher.becomesReady();
    assertEquals(List.of("one", "two"), watcher.seen);
  }

  @Test
  void shouldTellASlowWatcherToWatchAgain() {
    stream.whenEnded(() -> ended.add("ended"));
    stream.begin(List.of());
    watcher.ready = false;
    for (String change : List.of("one", "two", "three", "four")) {
      stream.offer(change);
    }
    watcher.becomesReady();
    assertEquals(List.of(), watcher.seen);
    assertEquals(
        List.of(
            "RESOURCE_EXHAUSTED: the watcher is more than 2 changes late: watch again to get the present state"),
        watcher.problems);
    assertEquals(List.of("ended"), ended);
  }

  @Test
  void shouldEndOnceWhenTheWatcherLeaves() {
    stream.begin(List.of());
    watcher.leaves();
    stream.whenEnded(() -> ended.add("ended"));
    stream.offer("late");
    stream.fail(new Refusal(Refusal.Reason.UNAVAILABLE, "gone"));
    assertEquals(List.of(), watcher.seen);
    assertEquals(List.of(), watcher.problems);
    assertEquals(List.of("ended"), ended);
  }

  /** A watcher that is ready when told. */
  private static final class Watcher extends ServerCallStreamObserver<String> {
    private final List<String> seen = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private boolean ready = true;
    private Runnable onReady = () -> {};
    private Runnable onCancel = () -> {};

    void becomesReady() {
      ready = true;
      onReady.run();
    }

    void leaves() {
      onCancel.run();
    }

    @Override
    public boolean isReady() {
      return ready;
    }

    @Override
    public void setOnReadyHandler(Runnable handler) {
      onReady = handler;
    }

    @Override
    public void setOnCancelHandler(Runnable handler) {
      onCancel = handler;
    }

    @Override
    public boolean isCancelled() {
      return false;
    }

    @Override
    public void setCompression(String compression) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void disableAutoInboundFlowControl() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void request(int count) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void setMessageCompression(boolean enable) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void onNext(String value) {
      seen.add(value);
    }

    @Override
    public void onError(Throwable problem) {
      Status status = ((StatusRuntimeException) problem).getStatus();
      problems.add(status.getCode() + ": " + status.getDescription());
    }

    @Override
    public void onCompleted() {
      problems.add("completed");
    }
  }
}
