package dev.runtimebridge.lifecycle.adapter.grpc;

import dev.runtimebridge.lifecycle.adapter.status.RefusalStatus;
import dev.runtimebridge.lifecycle.domain.Checked;
import dev.runtimebridge.lifecycle.domain.Refusal;
import io.grpc.Context;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what came of a call: the value, or the status that fits the refusal. Each call runs on a
 * virtual thread of its own. Quarkus would start one too for {@code @RunOnVirtualThread}, but in
 * 3.32.1 its queue of a call's events (BlockingServerInterceptor.VirtualReplayListener) is read and
 * written without a lock, and under load calls lose their request or their end.
 */
final class Answers {
  private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

  private Answers() {}

  static <T> void send(StreamObserver<T> observer, Supplier<Checked<T>> call) {
    if (observer instanceof ServerCallStreamObserver<T> stream) {
      // Without a handler, an answer to a caller that has gone would be an exception.
      stream.setOnCancelHandler(() -> LOG.debug("Caller has gone"));
    }
    Thread.ofVirtual()
        .name("lifecycle-api-call")
        .start(Context.current().wrap(() -> answer(observer, call)));
  }

  private static <T> void answer(StreamObserver<T> observer, Supplier<Checked<T>> call) {
    Checked<T> result;
    try {
      result = call.get();
    } catch (RuntimeException e) {
      observer.onError(bug(e));
      return;
    }
    switch (result) {
      case Checked.Valid<T>(T value) -> {
        observer.onNext(value);
        observer.onCompleted();
      }
      case Checked.Refused<T>(Refusal refusal) ->
          observer.onError(RefusalStatus.exception(refusal));
    }
  }

  private static StatusRuntimeException bug(RuntimeException e) {
    LOG.error("Call failed", e);
    return RefusalStatus.exception(
        new Refusal(
            Refusal.Reason.INTERNAL_ERROR, "the API failed on this call; its log says why"));
  }
}
