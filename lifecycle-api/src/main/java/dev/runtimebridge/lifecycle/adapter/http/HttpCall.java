package dev.runtimebridge.lifecycle.adapter.http;

import com.google.protobuf.Message;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.grpc.SynchronizationContext;
import io.grpc.protobuf.StatusProto;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call that came over HTTP: to gates and services it is like one over gRPC. What happens to it
 * is told to the service in turn, on virtual threads; a caller that hangs up cancels it.
 */
abstract class HttpCall extends ServerCall<Message, Message> {
  private static final Logger LOG = LoggerFactory.getLogger(HttpCall.class);

  /** The request over HTTP. */
  protected final RoutingContext http;

  private final Binding binding;
  private final Context.CancellableContext context;
  private final SynchronizationContext inTurn = new SynchronizationContext((_, e) -> failed(e));
  private volatile boolean closed;
  private volatile boolean cancelled;
  private ServerCall.@Nullable Listener<Message> listener;

  /** A call within {@code context}, which ends with it. */
  HttpCall(RoutingContext http, Binding binding, Context.CancellableContext context) {
    this.http = http;
    this.binding = binding;
    this.context = context;
  }

  /** Sends one message to the caller. */
  protected abstract void write(Message message);

  /** Ends the answer. */
  protected abstract void finish(com.google.rpc.Status status);

  /** Passes the call through the gates to the service. */
  final void start(Metadata headers, Message request) {
    http.addEndHandler(_ -> tell(this::hungUp));
    context.addListener(
        ended -> {
          if (Contexts.statusFromCancelled(ended).getCode() == Status.Code.DEADLINE_EXCEEDED) {
            tell(this::late);
          }
        },
        Runnable::run);
    tell(
        () -> {
          var started = binding.method().getServerCallHandler().startCall(this, headers);
          listener = started;
          started.onReady();
          started.onMessage(request);
          started.onHalfClose();
        });
  }

  /** Answers a request that did not become a call. */
  final void refuse(Problem problem) {
    closed = true;
    finish(problem.status());
    context.cancel(null);
  }

  /** Ends a call whose caller's session is over. */
  final void signedOut() {
    tell(() -> cut(Sessions.ENDED.status()));
  }

  /** Tells the service that more can be sent. */
  protected final void ready() {
    tell(
        () -> {
          if (listener != null && !closed && !cancelled) {
            listener.onReady();
          }
        });
  }

  @Override
  public final void sendMessage(Message message) {
    if (!closed && !cancelled) {
      write(message);
    }
  }

  @Override
  public final void close(Status status, Metadata trailers) {
    synchronized (this) {
      if (closed || cancelled) {
        return;
      }
      closed = true;
    }
    finish(StatusProto.fromStatusAndTrailers(status, trailers));
    tell(
        () -> {
          if (listener != null) {
            listener.onComplete();
          }
          context.cancel(null);
        });
  }

  @Override
  public final boolean isCancelled() {
    return cancelled;
  }

  @Override
  public final MethodDescriptor<Message, Message> getMethodDescriptor() {
    return binding.method().getMethodDescriptor();
  }

  /** The one request has been read before the call began. */
  @Override
  public final void request(int numMessages) {}

  @Override
  public void sendHeaders(Metadata headers) {}

  private void hungUp() {
    synchronized (this) {
      if (closed || cancelled) {
        return;
      }
      cancelled = true;
    }
    context.cancel(null);
    if (listener != null) {
      listener.onCancel();
    }
  }

  private void late() {
    cut(status(Status.DEADLINE_EXCEEDED, "the time that the caller gave is over"));
  }

  private void failed(Throwable e) {
    LOG.error("Call failed: method={}", getMethodDescriptor().getFullMethodName(), e);
    cut(status(Status.INTERNAL, "the API failed on this call; its log says why"));
  }

  /** Ends the answer, and tells the service, which would go on, that its caller has gone. */
  private void cut(com.google.rpc.Status status) {
    synchronized (this) {
      if (closed || cancelled) {
        return;
      }
      cancelled = true;
    }
    finish(status);
    context.cancel(null);
    if (listener != null) {
      listener.onCancel();
    }
  }

  private static com.google.rpc.Status status(Status status, String description) {
    return StatusProto.fromStatusAndTrailers(status.withDescription(description), new Metadata());
  }

  private void tell(Runnable what) {
    Thread.ofVirtual().name("lifecycle-api-http").start(() -> inTurn.execute(context.wrap(what)));
  }
}
