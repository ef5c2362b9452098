package dev.runtimebridge.lifecycle.adapter.http;

import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A call with one answer from within this process. */
final class LocalCall<Q, R> extends ServerCall<Q, R> {
  // Each service has limits of its own, all shorter; this one keeps a fault from lasting for ever.
  private static final long LONGEST_MINUTES = 10;

  private final MethodDescriptor<Q, R> method;
  private final Context.CancellableContext context;
  private final CompletableFuture<R> result = new CompletableFuture<>();
  private volatile @Nullable R answer;

  LocalCall(MethodDescriptor<Q, R> method, Context caller) {
    this.method = method;
    this.context = caller.withCancellation();
  }

  R answer(ServerCallHandler<Q, R> handler, Metadata headers, Q request) {
    try {
      context.run(
          () -> {
            Listener<Q> listener = handler.startCall(this, headers);
            listener.onReady();
            listener.onMessage(request);
            listener.onHalfClose();
          });
      return result.get(LONGEST_MINUTES, TimeUnit.MINUTES);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StatusRuntimeException refused) {
        throw refused;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Status.CANCELLED.withCause(e).asRuntimeException();
    } catch (TimeoutException e) {
      throw Status.DEADLINE_EXCEEDED
          .withDescription("no answer within %d minutes".formatted(LONGEST_MINUTES))
          .withCause(e)
          .asRuntimeException();
    } finally {
      context.cancel(null);
    }
  }

  @Override
  public void request(int numMessages) {}

  @Override
  public void sendHeaders(Metadata headers) {}

  @Override
  public void sendMessage(R message) {
    answer = message;
  }

  @Override
  public void close(Status status, Metadata trailers) {
    R given = answer;
    if (status.isOk() && given != null) {
      result.complete(given);
    } else {
      result.completeExceptionally(status.asRuntimeException(trailers));
    }
  }

  @Override
  public boolean isCancelled() {
    return context.isCancelled();
  }

  @Override
  public MethodDescriptor<Q, R> getMethodDescriptor() {
    return method;
  }
}
