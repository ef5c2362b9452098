package dev.runtimebridge.chainrpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.devnet.rpc.Interference;
import dev.runtimebridge.devnet.rpc.RpcModule;
import dev.runtimebridge.devnet.rpc.RpcServer;
import io.vertx.core.Vertx;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RpcConnectionTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final CountDownLatch NEVER = new CountDownLatch(1);
  private static final LinkedBlockingQueue<Object> SENT = new LinkedBlockingQueue<>();
  private static final CountDownLatch AFTER_SOME_QUESTIONS = new CountDownLatch(3);
  private static volatile boolean stalled;
  private static Vertx vertx;
  private static RpcServer server;

  private RpcConnection connection;

  /** Lets the slow method go on once the node was asked often enough whether it is there. */
  private static String health(Object params) {
    AFTER_SOME_QUESTIONS.countDown();
    return stalled ? wait(NEVER) : "well";
  }

  @BeforeAll
  static void listen() {
    vertx = Vertx.vertx();
    RpcModule module =
        new RpcModule.Builder()
            .method("echo", params -> "said")
            .method("long", params -> "x".repeat(10_000))
            .method("never", params -> wait(NEVER))
            .method("slow", params -> wait(AFTER_SOME_QUESTIONS))
            .method("system_health", RpcConnectionTest::health)
            .subscription("watch", "unwatch", "watched", params -> RpcConnectionTest::drained)
            .build();
    server =
        new RpcServer(
            vertx,
            Executors.newVirtualThreadPerTaskExecutor(),
            module,
            new Interference() {},
            dev.runtimebridge.devnet.rpc.RpcLimits.DEFAULT,
            0);
    server.open();
  }

  private static List<Object> drained() {
    var items = new java.util.ArrayList<Object>();
    SENT.drainTo(items);
    return items;
  }

  private static String wait(CountDownLatch latch) {
    try {
      return latch.await(1, TimeUnit.MINUTES) ? "late" : "never";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  @AfterAll
  static void end() {
    NEVER.countDown();
    server.close();
    vertx.close();
    HTTP.shutdownNow();
  }

  @AfterEach
  void close() {
    SENT.clear();
    stalled = false;
    if (connection != null) {
      connection.close();
    }
  }

  private void open(Duration timeout, int maxChars) throws RpcException {
    open(timeout, Duration.ofSeconds(10), maxChars);
  }

  private void open(Duration timeout, Duration silence, int maxChars) throws RpcException {
    connection =
        RpcConnection.open(
            HTTP,
            server.endpoint().toString(),
            new RpcLimits(timeout, silence, 4, maxChars, "bridge.example"));
  }

  private void open() throws RpcException {
    open(Duration.ofSeconds(20), 1 << 20);
  }

  private Subscription watch(Subscriber<String> subscriber) throws RpcException {
    return connection.subscribe("watch", "unwatch", "[]", Json::text, subscriber);
  }

  @Test
  void shouldGiveTheResult() throws Exception {
    open();
    assertEquals("said", connection.call("echo", "[]", Json::text));
  }

  @Test
  void shouldGiveTheNodesOwnErrorAndGoOn() throws Exception {
    open();
    var refused =
        assertThrows(
            RpcException.Refused.class, () -> connection.call("nothing", "[]", Json::text));
    assertEquals(-32601, refused.code());
    assertTrue(connection.isOpen());
  }

  @Test
  void shouldSayThatAnAnswerHasAnotherForm() throws Exception {
    open();
    assertThrows(RpcException.Malformed.class, () -> connection.call("echo", "[]", Json::number));
  }

  @Test
  void shouldEndWhenAnAnswerIsLate() throws Exception {
    open(Duration.ofMillis(200), 1 << 20);
    var late =
        assertThrows(
            RpcException.Unavailable.class, () -> connection.call("never", "[]", Json::text));
    assertTrue(late.getMessage().contains("bridge.example.request-timeout"), late.getMessage());
    assertFalse(connection.isOpen());
  }

  @Test
  void shouldWaitForALongAnswerWhileTheNodeStillAnswersOtherwise() throws Exception {
    open(Duration.ofSeconds(20), Duration.ofMillis(400), 1 << 20);
    assertEquals("late", connection.call("slow", "[]", Json::text));
  }

  @Test
  void shouldEndWhenTheNodeAnswersNothingAtAll() throws Exception {
    open(Duration.ofSeconds(20), Duration.ofMillis(400), 1 << 20);
    stalled = true;
    var silent =
        assertThrows(
            RpcException.Unavailable.class, () -> connection.call("never", "[]", Json::text));
    assertTrue(silent.getMessage().contains("bridge.example.silence-timeout"), silent::getMessage);
    assertFalse(connection.isOpen());
  }

  @Test
  void shouldEndWhenAMessageIsTooLong() throws Exception {
    open(Duration.ofSeconds(20), 2048);
    var tooLong =
        assertThrows(
            RpcException.Unavailable.class, () -> connection.call("long", "[]", Json::text));
    assertTrue(tooLong.getMessage().contains("bridge.example.max-message-bytes"));
    assertFalse(connection.isOpen());
  }

  @Test
  void shouldHandOnWhatASubscriptionBringsFromTheFirstItemOn() throws Exception {
    open();
    SENT.add("first");
    SENT.add("second");
    var items = new LinkedBlockingQueue<String>();
    Subscription _ = watch(items::add);
    assertEquals("first", items.poll(20, TimeUnit.SECONDS));
    assertEquals("second", items.poll(20, TimeUnit.SECONDS));
    SENT.add("third");
    server.push();
    assertEquals("third", items.poll(20, TimeUnit.SECONDS));
  }

  @Test
  void shouldHandOnNothingOnceASubscriptionIsClosed() throws Exception {
    open();
    var items = new LinkedBlockingQueue<String>();
    watch(items::add).close();
    SENT.add("late");
    server.push();
    assertEquals("said", connection.call("echo", "[]", Json::text));
    assertEquals(0, items.size());
  }

  @Test
  void shouldTellSubscribersThatTheConnectionEnded() throws Exception {
    open();
    var ended = new CompletableFuture<RpcException>();
    Subscription _ =
        watch(
            new Subscriber<>() {
              @Override
              public void next(String item) {}

              @Override
              public void ended(RpcException.Unavailable why) {
                ended.complete(why);
              }
            });
    server.dropConnections();
    assertTrue(ended.get(20, TimeUnit.SECONDS).getMessage().contains(server.endpoint().toString()));
  }

  @Test
  void shouldRefuseWhatIsNoEndpoint() {
    assertThrows(
        RpcException.Unavailable.class,
        () ->
            RpcConnection.open(
                HTTP,
                "http://127.0.0.1",
                new RpcLimits(Duration.ofSeconds(1), Duration.ofSeconds(1), 1, 2048, "x")));
  }
}
