package dev.runtimebridge.devnet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.runtimebridge.devnet.node.WireClient;
import dev.runtimebridge.devnet.runtime.DevAccount;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.codec.Value;
import dev.runtimebridge.substrate.storage.StorageKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * polkadot-js knows nothing of the devnet, so it must find there what it finds on any network.
 * Needs Node.js and an installed @polkadot/api.
 */
class OrdinaryClientIT {
  @TempDir private Path folder;

  @Test
  void shouldServeAnOrdinarySubstrateClient() throws Exception {
    Path modules = modules();
    try (Devnet devnet = Devnet.start(DevnetSettings.builder().history(120).build())) {
      JsonNode seen = look(devnet, modules);

      assertEquals("[]", seen.path("complaints").toString());
      JsonNode relay = seen.path("relay");
      assertEquals("Devnet Relay", relay.path("chain").asText());
      assertEquals("devnet-relay", relay.path("spec").asText());
      assertEquals(2, relay.path("setId").asInt());
      assertEquals(4, relay.path("authorities").asInt());
      assertTrue(relay.path("head").asInt() > 100);
      JsonNode para = seen.path("para");
      assertEquals("Devnet Para", para.path("chain").asText());
      assertEquals(2004, para.path("paraId").asInt());
      assertTrue(para.path("load").asInt() > 100);
      assertEquals(
          devnet.chains().para().best().number(), (para.path("relayParent").asLong() - 8) / 2 + 1);
      for (JsonNode chain : new JsonNode[] {relay, para}) {
        assertEquals(chain.path("hashOfNumber").asText(), chain.path("hash").asText());
        assertEquals("1000000000000000000", chain.path("free").asText());
        assertEquals("system.ExtrinsicSuccess", chain.path("event").asText());
        assertEquals("timestamp.set", chain.path("extrinsic").asText());
        assertEquals(chain.path("now").asLong(), chain.path("extrinsicNow").asLong());
        assertTrue(chain.path("heads").size() >= 2, "heads " + chain.path("heads"));
        assertTrue(chain.path("proofNodes").asInt() > 1);
      }
    }
  }

  @Test
  void shouldLetAnOrdinaryClientReadVerifyAndSendTransactions() throws Exception {
    Path modules = modules();
    DevnetSettings settings = DevnetSettings.builder().history(20).storageChangeBytes(512).build();
    try (Devnet devnet = Devnet.start(settings);
        WireClient node = new WireClient(devnet.paraEndpoints().getFirst())) {
      var bob = new DevSigner(devnet, DevAccount.BOB);
      Bytes remark = bob.call("System", "remark", Value.field("remark", Value.of(new byte[400])));
      Bytes add = addWorker(bob);
      Bytes batch = bob.batch(add, remark);
      for (Bytes call : List.of(add, batch, bob.proxied(DevAccount.ALICE, batch))) {
        node.result("author_submitExtrinsic", bob.sign(call).hex());
      }
      devnet.upgradeRuntimeAt(devnet.chains().para().best().number() + 1);
      devnet.produce(4);
      Bytes anew = bob.batch(bob.proxied(DevAccount.ALICE, addWorker(bob)));
      node.result("author_submitExtrinsic", bob.sign(anew).hex());
      devnet.produce(2);
      JsonNode seen =
          run(
              "/ordinary-transactions.mjs",
              modules,
              devnet.paraEndpoints().getFirst(),
              devnet.controlEndpoint());

      assertEquals("[]", seen.path("complaints").toString());
      assertEquals("[]", seen.path("unverified").toString());
      assertEquals(
          "[\"phalaStakePoolv2.addWorker\","
              + "\"utility.forceBatch phalaStakePoolv2.addWorker system.remark\","
              + "\"proxy.proxy utility.forceBatch phalaStakePoolv2.addWorker system.remark\","
              + "\"utility.forceBatch proxy.proxy phalaStakePoolv2.addWorker\","
              + "\"balances.transferKeepAlive\"]",
          seen.path("calls").toString());
      JsonNode sent = seen.path("sent");
      assertEquals(12_345, sent.path("received").asLong(), sent.toString());
      assertEquals(0, sent.path("errors").asInt(), sent.toString());
      String paid = sent.path("fees").path("paid").asText();
      assertTrue(Long.parseLong(paid) > 0, sent.toString());
      for (String asked : List.of("expected", "told", "sum")) {
        assertEquals(paid, sent.path("fees").path(asked).asText(), asked);
      }
      assertEquals(
          "[\"Ready\",\"Broadcast\",\"InBlock\",\"Finalized\"]", sent.path("statuses").toString());
    }
  }

  private static Bytes addWorker(DevSigner signer) {
    return signer.call(
        "PhalaStakePoolv2",
        "add_worker",
        Value.field("pid", Value.of(1)),
        Value.field("pubkey", Value.of(new byte[32])));
  }

  private JsonNode look(Devnet devnet, Path modules) throws Exception {
    return run(
        "/ordinary-client.mjs",
        modules,
        devnet.relayEndpoints().getFirst(),
        devnet.paraEndpoints().getFirst(),
        anAccount(devnet),
        devnet.controlEndpoint());
  }

  private JsonNode run(String name, Object... arguments) throws Exception {
    Path script = Path.of(OrdinaryClientIT.class.getResource(name).toURI());
    Path out = folder.resolve("out");
    List<String> command = new ArrayList<>(List.of("node", script.toString()));
    Arrays.stream(arguments).map(Object::toString).forEach(command::add);
    Process node =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectErrorStream(true).start();
    try {
      assertTrue(node.waitFor(60, TimeUnit.SECONDS), "the client took longer than a minute");
      String text = Files.readString(out);
      assertEquals(0, node.exitValue(), text);
      return new ObjectMapper().readTree(text);
    } finally {
      node.destroyForcibly();
    }
  }

  private static Path modules() {
    Path modules = Path.of(System.getProperty("real.chain"), "node_modules");
    assumeTrue(
        Files.isDirectory(modules.resolve("@polkadot/api")),
        "skipped: no @polkadot/api in %s; ./bridge test installs it where ../shared/real-chain and Node.js are"
            .formatted(modules));
    return modules;
  }

  private static String anAccount(Devnet devnet) {
    Bytes prefix = StorageKeys.plain("System", "Account");
    Bytes key = devnet.chains().relay().genesis().state().keysPaged(prefix, 1, null).getFirst();
    return key.slice(prefix.length() + 16, key.length()).hex();
  }
}
