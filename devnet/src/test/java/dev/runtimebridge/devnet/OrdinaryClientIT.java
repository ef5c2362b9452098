package dev.runtimebridge.devnet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.storage.StorageKeys;
import java.nio.file.Files;
import java.nio.file.Path;
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
    Path modules = Path.of(System.getProperty("real.chain"), "node_modules");
    assumeTrue(
        Files.isDirectory(modules.resolve("@polkadot/api")),
        "skipped: no @polkadot/api in %s; ./bridge test installs it where ../shared/real-chain and Node.js are"
            .formatted(modules));
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

  private JsonNode look(Devnet devnet, Path modules) throws Exception {
    Path script = Path.of(OrdinaryClientIT.class.getResource("/ordinary-client.mjs").toURI());
    Path out = folder.resolve("out");
    Process node =
        new ProcessBuilder(
                "node",
                script.toString(),
                modules.toString(),
                devnet.relayEndpoints().getFirst().toString(),
                devnet.paraEndpoints().getFirst().toString(),
                anAccount(devnet),
                devnet.controlEndpoint().toString())
            .redirectOutput(out.toFile())
            .redirectErrorStream(true)
            .start();
    try {
      assertTrue(node.waitFor(60, TimeUnit.SECONDS), "the client took longer than a minute");
      String text = Files.readString(out);
      assertEquals(0, node.exitValue(), text);
      return new ObjectMapper().readTree(text);
    } finally {
      node.destroyForcibly();
    }
  }

  private static String anAccount(Devnet devnet) {
    Bytes prefix = StorageKeys.plain("System", "Account");
    Bytes key = devnet.chains().relay().genesis().state().keysPaged(prefix, 1, null).getFirst();
    return key.slice(prefix.length() + 16, key.length()).hex();
  }
}
