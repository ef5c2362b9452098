package dev.runtimebridge.devnet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.runtimebridge.devnet.chain.Block;
import dev.runtimebridge.devnet.count.ChainCount;
import dev.runtimebridge.devnet.count.ExecutedCall;
import dev.runtimebridge.devnet.node.Faults;
import dev.runtimebridge.devnet.node.WireClient;
import dev.runtimebridge.devnet.runtime.DevAccount;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.codec.Value;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.key.AccountId;
import dev.runtimebridge.substrate.key.Ss58;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Transactions on their way from a node to a final block, as a client sees it. */
class TransactionsTest {
  @TempDir private Path folder;

  private Devnet devnet;
  private WireClient node;
  private DevSigner alice;

  @BeforeEach
  void start() {
    devnet = Devnet.start(settings());
    node = new WireClient(devnet.paraEndpoints().getFirst());
    alice = new DevSigner(devnet, DevAccount.ALICE);
  }

  @AfterEach
  void stop() {
    node.close();
    devnet.close();
  }

  @Test
  void shouldFollowATransferFromThePoolToItsFinalBlock() throws Exception {
    Bytes transfer = alice.transfer(DevAccount.DAVE, 7);
    node.result("author_submitAndWatchExtrinsic", transfer.hex());
    assertEquals(List.of("ready", "broadcast"), statuses(2));
    assertEquals(List.of(transfer.hex()), texts(node.result("author_pendingExtrinsics")));
    assertEquals(1, nextIndex());
    devnet.produce(2);
    String block = devnet.chains().para().best().hash().toString();
    assertEquals(List.of("inBlock " + block), statuses(1));
    devnet.produce(3);

    assertEquals(List.of("finalized " + block), statuses(1));
    JsonNode body = node.result("chain_getBlock", block).path("block").path("extrinsics");
    assertEquals(transfer.hex(), body.get(1).textValue());
    assertEquals(0, node.result("author_pendingExtrinsics").size());
    assertEquals(1, nextIndex());
  }

  @Test
  void shouldHoldATransactionThatComesTooEarly() throws Exception {
    Bytes first = alice.transfer(DevAccount.DAVE, 1);
    Bytes second = alice.transfer(DevAccount.DAVE, 2);
    node.result("author_submitAndWatchExtrinsic", second.hex());
    assertEquals(List.of("future"), statuses(1));
    assertEquals(0, nextIndex());
    node.send(
        "{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"author_submitExtrinsic\",\"params\":[\"%s\"]}"
            .formatted(first.hex()));

    List<String> seen = new ArrayList<>();
    while (seen.size() < 3) {
      JsonNode message = node.next();
      seen.add(message.has("params") ? text(message) : message.path("result").textValue());
    }
    assertTrue(seen.containsAll(List.of("ready", "broadcast")), seen.toString());
    assertEquals(2, nextIndex());
    devnet.produce(2);
    assertEquals(3, devnet.chains().para().best().extrinsics().size());
  }

  @Test
  void shouldRefuseInTheWordsOfNodes() throws Exception {
    Bytes transfer = alice.transfer(DevAccount.DAVE, 7);
    byte[] forged = transfer.toByteArray();
    forged[60] ^= 1;
    JsonNode badProof = node.error("author_submitExtrinsic", Bytes.of(forged).hex());
    assertEquals(1010, badProof.path("code").intValue());
    assertEquals("Invalid Transaction", badProof.path("message").textValue());
    assertEquals("Transaction has a bad signature", badProof.path("data").textValue());
    node.result("author_submitExtrinsic", transfer.hex());
    assertEquals(1013, code(transfer));
    devnet.produce(2);
    assertEquals(1012, code(transfer));
    JsonNode outdated = node.error("author_submitExtrinsic", alice.again(0).hex());
    assertEquals("Transaction is outdated", outdated.path("data").textValue());
  }

  @Test
  void shouldTakeATransactionBackWhenItsBlockIsReplaced() throws Exception {
    Bytes transfer = alice.transfer(DevAccount.DAVE, 7);
    node.result("author_submitAndWatchExtrinsic", transfer.hex());
    assertEquals(List.of("ready", "broadcast"), statuses(2));
    devnet.reorganiseNext(1);
    devnet.produce(2);
    Block retracted = devnet.chains().para().best();
    assertEquals(List.of("inBlock " + retracted.hash()), statuses(1));
    devnet.produce(2);
    Block again = devnet.chains().para().best();

    assertEquals(
        List.of("retracted " + retracted.hash(), "ready", "broadcast", "inBlock " + again.hash()),
        statuses(4));
    assertEquals(retracted.number() + 1, again.number());
    Block sibling = devnet.chains().para().block(retracted.number()).orElseThrow();
    assertNotEquals(retracted.hash(), sibling.hash());
    assertEquals(1, sibling.extrinsics().size());
    devnet.produce(4);
    assertEquals(List.of("finalized " + again.hash()), statuses(1));
  }

  @Test
  void shouldForgetKeepBackAndRefuseTransactionsAsAsked() throws Exception {
    devnet.paraNode(0).setFaults(Faults.NONE.withDroppedTransactions(1));
    Bytes transfer = alice.transfer(DevAccount.DAVE, 7);
    node.result("author_submitExtrinsic", transfer.hex());
    devnet.produce(2);
    assertEquals(1, devnet.chains().para().best().extrinsics().size());
    devnet.paraNode(0).setFaults(Faults.NONE.withOutdatedTransactions(1).withKeptTransactions(2));
    assertEquals(1010, code(transfer));
    node.result("author_submitExtrinsic", transfer.hex());
    devnet.produce(4);
    assertEquals(0, devnet.count().transactions());
    devnet.produce(2);
    assertEquals(1, devnet.count().transactions());
  }

