package dev.runtimebridge.lifecycle.adapter.http;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.rpc.Status;
import io.grpc.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A call with a stream of answers, as server-sent events: {@code data} is one message, {@code id}
 * its resume token. What waits to be sent goes in one piece; while much does, the service is told
 * that the caller is not ready, as over gRPC.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">Server-sent
 *     events</a>
 */
final class EventStream extends HttpCall {
  static final Duration ALIVE_EVERY = Duration.ofSeconds(15);
  private static final long BEGIN_ANYWAY_MILLIS = 200;
  private static final int MOST_WAITING = 256 * 1024;

  private final io.vertx.core.Context loop;
  private final @Nullable FieldDescriptor token;
  private final long beginTimer;
  private final long aliveTimer;
  private final StringBuilder waiting = new StringBuilder();
  private int underWay;
  private boolean scheduled;
  private boolean wasFull;
  private boolean begun;
  private @Nullable Status end;

  EventStream(RoutingContext http, Binding binding, Context.CancellableContext context) {
    super(http, binding, context);
    loop = http.vertx().getOrCreateContext();
    token = resumeToken(binding);
    // A watch of what does not change has begun, too: an early refusal still gets its own status.
    beginTimer = http.vertx().setTimer(BEGIN_ANYWAY_MILLIS, _ -> add(": watching\n\n"));
    aliveTimer = http.vertx().setPeriodic(ALIVE_EVERY.toMillis(), _ -> add(": alive\n\n"));
    http.addEndHandler(
        _ -> {
          http.vertx().cancelTimer(beginTimer);
          http.vertx().cancelTimer(aliveTimer);
        });
  }

  @Override
  public boolean isReady() {
    synchronized (waiting) {
      wasFull = waiting.length() + underWay >= MOST_WAITING;
      return !wasFull;
    }
  }

  @Override
  protected void write(Message message) {
    String id = token == null ? "" : (String) message.getField(token);
    String json = JsonText.of(message);
    add(id.isEmpty() ? "data: " + json + "\n\n" : "id: " + id + "\ndata: " + json + "\n\n");
  }

  @Override
  protected void finish(Status status) {
    synchronized (waiting) {
      end = status;
    }
    add("");
  }

  private void add(String text) {
    synchronized (waiting) {
      waiting.append(text);
      if (!scheduled) {
        scheduled = true;
        loop.runOnContext(_ -> send());
      }
    }
  }

  /** Runs on the event loop. */
  private void send() {
    HttpServerResponse response = http.response();
    Buffer piece;
    Status last;
    synchronized (waiting) {
      scheduled = false;
      last = end;
      if (response.closed() || response.ended()) {
        waiting.setLength(0);
        return;
      }
      if (last != null && !begun && waiting.isEmpty()) {
        begun = true;
        Answer.send(http, last);
        return;
      }
      piece = Buffer.buffer(waiting.toString());
      underWay += piece.length();
      waiting.setLength(0);
    }
    if (!begun) {
      begun = true;
      response
          .setChunked(true)
          .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
          .putHeader("X-Accel-Buffering", "no");
    }
    if (last == null) {
      int length = piece.length();
      response.write(piece).onComplete(_ -> written(length));
    } else {
      response.end(
          last.getCode() == 0
              ? piece
              : piece.appendString("event: end\ndata: " + JsonText.of(last) + "\n\n"));
    }
  }

  private void written(int length) {
    boolean goOn;
    synchronized (waiting) {
      underWay -= length;
      goOn = wasFull && waiting.length() + underWay < MOST_WAITING;
      wasFull &= !goOn;
    }
    if (goOn) {
      ready();
    }
  }

  private static @Nullable FieldDescriptor resumeToken(Binding binding) {
    var marshaller =
        (io.grpc.MethodDescriptor.PrototypeMarshaller<Message>)
            binding.method().getMethodDescriptor().getResponseMarshaller();
    Message prototype = marshaller.getMessagePrototype();
    return prototype == null
        ? null
        : prototype.getDescriptorForType().findFieldByName("resume_token");
  }
}
