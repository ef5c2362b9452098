package dev.runtimebridge.chainrpc;

import java.io.IOException;
import java.net.http.WebSocket;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Takes what the node sends, part by part, and never keeps more than one bounded message. */
final class Incoming implements WebSocket.Listener {
  private final RpcLimits limits;
  private final Taker taker;
  private final Runnable heard;
  private final BiConsumer<String, @Nullable Throwable> failure;
  private StringBuilder message = new StringBuilder();

  /** Takes a message, or says that it has not the form of one. */
  @FunctionalInterface
  interface Taker {
    void take(RpcMessage message) throws IOException;
  }

  /**
   * Takes what comes on one connection.
   *
   * @param heard told of each part of a message of which more is to come
   */
  Incoming(
      RpcLimits limits,
      Taker taker,
      Runnable heard,
      BiConsumer<String, @Nullable Throwable> failure) {
    this.limits = limits;
    this.taker = taker;
    this.heard = heard;
    this.failure = failure;
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
    if (message.length() + part.length() > limits.maxMessageChars()) {
      failure.accept(
          "sent a message of more than %d characters (%s.max-message-bytes)"
              .formatted(limits.maxMessageChars(), limits.settings()),
          null);
      from.abort();
      return null;
    }
    message.append(part);
    if (last) {
      String text = message.toString();
      message = new StringBuilder();
      take(text);
    } else {
      heard.run();
    }
    from.request(1);
    return null;
  }

  private void take(String text) {
    try {
      taker.take(RpcMessage.of(text));
    } catch (IOException e) {
      failure.accept("sent what is no JSON-RPC, so it is no Substrate node: " + e.getMessage(), e);
    }
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
    failure.accept(
        "closed the connection with status " + status + (reason.isEmpty() ? "" : ", " + reason),
        null);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    failure.accept("connection lost: " + error.getMessage(), error);
  }
}
