package dev.runtimebridge.lifecycle.adapter.http;

import com.google.rpc.Status;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * An answer of server-sent events, written to from any thread. What waits to be sent goes in one
 * piece; while much does, who writes is told to wait.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">Server-sent
 *     events</a>
 */
final class EventWriter {
  static final Duration ALIVE_EVERY = Duration.ofSeconds(15);
  private static final long BEGIN_ANYWAY_MILLIS = 200;
  private static final int MOST_WAITING = 256 * 1024;

  private final RoutingContext http;
  private final io.vertx.core.Context loop;
  private final StringBuilder waiting = new StringBuilder();
  private final List<Runnable> whenReady = new CopyOnWriteArrayList<>();
  private int underWay;
  private boolean scheduled;
  private boolean wasFull;
  private boolean begun;
  private @Nullable Status end;

  EventWriter(RoutingContext http) {
    this.http = http;
    loop = http.vertx().getOrCreateContext();
    // A watch of what does not change has begun, too: an early refusal still gets its own status.
    long begin = http.vertx().setTimer(BEGIN_ANYWAY_MILLIS, _ -> add(": watching\n\n"));
    long alive = http.vertx().setPeriodic(ALIVE_EVERY.toMillis(), _ -> add(": alive\n\n"));
    http.addEndHandler(
        _ -> {
          http.vertx().cancelTimer(begin);
          http.vertx().cancelTimer(alive);
        });
  }

  /** Calls back each time that there is room again after there was none. */
  void whenReady(Runnable ready) {
    whenReady.add(ready);
  }

  /** Whether there is room. */
  boolean isReady() {
    synchronized (waiting) {
      boolean full = waiting.length() + underWay >= MOST_WAITING;
      wasFull |= full;
      return !full;
    }
  }

  /** Sends whole lines. */
  void add(String text) {
    synchronized (waiting) {
      waiting.append(text);
      schedule();
    }
  }

  /** Ends the answer after all that was added; the first status is the one that counts. */
  void finish(Status status) {
    synchronized (waiting) {
      if (end == null) {
        end = status;
      }
      schedule();
    }
  }

  private void schedule() {
    if (!scheduled) {
      scheduled = true;
      loop.runOnContext(_ -> send());
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
      whenReady.forEach(Runnable::run);
    }
  }
}
