package dev.runtimebridge.devnet.rpc;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One node's port: JSON-RPC over WebSocket, and over HTTP POST for who needs no subscriptions.
 * Requests run on the given executor, never on the event loop; what the executor does not take is
 * answered as an error.
 */
public final class RpcServer implements AutoCloseable {
  private static final String BUSY =
      "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32009,\"message\":\"Server is busy, try again later\"},\"id\":null}";

  private final Vertx vertx;
  private final Executor executor;
  private final RpcLimits limits;
  private final Interference interference;
  private final JsonRpc rpc;
  private final Set<RpcSession> sessions = ConcurrentHashMap.newKeySet();
  private @Nullable HttpServer server;
  private int port;

  /**
   * A server that does not listen yet.
   *
   * @param port loopback port, 0 for a free one
   */
  public RpcServer(
      Vertx vertx,
      Executor executor,
      RpcModule module,
      Interference interference,
      RpcLimits limits,
      int port) {
    this.vertx = vertx;
    this.executor = executor;
    this.limits = limits;
    this.interference = interference;
    this.rpc = new JsonRpc(module, interference, limits);
    this.port = port;
  }

  /** Starts to listen; a second time after {@link #close} on the same port again. */
  public synchronized void open() {
    if (server != null) {
      return;
    }
    var options =
        new HttpServerOptions()
            .setHost("127.0.0.1")
            .setPort(port)
            .setMaxWebSocketMessageSize(limits.maxRequestBytes())
            .setMaxWebSocketFrameSize(limits.maxRequestBytes())
            .setPerMessageWebSocketCompressionSupported(false)
            .setPerFrameWebSocketCompressionSupported(false);
    HttpServer opened =
        await(
            vertx
                .createHttpServer(options)
                .webSocketHandler(this::connected)
                .requestHandler(this::posted)
                .listen());
    port = opened.actualPort();
    server = opened;
  }

  /** The WebSocket address; it stays the same when the port is closed and opened again. */
  public URI endpoint() {
    return URI.create("ws://127.0.0.1:" + port);
  }

  /** Cuts all connections; new ones are taken. */
  public void dropConnections() {
    sessions.forEach(RpcSession::drop);
  }

  /** Lets every subscriber know what is new. */
  public void push() {
    if (!interference.stalls()) {
      sessions.forEach(RpcSession::pushAll);
    }
  }

  /** Stops to listen, so that new connections are refused, and cuts those that are open. */
  @Override
  public synchronized void close() {
    if (server != null) {
      await(server.close());
      server = null;
    }
  }

  private void connected(ServerWebSocket socket) {
    if (sessions.size() >= limits.maxConnections()) {
      socket.close((short) 1013, "too many connections");
      return;
    }
    socket.setWriteQueueMaxSize(limits.maxUnsentBytes());
    var session = new RpcSession(socket, limits);
    sessions.add(session);
    socket.closeHandler(done -> sessions.remove(session));
    // A message beyond the limit is reported here, after which the connection would hang.
    socket.exceptionHandler(error -> session.drop());
    Consumer<String> call =
        text -> {
          var exchange = new RpcExchange(session);
          received(text, exchange, exchange::answer, session::drop);
        };
    socket.textMessageHandler(call::accept);
    socket.binaryMessageHandler(bytes -> call.accept(bytes.toString()));
  }

  private void posted(HttpServerRequest request) {
    if (!request.method().equals(HttpMethod.POST)) {
      request
          .response()
          .setStatusCode(405)
          .end("Used HTTP Method is not allowed. POST is required");
      return;
    }
    Buffer body = Buffer.buffer();
    request.handler(
        part -> {
          if (body.length() + part.length() > limits.maxRequestBytes()) {
            request.response().setStatusCode(413).end();
            request.connection().close();
          } else {
            body.appendBuffer(part);
          }
        });
    request.endHandler(
        end ->
            received(
                body.toString(),
                null,
                text ->
                    request
                        .response()
                        .putHeader("content-type", "application/json; charset=utf-8")
                        .end(text),
                () -> request.connection().close()));
  }

  private void received(
      String text, @Nullable RpcExchange exchange, Consumer<String> reply, Runnable drop) {
    if (interference.dropsConnection()) {
      drop.run();
      return;
    }
    if (interference.stalls()) {
      return;
    }
    long delay = interference.delay().toMillis();
    if (delay > 0) {
      vertx.setTimer(delay, timer -> execute(text, exchange, reply));
    } else {
      execute(text, exchange, reply);
    }
  }

  private void execute(String text, @Nullable RpcExchange exchange, Consumer<String> reply) {
    try {
      executor.execute(() -> reply.accept(rpc.answer(text, exchange).orElse("")));
    } catch (RejectedExecutionException e) {
      reply.accept(BUSY);
    }
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a port was opened or closed", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("a port could not be opened or closed: " + e.getMessage(), e);
    }
  }
}
