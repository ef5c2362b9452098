package dev.runtimebridge.chainrpc;

import dev.runtimebridge.chainrpc.RpcException.Malformed;
import dev.runtimebridge.chainrpc.RpcException.Refused;
import dev.runtimebridge.chainrpc.RpcException.Unavailable;
import dev.runtimebridge.chainrpc.RpcMessage.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a node: requests go out under ids, answers come back in any order. Any thread
 * may call; each call waits for its answer on the calling thread, at most for the request timeout,
 * and no longer than the silence timeout if the node answers nothing at all.
 *
 * <p>Once anything goes wrong on it the connection is dead for good: all that wait get {@link
 * Unavailable}, subscribers are told, and a new connection has to be opened.
 */
public final class RpcConnection implements AutoCloseable {
  private final String endpoint;
  private final RpcLimits limits;
  private final Map<Long, CompletableFuture<RpcMessage>> waiting = new ConcurrentHashMap<>();
  private final Subscriptions subscriptions = new Subscriptions();
  private final AtomicLong lastId = new AtomicLong();
  private final Semaphore slots;
  private final CompletableFuture<String> dead = new CompletableFuture<>();
  private final Silence silence;
  private volatile @Nullable Outgoing outgoing;

  private RpcConnection(String endpoint, RpcLimits limits) {
    this.endpoint = endpoint;
    this.limits = limits;
    this.slots = new Semaphore(limits.parallelRequests(), true);
    this.silence = new Silence(limits.silenceTimeout(), System.nanoTime());
  }

  /** Opens a connection; {@code http} may be shared by many. */
  public static RpcConnection open(HttpClient http, String endpoint, RpcLimits limits)
      throws Unavailable {
    var connection = new RpcConnection(endpoint, limits);
    CompletableFuture<WebSocket> opening;
    try {
      opening =
          http.newWebSocketBuilder()
              .connectTimeout(limits.requestTimeout())
              .buildAsync(
                  URI.create(endpoint),
                  new Incoming(limits, connection::take, connection::heard, connection::failWith));
    } catch (IllegalArgumentException e) {
      throw new Unavailable(
          "\"%s\" is no WebSocket URL, such as ws://127.0.0.1:9944: %s"
              .formatted(endpoint, e.getMessage()),
          e);
    }
    WebSocket socket = connection.await(opening, "the WebSocket handshake of a Substrate node");
    connection.outgoing = new Outgoing(socket, connection::sendingFailed);
    return connection;
  }

  /** Whether it can still be used. */
  public boolean isOpen() {
    return !dead.isDone();
  }

  /**
   * Calls a method.
   *
   * @param params JSON text of a list
   * @param reader of the result
   */
  public <T> T call(String method, String params, JsonReader<T> reader) throws RpcException {
    long id = lastId.incrementAndGet();
    return result(method, request(id, method, params), reader);
  }

  /**
   * Subscribes; items may arrive before this returns.
   *
   * @param method that subscribes, such as {@code author_submitAndWatchExtrinsic}
   * @param unsubscribe the method that ends it, such as {@code author_unwatchExtrinsic}
   * @param params JSON text of a list
   * @param reader of each item
   */
  public <T> Subscription subscribe(
      String method,
      String unsubscribe,
      String params,
      JsonReader<T> reader,
      Subscriber<T> subscriber)
      throws RpcException {
    long id = lastId.incrementAndGet();
    // Bound by the thread that takes the answer, so that no item can come before its subscriber.
    subscriptions.expect(id, reader, subscriber);
    try {
      String name = result(method, request(id, method, params), RpcMessage::subscriptionId);
      if (dead.isDone()) {
        throw gone();
      }
      return () -> {
        if (subscriptions.remove(name)) {
          unsubscribe(unsubscribe, name);
        }
      };
    } finally {
      subscriptions.expectNoMore(id);
    }
  }

  private void unsubscribe(String method, String name) {
    try {
      // Nobody waits for this answer: it meets no request and is dropped.
      send(lastId.incrementAndGet(), method, "[" + name + "]");
    } catch (Unavailable e) {
      fail("unsubscribing failed: " + e.getMessage(), e);
    }
  }

  private <T> T result(String method, RpcMessage message, JsonReader<T> reader)
      throws RpcException {
    try {
      return switch (message.answer(reader)) {
        case Answer.Result<T>(T value) -> value;
        case Answer.Failure<T>(int code, String said) ->
            throw new Refused(endpoint + ": " + method, code, said);
      };
    } catch (IOException e) {
      throw new Malformed(
          "%s: the answer to %s has the wrong form: %s".formatted(endpoint, method, e.getMessage()),
          e);
    }
  }

