package dev.runtimebridge.chainrpc;

import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Sends texts one after another, as the JDK's WebSocket wants it; no caller waits. */
final class Outgoing {
  private final WebSocket socket;
  private final Consumer<Throwable> failure;
  private final ReentrantLock sending = new ReentrantLock();
  private CompletableFuture<?> last = CompletableFuture.completedFuture(true);

  Outgoing(WebSocket socket, Consumer<Throwable> failure) {
    this.socket = socket;
    this.failure = failure;
  }

  void send(String text) {
    sending.lock();
    try {
      last =
          last.thenCompose(before -> socket.sendText(text, true))
              .whenComplete(
                  (sent, thrown) -> {
                    if (thrown != null) {
                      failure.accept(thrown);
                    }
                  });
    } finally {
      sending.unlock();
    }
  }

  /** Ends the connection at once. */
  void abort() {
    socket.abort();
  }
}
