package dev.runtimebridge.devnet.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.runtimebridge.devnet.Devnet;
import dev.runtimebridge.devnet.DevnetSettings;
import dev.runtimebridge.devnet.chain.Block;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.Hex;
import dev.runtimebridge.substrate.grandpa.FinalityProof;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.hash.Hashing;
import dev.runtimebridge.substrate.header.Header;
import dev.runtimebridge.substrate.storage.StorageChanges;
import dev.runtimebridge.substrate.storage.StorageKeys;
import dev.runtimebridge.substrate.trie.ReadProof;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is answered must have the shapes that real nodes give it. */
class NodeShapesTest {
  private static Devnet devnet;
  private WireClient relay;
  private WireClient para;

  @BeforeAll
  static void start() {
    devnet = Devnet.start(DevnetSettings.builder().history(120).storageChangeBytes(4096).build());
  }

  @AfterAll
  static void stop() {
    devnet.stop();
  }

  @BeforeEach
  void connect() {
    relay = new WireClient(devnet.relayEndpoints().getFirst());
    para = new WireClient(devnet.paraEndpoints().getFirst());
  }

  @AfterEach
  void disconnect() {
    relay.close();
    para.close();
  }

  @Test
  void shouldGiveHeadersThatHashToTheHashAskedFor() throws Exception {
    String hash = relay.result("chain_getBlockHash", 100).textValue();
    JsonNode json = relay.result("chain_getHeader", hash);

    assertEquals("0x64", json.path("number").textValue());
    assertEquals(hash, header(json).hash().toString());
    assertEquals(json, relay.result("chain_getBlock", hash).path("block").path("header"));
    assertTrue(relay.call("chain_getHeader", "0x" + "11".repeat(32)).path("result").isNull());
    assertTrue(relay.call("chain_getBlockHash", 1_000_000).path("result").isNull());
  }

  @Test
  void shouldGiveHashesOfManyNumbers() throws Exception {
    JsonNode hashes = relay.result("chain_getBlockHash", List.of(0, 5, 999_999, "0x7"));

    assertEquals(4, hashes.size());
    assertEquals(devnet.chains().relay().genesis().hash().toString(), hashes.get(0).textValue());
    assertTrue(hashes.get(2).isNull());
    assertEquals(relay.result("chain_getBlockHash", 7), hashes.get(3));
    assertEquals(
        relay.result("chain_getHeader").path("number").textValue(),
        "0x" + Long.toHexString(devnet.status().relayBest()));
  }

  @Test
  void shouldPutJustificationsBesideTheBlocksThatKeepThem() throws Exception {
    JsonNode kept = relay.result("chain_getBlock", relay.result("chain_getBlockHash", 100));
    JsonNode none = relay.result("chain_getBlock", relay.result("chain_getBlockHash", 101));

    assertEquals("[70,82,78,75]", kept.path("justifications").get(0).get(0).toString());
    assertTrue(kept.path("justifications").get(0).get(1).size() > 400);
    assertTrue(none.path("justifications").isNull());
    assertTrue(kept.path("block").path("extrinsics").get(0).textValue().startsWith("0x"));
  }

  @Test
  void shouldProveFinalityOrSayWhyNot() throws Exception {
    byte[] encoded = Hex.decode(relay.result("grandpa_proveFinality", 10).textValue());
    FinalityProof proof = FinalityProof.decode(encoded);
    JsonNode error = relay.error("grandpa_proveFinality", 5_000);

    assertEquals(relay.result("chain_getBlockHash", 50).textValue(), proof.block().toString());
    assertEquals(40, proof.unknownHeaders().size());
    assertTrue(error.path("message").textValue().contains("not yet finalized"));
    assertEquals(-32601, para.error("grandpa_proveFinality", 1).path("code").intValue());
  }

