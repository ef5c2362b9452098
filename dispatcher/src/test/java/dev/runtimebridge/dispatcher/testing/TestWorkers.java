package dev.runtimebridge.dispatcher.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.runtimebridge.devnet.worker.enclave.Identity;
import dev.runtimebridge.devnet.worker.enclave.VirtualTask;
import dev.runtimebridge.schemas.v1.ComputeTaskAnswer;
import dev.runtimebridge.schemas.v1.ComputeTaskRequest;
import dev.runtimebridge.substrate.Bytes;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Workers behind one port that answer as they are told; what they compute is the devnet's. */
public final class TestWorkers implements AutoCloseable {
  private static final int CHUNK = 4_096;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<Integer, Manner> manners = new ConcurrentHashMap<>();
  private final Map<Integer, AtomicInteger> calls = new ConcurrentHashMap<>();

  /** How a worker answers. */
  public enum Manner {
    RIGHT,
    WRONG,
    SIGNED_BY_ANOTHER,
    SHORT,
    GARBAGE,
    /** Never ends. */
    ENDLESS,
    /** An error page that never ends. */
    ENDLESS_ERROR,
    /** A byte now and then. */
    DRIPPING,
    SILENT,
    BUSY
  }

  /** Listens on any port of loopback. */
  public TestWorkers() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/w/", this::answer);
    server.start();
  }

  /** Where a worker answers. */
  public String endpoint(int worker) {
    return "http://127.0.0.1:%d/w/%d".formatted(server.getAddress().getPort(), worker);
  }

  /** A worker's key. */
  public static byte[] publicKey(int worker) {
    return identity(worker).publicKey().toByteArray();
  }

  /** Changes how a worker answers. */
  public void set(int worker, Manner manner) {
    manners.put(worker, manner);
  }

  /** How often a worker was called. */
  public int calls(int worker) {
    return calls.computeIfAbsent(worker, absent -> new AtomicInteger()).get();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static Identity identity(int worker) {
    return Identity.of(1, worker);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String[] path = exchange.getRequestURI().getPath().split("/", -1);
    if (path.length != 5 || !(path[3] + "/" + path[4]).equals("tasks/compute")) {
      send(exchange, 404, new byte[0]);
      return;
    }
    int worker = Integer.parseInt(path[2]);
    calls.computeIfAbsent(worker, absent -> new AtomicInteger()).incrementAndGet();
    var request = ComputeTaskRequest.parseFrom(exchange.getRequestBody().readAllBytes());
    switch (manners.getOrDefault(worker, Manner.RIGHT)) {
      case RIGHT -> send(exchange, 200, computed(request, worker, false));
      case WRONG -> send(exchange, 200, computed(request, worker, true));
      case SIGNED_BY_ANOTHER -> send(exchange, 200, computed(request, worker + 1, false));
      case SHORT ->
          send(
              exchange,
              200,
              ComputeTaskAnswer.newBuilder()
                  .setResult(ByteString.copyFrom(new byte[31]))
                  .build()
                  .toByteArray());
      case GARBAGE -> send(exchange, 200, "<html>It works!</html>".getBytes(UTF_8));
      case BUSY -> send(exchange, 500, "busy".getBytes(UTF_8));
      case ENDLESS -> pour(exchange, 200, 0);
      case ENDLESS_ERROR -> pour(exchange, 502, 0);
      case DRIPPING -> pour(exchange, 200, 200);
      case SILENT -> pause(60_000);
    }
  }

  private static byte[] computed(ComputeTaskRequest request, int worker, boolean wrongly) {
    var task = new VirtualTask(request.getRound(), Bytes.of(request.getSeed().toByteArray()));
    VirtualTask.Answer answer = task.answer(identity(worker), wrongly);
    return ComputeTaskAnswer.newBuilder()
        .setResult(ByteString.copyFrom(answer.result().toByteArray()))
        .setSignature(ByteString.copyFrom(answer.signature().toByteArray()))
        .build()
        .toByteArray();
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static void pour(HttpExchange exchange, int status, int pauseMs) throws IOException {
    exchange.sendResponseHeaders(status, 0);
    try (OutputStream body = exchange.getResponseBody()) {
      while (!Thread.currentThread().isInterrupted()) {
        body.write(new byte[pauseMs == 0 ? CHUNK : 1]);
        body.flush();
        pause(pauseMs);
      }
    }
  }

  private static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
