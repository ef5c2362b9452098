package dev.runtimebridge.lifecycle.adapter.grpc;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.quarkus.grpc.GlobalInterceptor;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.Prioritized;
import org.jspecify.annotations.Nullable;

/**
 * Tells a call that its caller has hung up. The server of Vert.x 4.5.25 sees this only while the
 * request is still being sent, which for a stream to a watcher is over at once; without this,
 * watchers that left would keep their places and queues for ever.
 */
@ApplicationScoped
@GlobalInterceptor
public class HangUps implements ServerInterceptor, Prioritized {
  private static final int BEFORE_ALL_OTHERS = 2_000;

  @Override
  public <ReqT, RespT> ServerCall.Listener<ReqT> interceptCall(
      ServerCall<ReqT, RespT> call, Metadata headers, ServerCallHandler<ReqT, RespT> next) {
    Context context = Vertx.currentContext();
    RoutingContext http = context == null ? null : context.getLocal(RoutingContext.class.getName());
    if (http == null) {
      return next.startCall(call, headers);
    }
    var tracked = new Tracked<>(call);
    http.addEndHandler(end -> tracked.responseEnded());
    return tracked.listener(next.startCall(tracked, headers));
  }

  @Override
  public int getPriority() {
    return BEFORE_ALL_OTHERS;
  }

  /** Knows whether the service has closed the call before its response ended. */
  private static final class Tracked<ReqT, RespT> extends SimpleForwardingServerCall<ReqT, RespT> {
    private boolean closed;
    private boolean ended;
    private ServerCall.@Nullable Listener<ReqT> listener;

    Tracked(ServerCall<ReqT, RespT> delegate) {
      super(delegate);
    }

    @Override
    public void close(Status status, Metadata trailers) {
      synchronized (this) {
        closed = true;
      }
      super.close(status, trailers);
    }

    synchronized ServerCall.Listener<ReqT> listener(ServerCall.Listener<ReqT> started) {
      listener = started;
      cancelIfHungUp();
      return started;
    }

    synchronized void responseEnded() {
      ended = true;
      cancelIfHungUp();
    }

    private void cancelIfHungUp() {
      if (ended && !closed && listener != null) {
        closed = true;
        listener.onCancel();
      }
    }
  }
}