  @Test
  void shouldReadStorageAndProveIt() throws Exception {
    String key = StorageKeys.paraHead(2004).hex();
    JsonNode hash = relay.result("chain_getBlockHash", 90);
    JsonNode header = relay.result("chain_getHeader", hash);
    JsonNode proof = relay.result("state_getReadProof", List.of(key, "0xdead"), hash);
    JsonNode value = relay.result("state_getStorage", key, hash);

    assertEquals(hash, proof.path("at"));
    var read =
        ReadProof.of(
            Hash256.fromHex(header.path("stateRoot").textValue()),
            StreamSupport.stream(proof.path("proof").spliterator(), false)
                .map(node -> Bytes.fromHex(node.textValue()))
                .toList());
    var found = assertInstanceOf(ReadProof.Lookup.Found.class, read.read(Bytes.fromHex(key)));
    assertEquals(value.textValue(), found.value().hex());
    assertInstanceOf(ReadProof.Lookup.Absent.class, read.read(Bytes.fromHex("0xdead")));
    Bytes bytes = Bytes.fromHex(value.textValue());
    assertEquals(bytes.length(), relay.result("state_getStorageSize", key, hash).intValue());
    assertEquals(
        Hashing.blake2b256(bytes.toByteArray()).toString(),
        relay.result("state_getStorageHash", key, hash).textValue());
    assertTrue(relay.call("state_getStorage", "0xdead", hash).path("result").isNull());
    assertEquals(
        4003, relay.error("state_getStorage", key, "0x" + "11".repeat(32)).path("code").intValue());
  }

  @Test
  void shouldPageKeysAndGiveAllPairs() throws Exception {
    JsonNode hash = para.result("chain_getBlockHash", 20);
    List<String> keys = new ArrayList<>();
    JsonNode page;
    do {
      Object from = keys.isEmpty() ? null : keys.getLast();
      page = para.result("state_getKeysPaged", "0x", 300, from, hash);
      page.forEach(key -> keys.add(key.textValue()));
    } while (page.size() == 300);
    JsonNode pairs = para.result("state_getPairs", "0x", hash);

    assertEquals(pairs.size(), keys.size());
    assertTrue(keys.size() > 900, keys.size() + " keys");
    assertEquals(pairs.get(7).get(0).textValue(), keys.get(7));
    assertEquals(4002, para.error("state_getKeysPaged", "0x", 1001).path("code").intValue());
  }

  @Test
  void shouldGiveStorageChangesInAllThreeForms() throws Exception {
    JsonNode from = para.result("chain_getBlockHash", 30);
    JsonNode to = para.result("chain_getBlockHash", 32);
    JsonNode changes = para.result("pha_getStorageChanges", from, to);
    JsonNode withRoot = para.result("pha_getStorageChangesWithRoot", from, to);
    Block block = devnet.chains().para().block(30).orElseThrow();

    assertEquals(3, changes.size());
    assertEquals(block.changes(), changes(changes.get(0)));
    assertEquals(1, changes.get(0).path("childStorageChanges").size());
    assertEquals(changes.get(1), withRoot.get(1).path("changes"));
    assertEquals(32, withRoot.get(0).path("stateRoot").size());
    assertEquals(
        Hex.encode(block.changes().encode()),
        para.result("pha_getStorageChangesAt", from).textValue());
    assertEquals(0, para.result("pha_getMqNextSequence", "05").intValue());
    assertEquals(10_000, para.error("pha_getStorageChanges", to, from).path("code").intValue());
    assertTrue(
        para.result("pha_getStorageChanges", hash(para, 0), hash(para, 0))
                .get(0)
                .path("mainStorageChanges")
                .size()
            > 900);
  }

  @Test
  void shouldProveChildTries() throws Exception {
    Block block = devnet.chains().para().block(30).orElseThrow();
    StorageChanges.ChildChanges child = block.changes().child().getFirst();
    StorageChanges.Change change = child.changes().getFirst();
    String prefixed =
        Bytes.concat(
                Bytes.utf8(":child_storage:default:").toByteArray(),
                child.storageKey().toByteArray())
            .hex();
    String at = block.hash().toString();
    JsonNode proof =
        para.result("state_getChildReadProof", prefixed, List.of(change.key().hex()), at);
    var read =
        ReadProof.of(
            block.header().stateRoot(),
            StreamSupport.stream(proof.path("proof").spliterator(), false)
                .map(node -> Bytes.fromHex(node.textValue()))
                .toList());

    var found =
        assertInstanceOf(
            ReadProof.Lookup.Found.class, read.readChild(child.storageKey(), change.key()));
    assertEquals(change.value().orElseThrow(), found.value());
    assertEquals(
        found.value().hex(),
        para.result("childstate_getStorage", prefixed, change.key().hex(), at).textValue());
  }

