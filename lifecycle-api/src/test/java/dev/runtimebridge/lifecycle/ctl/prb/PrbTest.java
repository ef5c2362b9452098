package dev.runtimebridge.lifecycle.ctl.prb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.lifecycle.ctl.inventory.Declaration;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PrbTest {
  private static final String ALICE = "45R2pfjQUW2s9PQRHU48HQKLKHVMaDja7N3wpBtmF28UYDs2";

  @Test
  void shouldReadAllOfVersionThree() throws Exception {
    try (var prb = FakePrb.answering(FakePrb.V3)) {
      OldBridge old = PrbV3.read(prb.uri());
      assertEquals(
          List.of(
              new OldPool("42", "Pool 42", false, Optional.of(ALICE), Optional.empty()),
              new OldPool("43", "idle", true, Optional.empty(), Optional.empty()),
              new OldPool("44", "empty", false, Optional.empty(), Optional.empty())),
          old.pools());
      assertEquals(
          List.of(true, true, false), old.workers().stream().map(OldWorker::driven).toList());
    }
  }

  @Test
  void shouldReadAllOfVersionTwoButTheKey() throws Exception {
    try (var prb = FakePrb.answering(FakePrb.V2)) {
      OldBridge old = PrbV2.read(prb.uri(), Optional.empty());
      assertEquals(
          List.of(new OldPool("42", "home", false, Optional.of(ALICE), Optional.empty())),
          old.pools());
      assertEquals(
          List.of(
              new OldWorker(
                  "tee-1", "http://10.0.0.7:8000", "42", "1000000000000", true, false, true)),
          old.workers());
      PrbUnreadable other =
          assertThrows(PrbUnreadable.class, () -> PrbV2.read(prb.uri(), Optional.of("QmOther")));
      assertTrue(other.sentence().contains("QmXYZ; name one with --peer"), other.sentence());
    }
  }

  @Test
  void shouldDeclareItStoppedUnderNamesThatCanBe() throws Exception {
    try (var prb = FakePrb.answering(FakePrb.V3)) {
      var takeover = new Takeover(Map.of(), true);
      Declaration declared = takeover.of(PrbV3.read(prb.uri()), Set.of());
      assertEquals(List.of(), takeover.faults());
      assertEquals(
          List.of(
              "pool \"Pool 42\" is called Pool-42 here", "worker \"tee 2\" is called tee-2 here"),
          takeover.renamed());
      assertEquals(
          List.of(
              "tee-1: pool 42, http://10.0.0.7:8000/, stake 1500 PHA, stopped",
              "tee-2: pool 42, http://10.0.0.8:8000/, stake 0.5 PHA, stopped, sync only",
              "gk: pool 43, https://gk.example:8000/, stake 0 PHA, stopped, gatekeeper"),
          declared.workers().stream().map(it -> it.name() + ": " + it.words()).toList());
      assertEquals(
          Optional.of(ALICE),
          declared.pools().getFirst().operator().flatMap(operator -> operator.account()));
    }
  }

  @Test
  void shouldTellAllThatCannotBeTakenOver() {
    var old =
        new OldBridge(
            List.of(pool("0", "zero"), pool("42", "home")),
            List.of(
                worker("a b", "http://a:1", "42", "1"),
                worker("a-b", "http://a:1/", "42", "x"),
                worker("c", "nowhere", "42", "1")));
    var takeover = new Takeover(Map.of(), true);
    var all = takeover.of(old, Set.of());
    assertEquals(1, all.workers().size());
    assertEquals(5, takeover.faults().size(), takeover.faults()::toString);
    var some = new Takeover(Map.of(), true);
    assertEquals(0, some.of(old, Set.of(7L)).pools().size());
    assertEquals(List.of("pool 7: the old bridge does not have it"), some.faults());
  }

  @Test
  void shouldRefuseAnswersThatAreNotThoseOfABridge() throws Exception {
    for (String hostile :
        List.of(
            "<html>",
            "{\"a\":1",
            "[{\"pid\":42,\"name\":7}]",
            "[{\"pid\":1.5}]",
            "{\"workers\":{}}",
            "[".repeat(10_000),
            "[{\"name\":\"x\",\"name\":\"y\"}]",
            "[] []")) {
      try (var prb = FakePrb.answering(FakePrb.V3)) {
        prb.answer("/wm/config {\"GetAllPoolsWithWorkers\"", hostile);
        PrbUnreadable refused =
            assertThrows(PrbUnreadable.class, () -> PrbV3.read(prb.uri()), hostile);
        assertTrue(refused.sentence().length() < 600, refused.sentence());
      }
    }
  }

  @Test
  void shouldNotWaitForEverForAnOldBridgeThatSaysNothing() throws Exception {
    try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      URI base = URI.create("http://127.0.0.1:" + silent.getLocalPort());
      try (var http = new PrbHttp(base, Duration.ofMillis(200), 1_000)) {
        assertThrows(PrbUnreadable.class, () -> http.get("/workers/status"));
      }
    }
  }

  @Test
  void shouldStopReadingWhatIsTooMuchOrDripsInSlowly() throws Exception {
    try (var prb = FakePrb.answering(Map.of("/large ", " ".repeat(2_000) + "[]"));
        var http = new PrbHttp(prb.uri(), Duration.ofSeconds(30), 1_000)) {
      assertThrows(PrbUnreadable.class, () -> http.get("/large"));
    }
    try (var slow = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> drip(slow));
      URI base = URI.create("http://127.0.0.1:" + slow.getLocalPort());
      try (var http = new PrbHttp(base, Duration.ofMillis(300), 1_000)) {
        PrbUnreadable late = assertThrows(PrbUnreadable.class, () -> http.get("/slow"));
        assertTrue(late.sentence().contains("took longer than"), late.sentence());
      }
    }
  }

  /** Promises more than it ever sends. */
  private static void drip(ServerSocket server) {
    try (var connection = server.accept()) {
      connection
          .getOutputStream()
          .write("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n[".getBytes(UTF_8));
      while (connection.getInputStream().read() >= 0) {
        connection.getOutputStream().write(' ');
      }
    } catch (IOException e) {
      // The client has gone, which is what it should do.
    }
  }

  private static OldPool pool(String pid, String name) {
    return new OldPool(pid, name, false, Optional.empty(), Optional.empty());
  }

  private static OldWorker worker(String name, String endpoint, String pid, String stake) {
    return new OldWorker(name, endpoint, pid, stake, false, false, true);
  }
}
