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
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a node: requests go out under ids, answers come back in any order. Any thread
 * may call; each call waits for its answer on the calling thread, at most for the request timeout.
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
  private final ReentrantLock sending = new ReentrantLock();
  private final CompletableFuture<String> dead = new CompletableFuture<>();
  private CompletableFuture<?> lastSend = CompletableFuture.completedFuture(true);
  private volatile @Nullable WebSocket socket;

  private RpcConnection(String endpoint, RpcLimits limits) {
    this.endpoint = endpoint;
    this.limits = limits;
    this.slots = new Semaphore(limits.parallelRequests(), true);
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
                  new Incoming(limits, connection::take, connection::failWith));
    } catch (IllegalArgumentException e) {
      throw new Unavailable(
          "\"%s\" is no WebSocket URL, such as ws://127.0.0.1:9944: %s"
              .formatted(endpoint, e.getMessage()),
          e);
    }
    connection.socket = connection.await(opening, "the WebSocket handshake of a Substrate node");
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
    WebSocket open = socket;
    if (open == null) {
      throw new Unavailable(endpoint + ": not connected");
    }
    String text =
        "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"%s\",\"params\":%s}"
            .formatted(id, method, params);
    // The JDK's WebSocket takes one text at a time; nobody waits here, the answer has a deadline.
    sending.lock();
    try {
      lastSend =
          lastSend
              .thenCompose(before -> open.sendText(text, true))
              .whenComplete(
                  (sent, failure) -> {
                    if (failure != null) {
                      fail("sending a request failed: " + failure.getMessage(), failure);
                    }
                  });
    } finally {
      sending.unlock();
    }
  }

  private <T> T await(CompletableFuture<T> future, String what) throws Unavailable {
    Duration deadline = limits.requestTimeout();
    try {
      return future.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw fail(
          "no answer to %s within %s s (%s.request-timeout)"
              .formatted(what, deadline.toMillis() / 1000.0, limits.settings()),
          e);
    } catch (ExecutionException e) {
      throw failed(what, e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unavailable(endpoint + ": interrupted while waiting for " + what, e);
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
    CompletableFuture<RpcMessage> answer = waiting.get(received.id());
    if (answer != null) {
      subscriptions.bind(received);
      answer.complete(received);
    }
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
      WebSocket open = socket;
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
