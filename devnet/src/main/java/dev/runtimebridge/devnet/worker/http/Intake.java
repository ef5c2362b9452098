package dev.runtimebridge.devnet.worker.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Takes bodies in, within the limits of their method and the budget of all, and sends answers. */
final class Intake {
  /** What an unannounced body may take of the budget before more is known. */
  private static final int UNANNOUNCED = 1 << 20;

  private final Routes routes;
  private final BodyBudget budget;
  private final AtomicLong requestIds = new AtomicLong();

  Intake(Routes routes, BodyBudget budget) {
    this.routes = routes;
    this.budget = budget;
  }

  void accept(HttpServerRequest request) {
    long begun = System.nanoTime();
    String path = Objects.requireNonNullElse(request.path(), "");
    Routes.Route route = routes.find(request.method(), path);
    var exchange = new Exchange(request, route, begun);
    if (exchange.announced() > route.limit()) {
      exchange.refuse();
    } else {
      exchange.begin(budget);
    }
  }

  /** One request on its way in. All but {@link #reply} runs on the request's event loop. */
  private final class Exchange implements Routes.Reply {
    private final HttpServerRequest request;
    private final Routes.Route route;
    private final long begun;
    private Buffer body = Buffer.buffer();
    private boolean ended;
    private volatile BodyBudget.@Nullable Grant grant;

    Exchange(HttpServerRequest request, Routes.Route route, long begun) {
      this.request = request;
      this.route = route;
      this.begun = begun;
    }

    long announced() {
      String length = request.getHeader("Content-Length");
      // The server has refused lengths that are no numbers.
      return length == null ? 0 : Long.parseLong(length);
    }

    void begin(BodyBudget from) {
      long announced = announced();
      boolean chunked = request.getHeader("Transfer-Encoding") != null;
      request.pause();
      request.handler(this::take);
      request.endHandler(nothing -> end());
      request.exceptionHandler(error -> release());
      request.response().closeHandler(nothing -> release());
      Context context = Objects.requireNonNull(Vertx.currentContext(), "not on an event loop");
      grant =
          from.ask(chunked ? UNANNOUNCED : announced, () -> context.runOnContext(n -> receive()));
    }

    private void receive() {
      body = Buffer.buffer((int) announced());
      request.resume();
    }

    private void take(Buffer part) {
      if (ended) {
        return;
      }
      if ((long) body.length() + part.length() > route.limit()) {
        refuse();
        return;
      }
      body.appendBuffer(part);
    }

    private void end() {
      if (ended) {
        return;
      }
      ended = true;
      byte[] bytes = body.getBytes();
      body = Buffer.buffer();
      routes.handle(route, request, bytes, this);
    }

    /** The body is too large: what is still to come of it is thrown away. */
    void refuse() {
      ended = true;
      body = Buffer.buffer();
      request.handler(this::take);
      reply(Answer.text(413, "Entity too large"));
    }

    @Override
    public void reply(Answer answer) {
      HttpServerResponse response = request.response();
      if (!response.ended() && !response.closed()) {
        response
            .setStatusCode(answer.status())
            .putHeader("Content-Type", answer.contentType())
            .putHeader("X-Request-Id", Long.toString(requestIds.incrementAndGet()))
            .putHeader("X-Cost-Time", (System.nanoTime() - begun) / 1_000_000 + "ms")
            .end(Buffer.buffer(answer.body().toByteArray()));
      }
      release();
    }

    @Override
    public void drop() {
      request.connection().close();
      release();
    }

    @Override
    public void forget() {
      release();
    }

    private void release() {
      BodyBudget.Grant held = grant;
      if (held != null) {
        held.close();
      }
    }
  }
}