  @Test
  void shouldNotifySubscribersOfHeadsAndStorage() throws Exception {
    JsonNode number = textNode(StorageKeys.plain("System", "Number"));
    JsonNode heads = relay.result("chain_subscribeNewHeads");
    JsonNode first = relay.next();
    JsonNode finalized = para.result("chain_subscribeFinalizedHeads");
    long before = number(para.next());
    devnet.produce(2);

    assertEquals("chain_newHead", first.path("method").textValue());
    assertEquals(heads, first.path("params").path("subscription"));
    assertEquals(number(first) + 1, number(relay.next()));
    assertEquals(number(first) + 2, number(relay.next()));
    assertEquals(before + 1, number(para.next()));
    assertTrue(para.result("chain_unsubscribeFinalizedHeads", finalized).booleanValue());
    assertTrue(relay.result("chain_unsubscribeNewHeads", heads).booleanValue());
    assertFalse(relay.result("chain_unsubscribeNewHeads", heads).booleanValue());

    relay.result("state_subscribeStorage", List.of(number));
    JsonNode start = relay.next().path("params").path("result");
    devnet.produce(1);
    JsonNode next = relay.next().path("params").path("result");
    assertEquals(number, start.path("changes").get(0).get(0));
    assertNotEquals(start.path("changes"), next.path("changes"));
    assertEquals(66, next.path("block").textValue().length());
  }

  @Test
  void shouldDescribeItsRuntimeAndItself() throws Exception {
    JsonNode version = para.result("state_getRuntimeVersion");
    para.result("state_subscribeRuntimeVersion");
    JsonNode subscribed = para.next();
    JsonNode methods = para.result("rpc_methods").path("methods");

    assertEquals("devnet-para", version.path("specName").textValue());
    assertEquals(0, version.path("stateVersion").intValue());
    assertEquals(version, subscribed.path("params").path("result"));
    assertTrue(para.result("state_getMetadata").textValue().startsWith("0x6d6574610e"));
    assertEquals(30, para.result("system_properties").path("ss58Format").intValue());
    assertTrue(para.result("system_health").path("shouldHavePeers").booleanValue());
    assertTrue(para.result("system_syncState").path("currentBlock").longValue() > 50);
    assertTrue(methods.toString().contains("\"pha_getStorageChanges\""));
    for (String name :
        List.of(
            "system_chain",
            "system_name",
            "system_version",
            "system_chainType",
            "system_localPeerId")) {
      assertTrue(para.result(name).isTextual(), name);
    }
    assertEquals(1010, relay.error("author_submitExtrinsic", "0x00").path("code").intValue());
    assertEquals(1002, para.error("author_submitExtrinsic", "0x00").path("code").intValue());
  }

  @Test
  void shouldFollowTheRulesOfJsonRpc() throws Exception {
    relay.send("{\"jsonrpc\":\"2.0\",\"id\":\"text\",\"method\":\"system_name\"}");
    assertEquals("text", relay.next().path("id").textValue());
    relay.send("no json");
    assertEquals(-32700, relay.next().path("error").path("code").intValue());
    relay.send("{\"jsonrpc\":\"2.0\",\"id\":1}");
    assertEquals(-32600, relay.next().path("error").path("code").intValue());
    relay.send("[]");
    assertEquals(-32600, relay.next().path("error").path("code").intValue());
    relay.send(
        "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"system_name\"},"
            + "{\"jsonrpc\":\"2.0\",\"method\":\"system_name\"},"
            + "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"no_such\"}]");
    JsonNode batch = relay.next();
    assertEquals(2, batch.size());
    assertTrue(batch.get(0).has("result"));
    assertEquals(-32601, batch.get(1).path("error").path("code").intValue());
    assertEquals(-32602, relay.error("chain_getHeader", "0x12").path("code").intValue());
    assertEquals(-32602, relay.error("state_getStorage", 5).path("code").intValue());
    assertEquals(-32602, relay.error("state_getStorage", "0xzz").path("code").intValue());
  }

