package dev.runtimebridge.devnet.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.runtimebridge.devnet.Devnet;
import dev.runtimebridge.devnet.DevnetSettings;
import dev.runtimebridge.devnet.chain.Block;
import dev.runtimebridge.devnet.chain.DevChain;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.Hex;
import dev.runtimebridge.substrate.grandpa.FinalityProof;
import dev.runtimebridge.substrate.grandpa.GrandpaJustification;
import dev.runtimebridge.substrate.grandpa.JustificationVerifier;
import dev.runtimebridge.substrate.grandpa.Verdict;
import dev.runtimebridge.substrate.storage.StorageKeys;
import dev.runtimebridge.substrate.trie.ReadProof;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each fault must show on the node that has it, only there, and be gone when it is lifted. */
class FaultsTest {
  private static Devnet devnet;

  @BeforeAll
  static void start() {
    devnet =
        Devnet.start(
            DevnetSettings.builder().history(90).storageChangeBytes(2048).relayNodes(2).build());
  }

  @AfterAll
  static void stop() {
    devnet.stop();
  }

  @AfterEach
  void heal() {
    devnet.relayNode(0).setFaults(Faults.NONE);
    devnet.paraNode(0).setFaults(Faults.NONE);
  }

  @Test
  void shouldCutConnections() throws Exception {
    try (var client = relay(0);
        var other = relay(1)) {
      client.result("system_name");
      devnet.relayNode(0).dropConnections();
      assertTrue(client.isCut());
      other.result("system_name");
    }
    devnet.relayNode(0).setFaults(Faults.NONE.withDropAfter(2));
    try (var client = relay(0)) {
      client.result("system_name");
      client.result("system_name");
      client.send("{\"id\":9,\"method\":\"system_name\"}");
      assertTrue(client.isCut());
    }
  }

  @Test
  void shouldRefuseConnectionsAndTakeThemAgainOnTheSamePort() throws Exception {
    URI endpoint = devnet.relayEndpoints().getFirst();
    devnet.relayNode(0).setFaults(Faults.NONE.withRefusedConnections());
    assertThrows(CompletionException.class, () -> relay(0).close());
    devnet.relayNode(0).setFaults(Faults.NONE);

    assertEquals(endpoint, devnet.relayEndpoints().getFirst());
    try (var client = relay(0)) {
      client.result("system_name");
    }
  }

  @Test
  void shouldStall() throws Exception {
    try (var client = relay(0)) {
      devnet.relayNode(0).setFaults(Faults.NONE.withStall());
      client.send("{\"id\":1,\"method\":\"system_name\"}");
      assertTrue(client.isSilentFor(200));
    }
  }

  @Test
  void shouldBeSlow() throws Exception {
    try (var client = relay(0)) {
      devnet.relayNode(0).setFaults(Faults.NONE.withSlow(Duration.ofMillis(150)));
      long start = System.nanoTime();
      client.result("system_name");
      assertTrue(System.nanoTime() - start >= 150_000_000L);
    }
  }

  @Test
  void shouldGiveBadJustifications() throws Exception {
    assertInstanceOf(Verdict.Valid.class, verdict());
    devnet.relayNode(0).setFaults(Faults.NONE.withBadJustification());
    var invalid = assertInstanceOf(Verdict.Invalid.class, verdict());
    assertEquals(Verdict.Reason.BAD_SIGNATURE, invalid.reason());
  }

  @Test
  void shouldGiveBadProofs() throws Exception {
    assertInstanceOf(ReadProof.Lookup.Found.class, provenHead());
    devnet.relayNode(0).setFaults(Faults.NONE.withBadProof());
    assertInstanceOf(ReadProof.Lookup.Unproven.class, provenHead());
  }

  @Test
  void shouldGiveWrongStorageChanges() throws Exception {
    DevChain chain = devnet.chains().para();
    Block parent = chain.block(4).orElseThrow();
    Block block = chain.block(5).orElseThrow();
    devnet.paraNode(0).setFaults(Faults.NONE.withWrongStorageChanges());
    try (var client = para()) {
      String hash = block.hash().toString();
      JsonNode changes = client.result("pha_getStorageChanges", hash, hash).get(0);
      assertNotEquals(
          block.header().stateRoot(), parent.state().apply(NodeShapesTest.changes(changes)).root());
    }
  }

  @Test
  void shouldGiveHeadersWithAnotherParent() throws Exception {
    devnet.relayNode(0).setFaults(Faults.NONE.withWrongParent());
    try (var client = relay(0)) {
      String hash = client.result("chain_getBlockHash", 20).textValue();
      JsonNode header = client.result("chain_getHeader", hash);
      assertNotEquals(hash, NodeShapesTest.header(header).hash().toString());
    }
  }

