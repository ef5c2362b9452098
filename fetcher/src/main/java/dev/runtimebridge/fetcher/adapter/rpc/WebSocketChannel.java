package dev.runtimebridge.fetcher.adapter.rpc;

import dev.runtimebridge.fetcher.port.NodeException.Unavailable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a node: requests go out under ids, answers come back in any order.
 *
 * <p>Once anything goes wrong on it the channel is dead for good: all that wait get {@link
 * Unavailable}, and a new channel has to be opened.
 */
final class WebSocketChannel implements AutoCloseable {
  private final String endpoint;
  private final RpcLimits limits;
  private final Consumer<RpcMessage> notifications;
  private final Map<Long, CompletableFuture<RpcMessage>> waiting = new ConcurrentHashMap<>();
  private final AtomicLong lastId = new AtomicLong();
  private final Semaphore slots;
  private final ReentrantLock sending = new ReentrantLock();
  private final CompletableFuture<String> dead = new CompletableFuture<>();
  private CompletableFuture<?> lastSend = CompletableFuture.completedFuture(true);
  private volatile @Nullable WebSocket socket;

  private WebSocketChannel(String endpoint, RpcLimits limits, Consumer<RpcMessage> notifications) {
    this.endpoint = endpoint;
    this.limits = limits;
    this.notifications = notifications;
    this.slots = new Semaphore(limits.parallelRequests(), true);
  }

  /** Opens a connection; {@code notifications} is called on the connection's own thread. */
  static WebSocketChannel open(
      HttpClient http, String endpoint, RpcLimits limits, Consumer<RpcMessage> notifications)
      throws Unavailable {
    var channel = new WebSocketChannel(endpoint, limits, notifications);
    CompletableFuture<WebSocket> opening =
        http.newWebSocketBuilder()
            .connectTimeout(limits.requestTimeout())
            .buildAsync(URI.create(endpoint), channel.new Incoming());
    channel.socket = channel.await(opening, "the WebSocket handshake of a Substrate node");
    return channel;
  }

  boolean isOpen() {
    return !dead.isDone();
  }

  /** Sends a request and waits for its answer; {@code params} is JSON text of a list. */
  RpcMessage request(String method, String params) throws Unavailable {
    if (!acquireSlot()) {
      throw fail("no free slot for " + method + " within " + limits.requestTimeout(), null);
    }
    long id = lastId.incrementAndGet();
    var answer = new CompletableFuture<RpcMessage>();
    try {
      waiting.put(id, answer);
      if (dead.isDone()) {
        throw new Unavailable(endpoint + ": " + dead.join());
      }
      send(
          "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"%s\",\"params\":%s}"
              .formatted(id, method, params));
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

  private void send(String text) throws Unavailable {
    WebSocket open = socket;
    if (open == null) {
      throw new Unavailable(endpoint + ": not connected");
    }
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
          "no answer to %s within %s s (bridge.fetcher.request-timeout)"
              .formatted(what, deadline.toMillis() / 1000.0),
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

  /** Ends the channel: who waits learns why, and so does the caller by the exception returned. */
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
    return failure;
  }

  @Override
  public void close() {
    fail("connection closed", null);
  }

  /** Takes what the node sends, part by part, and never keeps more than one bounded message. */
  private final class Incoming implements WebSocket.Listener {
    private StringBuilder message = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      if (message.length() + part.length() > limits.maxMessageChars()) {
        fail(
            "sent a message of more than %d characters (bridge.fetcher.max-message-bytes)"
                .formatted(limits.maxMessageChars()),
            null);
        from.abort();
        return null;
      }
      message.append(part);
      if (last) {
        String text = message.toString();
        message = new StringBuilder();
        take(text);
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
      fail(
          "closed the connection with status " + status + (reason.isEmpty() ? "" : ", " + reason),
          null);
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      fail("connection lost: " + error.getMessage(), error);
    }

    private void take(String text) {
      RpcMessage received;
      try {
        received = RpcMessage.of(text);
      } catch (IOException e) {
        fail("sent what is no JSON-RPC, so it is no Substrate node: " + e.getMessage(), e);
        return;
      }
      if (received.id() == null) {
        notifications.accept(received);
        return;
      }
      CompletableFuture<RpcMessage> answer = waiting.get(received.id());
      if (answer != null) {
        answer.complete(received);
      }
    }
  }
}
