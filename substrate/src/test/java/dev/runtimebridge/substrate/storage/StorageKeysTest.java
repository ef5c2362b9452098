package dev.runtimebridge.substrate.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.Hex;
import dev.runtimebridge.substrate.SharedData;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StorageKeysTest {
  private static final byte[] WORKER = Hex.decode("11".repeat(32));
  private static final byte[] ALICE =
      Hex.decode("d43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d");

  @Test
  void shouldMakeTheKeysOfKhala() throws IOException {
    Set<Bytes> expected = new HashSet<>();
    for (JsonNode vector : SharedData.json("vectors/khala-storage-keys.json")) {
      expected.add(Bytes.fromHex(vector.get("key").asText()));
    }
    byte[] workerOrigin = Bytes.concat(new byte[] {2}, WORKER).toByteArray();
    var made =
        Set.of(
            StorageKeys.blake2b128Concat("System", "Account", ALICE),
            StorageKeys.plain("System", "Events"),
            StorageKeys.plain("System", "Number"),
            StorageKeys.plain("Timestamp", "Now"),
            StorageKeys.twox64Concat("PhalaMq", "OffchainIngress", workerOrigin),
            StorageKeys.twox64Concat("PhalaMq", "OffchainIngress", new byte[] {5}),
            StorageKeys.twox64Concat("PhalaRegistry", "Workers", WORKER),
            StorageKeys.plain("PhalaRegistry", "PRuntimeAllowList"),
            StorageKeys.twox64Concat("PhalaComputation", "WorkerBindings", WORKER),
            StorageKeys.twox64Concat("PhalaComputation", "SessionBindings", ALICE),
            StorageKeys.twox64Concat("PhalaComputation", "Sessions", ALICE),
            StorageKeys.twox64Concat("PhalaBasePool", "Pools", new byte[] {5, 0, 0, 0, 0, 0, 0, 0}),
            StorageKeys.plain("PhalaBasePool", "PoolCount"),
            StorageKeys.twox64Concat("PhalaStakePoolv2", "SubAccountPreimages", ALICE),
            StorageKeys.twox64Concat("Proxy", "Proxies", ALICE),
            StorageKeys.PARACHAIN_ID,
            StorageKeys.VALIDATION_DATA);
    assertEquals(expected, made);
  }

  @Test
  void shouldMakeTheKeyUnderWhichRococoKeepsAParaHead() throws IOException {
    for (JsonNode proof : SharedData.json("vectors/rococo-2022.json").get("paraHeadProofs")) {
      assertEquals(Bytes.fromHex(proof.get("key").asText()), StorageKeys.paraHead(2090));
    }
  }

  @Test
  void shouldNameTheAuthoritiesOfOldAndNewRuntimes() {
    assertEquals(
        "0x3a6772616e6470615f617574686f726974696573",
        StorageKeys.GRANDPA_AUTHORITIES_WELL_KNOWN.hex());
    assertTrue(
        List.of(StorageKeys.GRANDPA_AUTHORITIES, StorageKeys.GRANDPA_CURRENT_SET_ID).stream()
            .allMatch(key -> key.hex().startsWith("0x5f9cc45b7a00c5899361e1c6099678dc")));
  }
}