  @Test
  void shouldBoundWhatItReadsAndSends() throws Exception {
    JsonNode first = para.result("chain_getBlockHash", 0);
    JsonNode last = para.result("chain_getBlockHash", 50);
    // The whole genesis state several times over is more than one answer may hold.
    String call =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"pha_getStorageChanges\",\"params\":["
            + first
            + ","
            + last
            + "]}";
    para.send("[" + String.join(",", Collections.nCopies(20, call)) + "]");
    assertEquals(-32011, para.next().path("error").path("code").intValue());
    relay.send("[" + "1,".repeat(2000) + "1]");
    assertEquals(-32600, relay.next().path("error").path("code").intValue());
    relay.send(" ".repeat((16 << 20) + 1));
    assertTrue(relay.isCut());
  }

  @Test
  void shouldProve400KeysQuickly() throws Exception {
    JsonNode hash = para.result("chain_getBlockHash", 40);
    JsonNode keys = para.result("state_getKeysPaged", "0x", 400, null, hash);
    long best = Long.MAX_VALUE;
    for (int round = 0; round < 15; round++) {
      long start = System.nanoTime();
      assertTrue(para.result("state_getReadProof", keys, hash).path("proof").size() > 400);
      best = Math.min(best, (System.nanoTime() - start) / 1_000_000);
    }
    System.out.printf("measured readProofOf400KeysOverTheWireMs=%d%n", best);
    assertTrue(best < 500, "a proof of 400 keys took " + best + " ms");
  }

  @Test
  void shouldAnswerOverHttpToo() throws Exception {
    URI endpoint = devnet.relayEndpoints().getFirst();
    URI http = URI.create("http://" + endpoint.getAuthority());
    String body = "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"system_chain\",\"params\":[]}";
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(http).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
              HttpResponse.BodyHandlers.ofString());

      assertEquals("{\"jsonrpc\":\"2.0\",\"result\":\"Devnet Relay\",\"id\":3}", answer.body());
    }
  }

  private static JsonNode hash(WireClient client, int number) throws Exception {
    return client.result("chain_getBlockHash", number);
  }

  private static JsonNode textNode(Bytes key) {
    return WireClient.JSON.getNodeFactory().textNode(key.hex());
  }

  private static long number(JsonNode notification) {
    String hex = notification.path("params").path("result").path("number").textValue();
    return Long.parseLong(hex.substring(2), 16);
  }

  static Header header(JsonNode json) {
    List<byte[]> logs = new ArrayList<>();
    json.path("digest").path("logs").forEach(log -> logs.add(Hex.decode(log.textValue())));
    return Header.fromJsonParts(
        Hash256.fromHex(json.path("parentHash").textValue()),
        Long.parseLong(json.path("number").textValue().substring(2), 16),
        Hash256.fromHex(json.path("stateRoot").textValue()),
        Hash256.fromHex(json.path("extrinsicsRoot").textValue()),
        logs);
  }

  static StorageChanges changes(JsonNode json) {
    List<StorageChanges.ChildChanges> child = new ArrayList<>();
    for (JsonNode each : json.path("childStorageChanges")) {
      child.add(
          new StorageChanges.ChildChanges(
              Bytes.fromHex(each.get(0).textValue()), changeList(each.get(1))));
    }
    return new StorageChanges(changeList(json.path("mainStorageChanges")), child);
  }

  private static List<StorageChanges.Change> changeList(JsonNode json) {
    List<StorageChanges.Change> changes = new ArrayList<>();
    for (JsonNode each : json) {
      Bytes key = Bytes.fromHex(each.get(0).textValue());
      changes.add(
          each.get(1).isNull()
              ? StorageChanges.Change.remove(key)
              : StorageChanges.Change.put(key, Bytes.fromHex(each.get(1).textValue())));
    }
    return changes;
  }
}