  private RpcMessage request(long id, String method, String params) throws Unavailable {
    if (!acquireSlot()) {
      throw fail("no free slot for " + method + " within " + limits.requestTimeout(), null);
    }
    var answer = new CompletableFuture<RpcMessage>();
    try {
      waiting.put(id, answer);
      if (dead.isDone()) {
        throw gone();
      }
      send(id, method, params);
      return await(answer, method);
    } finally {
      waiting.remove(id);
      slots.release();
    }
  }

  private boolean acquireSlot() throws Unavailable {
    try {
      return slots.tryAcquire(limits.requestTimeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unavailable(endpoint + ": interrupted", e);
    }
  }

  private void send(long id, String method, String params) throws Unavailable {
    Outgoing open = outgoing;
    if (open == null) {
      throw new Unavailable(endpoint + ": not connected");
    }
    open.send(
        "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"%s\",\"params\":%s}"
            .formatted(id, method, params));
  }

  private void sendingFailed(Throwable failure) {
    fail("sending a request failed: " + failure.getMessage(), failure);
  }

  private <T> T await(CompletableFuture<T> future, String what) throws Unavailable {
    long since = System.nanoTime();
    long deadline = since + limits.requestTimeout().toNanos();
    try {
      while (true) {
        long wait = Math.min(deadline - System.nanoTime(), silence.stepNanos());
        try {
          return future.get(Math.max(wait, 0), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
          lookAtTheTime(since, deadline, what, e);
        }
      }
    } catch (ExecutionException e) {
      throw failed(what, e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unavailable(endpoint + ": interrupted while waiting for " + what, e);
    }
  }

  private void lookAtTheTime(long since, long deadline, String what, TimeoutException late)
      throws Unavailable {
    long now = System.nanoTime();
    if (now - deadline >= 0) {
      throw fail(late(what, limits.requestTimeout(), "request"), late);
    }
    switch (silence.verdict(since, now)) {
      case STALLED -> throw fail(late(what, limits.silenceTimeout(), "silence"), late);
      case ASK -> askWhetherItIsThere();
      case WAIT -> {}
    }
  }

  private String late(String what, Duration timeout, String setting) {
    return "no answer to %s within %s s (%s.%s-timeout)"
        .formatted(what, timeout.toMillis() / 1000.0, limits.settings(), setting);
  }

  private void askWhetherItIsThere() throws Unavailable {
    if (outgoing != null) {
      // Nobody waits for this answer, an error would do: it shows that the node answers.
      send(lastId.incrementAndGet(), "system_health", "[]");
    }
  }

  private Unavailable failed(String what, Throwable cause) {
    Throwable root =
        cause instanceof CompletionException && cause.getCause() != null ? cause.getCause() : cause;
    if (root instanceof Unavailable unavailable) {
      return unavailable;
    }
    if (root instanceof WebSocketHandshakeException refused) {
      int status = refused.getResponse() == null ? 0 : refused.getResponse().statusCode();
      return fail(
          "answered the WebSocket handshake with HTTP %d, so it is no WebSocket of a Substrate node"
              .formatted(status),
          root);
    }
    String why = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    return fail(what + " failed: " + why, root);
  }

  private void take(RpcMessage received) throws IOException {
    if (received.id() == null) {
      subscriptions.take(received);
      return;
    }
    heard();
    CompletableFuture<RpcMessage> answer = waiting.get(received.id());
    if (answer != null) {
      subscriptions.bind(received);
      answer.complete(received);
    }
  }

  /** Items of a subscription do not count: a node may send them and yet answer nothing. */
  private void heard() {
    silence.broken(System.nanoTime());
  }

  private Unavailable gone() {
    return new Unavailable(endpoint + ": " + dead.join());
  }

  private void failWith(String why, @Nullable Throwable cause) {
    fail(why, cause);
  }

  /** Ends the connection: who waits learns why, and so does the caller by what is returned. */
  private Unavailable fail(String why, @Nullable Throwable cause) {
    if (dead.complete(why)) {
      Outgoing open = outgoing;
      if (open != null) {
        open.abort();
      }
    }
    var failure =
        new Unavailable(endpoint + ": " + why, cause == null ? new IOException(why) : cause);
    for (CompletableFuture<RpcMessage> answer : waiting.values()) {
      answer.completeExceptionally(failure);
    }
    subscriptions.end(failure);
    return failure;
  }

  /** Ends the connection; subscribers are told. */
  @Override
  public void close() {
    fail("connection closed", null);
  }
}