  @Test
  void shouldBeSoundAgainAfterSomeBlocks() throws Exception {
    devnet.paraNode(0).setFaults(Faults.NONE.withHiddenMethods("system_name").withHealing(2));
    node.error("system_name");
    devnet.produce(2);
    node.error("system_name");
    devnet.produce(2);

    assertTrue(node.result("system_name").isTextual());
  }

  @Test
  void shouldComeBackWithTheSameChainAndGoOn() throws Exception {
    submit(alice.transfer(DevAccount.DAVE, 1));
    devnet.reorganiseNext(1);
    devnet.produce(5);
    long upgrade = devnet.chains().para().best().number() + 1;
    devnet.upgradeRuntimeAt(upgrade);
    submit(alice.transfer(DevAccount.DAVE, 2));
    devnet.produce(6);
    List<Hash256> seen = hashes(devnet);
    stop();
    Path journal = folder.resolve("para-blocks.journal");
    byte[] written = Files.readAllBytes(journal);
    Files.write(journal, Arrays.copyOf(written, written.length + 3));

    devnet = Devnet.start(settings());
    node = new WireClient(devnet.paraEndpoints().getFirst());
    assertEquals(seen, hashes(devnet));
    assertEquals(1252, node.result("state_getRuntimeVersion").path("specVersion").intValue());
    Hash256 before = devnet.chains().para().block(upgrade - 1).orElseThrow().hash();
    assertEquals(
        1251,
        node.result("state_getRuntimeVersion", before.toString()).path("specVersion").intValue());
    assertNotEquals(
        node.result("state_getMetadata"), node.result("state_getMetadata", before.toString()));
    submit(new DevSigner(devnet, DevAccount.ALICE).transfer(DevAccount.DAVE, 3));
    devnet.produce(2);
    assertEquals(3, devnet.count().transactions());
  }

  @Test
  void shouldCountWhatWasDoneWithinBatchesAndProxies() throws Exception {
    var bob = new DevSigner(devnet, DevAccount.BOB);
    Bytes worker = Bytes.of(new byte[32]);
    Bytes add =
        bob.call(
            "PhalaStakePoolv2",
            "add_worker",
            Value.field("pid", Value.of(1)),
            Value.field("pubkey", Value.of(worker)));
    Bytes remark =
        bob.call("System", "remark", Value.field("remark", Value.of(Bytes.utf8("hello"))));
    submit(bob.sign(bob.proxied(DevAccount.ALICE, bob.batch(add, remark))));
    submit(bob.sign(bob.batch(remark, add)));
    submit(bob.sign(add));
    devnet.produce(2);

    ChainCount count = devnet.count();
    assertEquals(3, count.transactions());
    List<ExecutedCall> adds = count.calls("PhalaStakePoolv2.add_worker");
    assertEquals(
        List.of(DevAccount.ALICE.account(), DevAccount.BOB.account(), DevAccount.BOB.account()),
        adds.stream().map(ExecutedCall::caller).toList());
    assertEquals(Optional.of("PhalaStakePoolv2.WorkerNotRegistered"), adds.getFirst().error());
    assertTrue(adds.stream().noneMatch(ExecutedCall::succeeded));
    assertEquals(1, count.repeated().size());
    List<ExecutedCall> remarks = count.calls("System.remark");
    assertEquals(2, remarks.size());
    assertTrue(count.fees().get(DevAccount.BOB.account()).signum() > 0);
    assertEquals(count.paid(), count.fees().get(DevAccount.BOB.account()));
    assertEquals(
        Map.of(
            "PhalaStakePoolv2.add_worker", Map.of("PhalaStakePoolv2.WorkerNotRegistered", 3L),
            "System.remark", Map.of("done", 1L, "System.CallFiltered", 1L)),
        count.summary().get("calls"));
  }

  private DevnetSettings settings() {
    return DevnetSettings.builder().history(20).storageChangeBytes(512).dataDir(folder).build();
  }

  private void submit(Bytes transaction) throws Exception {
    node.result("author_submitExtrinsic", transaction.hex());
  }

  private int code(Bytes transaction) throws Exception {
    return node.error("author_submitExtrinsic", transaction.hex()).path("code").intValue();
  }

  private int nextIndex() throws Exception {
    String address = Ss58.encode(new AccountId(DevAccount.ALICE.account()), 30);
    return node.result("system_accountNextIndex", address).intValue();
  }

  private List<String> statuses(int count) throws Exception {
    List<String> statuses = new ArrayList<>();
    while (statuses.size() < count) {
      statuses.add(text(node.next()));
    }
    return statuses;
  }

  private static String text(JsonNode notification) {
    assertEquals("author_extrinsicUpdate", notification.path("method").textValue());
    JsonNode status = notification.path("params").path("result");
    if (status.isTextual()) {
      return status.textValue();
    }
    var field = status.properties().iterator().next();
    return field.getValue().isArray()
        ? field.getKey()
        : field.getKey() + " " + field.getValue().textValue();
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(each -> texts.add(each.textValue()));
    return texts;
  }

  private static List<Hash256> hashes(Devnet devnet) {
    List<Hash256> hashes = new ArrayList<>();
    for (long number = 0; number <= devnet.status().paraBest(); number++) {
      hashes.add(devnet.chains().para().block(number).orElseThrow().hash());
    }
    return hashes;
  }
}
