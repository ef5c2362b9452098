package dev.runtimebridge.syncer.adapter.pccs;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.runtimebridge.substrate.Bytes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers as the service does, until told to answer something else. */
final class TestPccs implements AutoCloseable {
  static final String CHAIN = "-----BEGIN CERTIFICATE-----\nMII+/w==\n-----END CERTIFICATE-----\n";
  static final String CRL = "3003020107";
  static final String TCB_INFO = "{\"z\":1.50, \"id\":\"S\\u0047X\",\"fmspc\" : [ {\"a\":\"ü}\"}]}";
  static final String IDENTITY = "{\"id\":\"QE\"}";
  static final String SIGNATURE = "ab".repeat(64);

  private static final String ENCODED_CHAIN =
      "-----BEGIN%20CERTIFICATE-----%0AMII+%2Fw%3D%3D%0A-----END%20CERTIFICATE-----%0A";

  /** One answer; an absent header is an empty one. */
  record Answer(int status, String header, String chain, Bytes body) {
    Answer withStatus(int other) {
      return new Answer(other, header, chain, body);
    }

    Answer withHeader(String otherHeader, String otherChain) {
      return new Answer(status, otherHeader, otherChain, body);
    }

    Answer withBody(Bytes other) {
      return new Answer(status, header, chain, other);
    }

    Answer withBody(String other) {
      return withBody(Bytes.utf8(other));
    }
  }

  private final CountDownLatch end = new CountDownLatch(1);
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final Map<String, Answer> once = new ConcurrentHashMap<>();
  private final Queue<String> asked = new ConcurrentLinkedQueue<>();
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private volatile CountDownLatch gate = new CountDownLatch(0);
  private volatile boolean bodiesStop;

  TestPccs() throws IOException {
    answers.put("/pckcrl", answer("SGX-PCK-CRL-Issuer-Chain", CRL));
    answers.put("/rootcacrl", answer("", CRL));
    answers.put("/tcb", answer("TCB-Info-Issuer-Chain", signed("tcbInfo", TCB_INFO)));
    answers.put(
        "/qe/identity",
        answer("SGX-Enclave-Identity-Issuer-Chain", signed("enclaveIdentity", IDENTITY)));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(executor);
    server.createContext("/sgx/certification/v4", this::handle);
    server.start();
  }

  URI url() {
    return URI.create(
        "http://127.0.0.1:%d/sgx/certification/v4/".formatted(server.getAddress().getPort()));
  }

  static String signed(String name, String json) {
    return "{ \"%s\": %s , \"signature\":\"%s\"}".formatted(name, json, SIGNATURE);
  }

  Answer at(String path) {
    return answers.get(path);
  }

  void put(String path, Answer answer) {
    answers.put(path, answer);
  }

  /** The next answer only. */
  void putOnce(String path, Answer answer) {
    once.put(path, answer);
  }

  /** Nothing is answered until that latch is down. */
  void holdUntil(CountDownLatch latch) {
    gate = latch;
  }

  /** Answers have a beginning and no end. */
  void stopInBodies() {
    bodiesStop = true;
  }

  /** What was asked so far, in alphabetical order. */
  List<String> asked() {
    var sorted = new ArrayList<>(asked);
    sorted.sort(null);
    return sorted;
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
    executor.shutdownNow();
  }

  private static Answer answer(String header, String body) {
    return new Answer(200, header, ENCODED_CHAIN, Bytes.utf8(body));
  }

  private void handle(HttpExchange exchange) throws IOException {
    URI uri = exchange.getRequestURI();
    String path = uri.getPath().substring("/sgx/certification/v4".length());
    asked.add(uri.getQuery() == null ? path : path + "?" + uri.getQuery());
    try (exchange) {
      gate.await();
      Answer now = once.remove(path);
      Answer answer = now == null ? answers.get(path) : now;
      if (!answer.header().isEmpty()) {
        exchange.getResponseHeaders().add(answer.header(), answer.chain());
      }
      exchange.sendResponseHeaders(answer.status(), answer.body().length());
      if (bodiesStop) {
        exchange.getResponseBody().write(answer.body().at(0));
        exchange.getResponseBody().flush();
        end.await();
      } else {
        exchange.getResponseBody().write(answer.body().toByteArray());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