  @Test
  void shouldAnswerForAnotherChain() throws Exception {
    devnet.relayNode(0).setFaults(Faults.NONE.withWrongChain());
    try (var wrong = relay(0);
        var right = relay(1)) {
      assertNotEquals(right.result("chain_getBlockHash", 0), wrong.result("chain_getBlockHash", 0));
      String hash = wrong.result("chain_getBlockHash", 80).textValue();
      assertEquals(
          hash, NodeShapesTest.header(wrong.result("chain_getHeader", hash)).hash().toString());
      assertTrue(wrong.result("grandpa_proveFinality", 10).isTextual());
    }
  }

  @Test
  void shouldForgetHistory() throws Exception {
    devnet.paraNode(0).setFaults(Faults.NONE.withPruning(10));
    long finalized = devnet.status().paraFinalized();
    try (var client = para()) {
      JsonNode old = client.result("chain_getBlockHash", 5);
      JsonNode oldest = client.result("chain_getBlockHash", finalized - 10);
      JsonNode kept = client.result("chain_getBlockHash", finalized - 9);

      JsonNode error = client.error("state_getStorage", "0x00", old);
      assertEquals(4003, error.path("code").intValue());
      assertTrue(error.path("message").textValue().contains("State already discarded"));
      error = client.error("pha_getStorageChanges", old, old);
      assertEquals(10_000, error.path("code").intValue());
      assertTrue(error.path("message").textValue().contains("block body not found"));
      error = client.error("pha_getStorageChanges", oldest, oldest);
      assertTrue(error.path("message").textValue().contains("State already discarded"));
      assertEquals(1, client.result("pha_getStorageChanges", kept, kept).size());
      assertTrue(client.call("chain_getBlock", old).path("result").isNull());
      assertTrue(client.result("chain_getHeader", old).isObject());
    }
  }

  @Test
  void shouldLag() throws Exception {
    devnet.relayNode(0).setFaults(Faults.NONE.withLag(30));
    try (var behind = relay(0);
        var ahead = relay(1)) {
      JsonNode hidden = ahead.result("chain_getFinalizedHead");
      long height = devnet.status().relayFinalized();
      assertEquals(
          ahead.result("chain_getBlockHash", height - 30), behind.result("chain_getFinalizedHead"));
      assertTrue(behind.call("chain_getHeader", hidden).path("result").isNull());
      behind.error("grandpa_proveFinality", height);
    }
  }

  @Test
  void shouldHideMethods() throws Exception {
    devnet.relayNode(0).setFaults(Faults.NONE.withHiddenMethods("grandpa_proveFinality"));
    try (var client = relay(0)) {
      assertEquals(-32601, client.error("grandpa_proveFinality", 1).path("code").intValue());
      assertFalse(client.result("rpc_methods").toString().contains("grandpa_proveFinality"));
    }
  }

  @Test
  void shouldTakeFaultsOverHttp() throws Exception {
    String stalled = post("/faults", "{\"node\":\"relay-0\",\"faults\":{\"stall\":true}}");
    assertTrue(WireClient.JSON.readTree(stalled).path("relay-0").path("stall").asBoolean());
    assertTrue(devnet.relayNode(0).faults().stall());
    assertEquals(-1, devnet.relayNode(0).faults().keepBlocks());
    post("/faults", "{\"node\":\"relay-0\",\"faults\":{}}");
    assertEquals(Faults.NONE, devnet.relayNode(0).faults());
    assertTrue(post("/faults", "{\"node\":\"nobody\"}").contains("no node"));
    assertTrue(post("/faults", "{\"node\":\"relay-0\",\"faults\":{\"stal\":1}}").contains("error"));

    long before = devnet.status().relayBest();
    post("/produce", "{\"relayBlocks\":3}");
    assertEquals(before + 3, devnet.status().relayBest());
  }

  private static Verdict verdict() throws Exception {
    try (var client = relay(0)) {
      byte[] encoded = Hex.decode(client.result("grandpa_proveFinality", 10).textValue());
      FinalityProof proof = FinalityProof.decode(encoded);
      Block block = devnet.chains().relay().block(proof.block()).orElseThrow();
      return JustificationVerifier.verify(
          GrandpaJustification.decode(proof.justification().toByteArray()),
          block.hash(),
          block.number(),
          devnet.chains().finality().sets().set(0));
    }
  }

  private static ReadProof.Lookup provenHead() throws Exception {
    Block block = devnet.chains().relay().block(40).orElseThrow();
    Bytes key = StorageKeys.paraHead(2004);
    try (var client = relay(0)) {
      JsonNode proof =
          client.result("state_getReadProof", List.of(key.hex()), block.hash().toString());
      return ReadProof.of(
              block.header().stateRoot(),
              StreamSupport.stream(proof.path("proof").spliterator(), false)
                  .map(node -> Bytes.fromHex(node.textValue()))
                  .toList())
          .read(key);
    }
  }

  private static String post(String path, String body) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(devnet.controlEndpoint().resolve(path))
                  .POST(HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }

  private static WireClient relay(int node) {
    return new WireClient(devnet.relayEndpoints().get(node));
  }

  private static WireClient para() {
    return new WireClient(devnet.paraEndpoints().getFirst());
  }
}
