package dev.runtimebridge.substrate.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.HostileInput;
import dev.runtimebridge.substrate.SharedData;
import dev.runtimebridge.substrate.metadata.PalletMetadata;
import dev.runtimebridge.substrate.metadata.Runtimes;
import dev.runtimebridge.substrate.metadata.StorageItem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Khala 1251 against what @polkadot/api makes of the same metadata. */
class KhalaVectorsTest {
  private static RuntimeCodec khala;

  @BeforeAll
  static void decodeMetadata() throws IOException {
    khala = new RuntimeCodec(Runtimes.khala());
  }

  @Test
  void shouldEncodeCallsAndReadThemBack() throws IOException {
    var json = new JsonValues(khala);
    for (JsonNode vector : SharedData.json("vectors/khala-calls.json")) {
      Bytes expected = Bytes.of(SharedData.hex(vector.get("hex")));
      assertEquals(expected, json.call(vector), vector.toString());

      Value.Variant pallet = khala.decodeCall(expected);
      Value.Variant call = pallet.get(0).asVariant();
      assertEquals(vector.get("call").asText().split("\\.", 2)[1], call.name());
      assertEquals(expected, khala.call(pallet.name(), call.name(), arguments(call)));
    }
  }

  @Test
  void shouldMakeStorageKeysAndReadThemBack() throws IOException {
    var json = new JsonValues(khala);
    for (JsonNode vector : SharedData.json("vectors/khala-storage-keys.json")) {
      String[] names = vector.get("item").asText().split("\\.", 2);
      PalletMetadata pallet = json.pallet(names[0]);
      String item = Character.toUpperCase(names[1].charAt(0)) + names[1].substring(1);
      StorageItem storage = pallet.item(item).orElseThrow();
      List<Value> keys = new ArrayList<>();
      for (int i = 0; i < storage.keys().size(); i++) {
        keys.add(json.of(storage.keys().get(i), vector.get("keys").get(i)));
      }
      Bytes expected = Bytes.of(SharedData.hex(vector.get("key")));
      assertEquals(expected, khala.storageKey(pallet.name(), item, keys.toArray(Value[]::new)));
      assertEquals(keys, khala.storageKeyParts(pallet.name(), item, expected));
      assertTrue(expected.startsWith(khala.storagePrefix(pallet.name(), item)));
    }
  }

  @Test
  void shouldNameErrors() throws IOException {
    for (JsonNode vector : SharedData.json("vectors/khala-errors.json")) {
      int index = vector.get("index").asInt();
      byte number = (byte) vector.get("error").asInt();
      Value error =
          Value.variant(
              "Module",
              Value.struct(
                  Value.field("index", Value.of(index)),
                  Value.field("error", Value.of(new byte[] {number, 0, 0, 0}))));
      String expected = vector.get("name").asText();
      assertEquals(
          Character.toUpperCase(expected.charAt(0)) + expected.substring(1),
          khala.dispatchError(error).toString());
    }
  }

  @Test
  void shouldGiveOnlyTheDeclaredErrorForChangedCalls() throws IOException {
    JsonNode calls = SharedData.json("vectors/khala-calls.json");
    byte[] register = SharedData.hex(calls.get(27).get("hex"));
    HostileInput.mustBeRefused(register, bytes -> khala.decodeCall(Bytes.of(bytes)));
  }

  @Test
  void shouldRefuseNamesThatTheRuntimeDoesNotHave() {
    assertNoSuchItem(
        "no pallet PhalaMining in this", () -> khala.call("PhalaMining", "x", Map.of()));
    assertNoSuchItem(
        "no call mine in pallet PhalaMq", () -> khala.call("PhalaMq", "mine", Map.of()));
    assertNoSuchItem("no calls in pallet Aura", () -> khala.call("Aura", "x", Map.of()));
    assertNoSuchItem("no storage item Y in pallet PhalaMq", () -> khala.storageKey("PhalaMq", "Y"));
    assertTrue(khala.constant("PhalaMq", "Y").isEmpty());
    assertTrue(khala.constant("X", "Y").isEmpty());
  }

  @Test
  void shouldRefuseArgumentsThatDoNotFit() {
    assertUnfit("PhalaStakePoolv2.add_worker needs an argument pubkey", Map.of("pid", Value.of(1)));
    assertUnfit(
        "PhalaStakePoolv2.add_worker: pubkey: 31 items for an array of 32",
        Map.of("pid", Value.of(1), "pubkey", Value.of(new byte[31])));
    assertUnfit(
        "PhalaStakePoolv2.add_worker: pid: -1 does not fit in U64",
        Map.of("pid", Value.of(-1), "pubkey", Value.of(new byte[32])));
    assertUnfit(
        "PhalaStakePoolv2.add_worker: pid: a Text where a Int was expected",
        Map.of("pid", Value.of("1"), "pubkey", Value.of(new byte[32])));
    var tooMany =
        Map.<String, Value>of(
            "pid", Value.of(1), "pubkey", Value.of(new byte[32]), "stake", Value.of(1));
    assertUnfit("PhalaStakePoolv2.add_worker takes 2 arguments, not ", tooMany);
  }

  @Test
  void shouldPassOnBytesThatAreEncodedAlready() {
    Bytes inner = khala.call("System", "remark", Map.of("remark", Value.of(new byte[] {1})));
    Bytes batch =
        khala.call("Utility", "batch", Map.of("calls", Value.sequence(Value.encoded(inner))));
    assertEquals("0x03000400000401", batch.hex());
    Value.Variant read = khala.decodeCall(batch).get(0).asVariant();
    Value only = read.get("calls").asItems().getFirst();
    assertEquals(khala.decodeCall(inner), only);
  }

  @Test
  void shouldRefuseEncodedBytesThatWouldRunIntoWhatFollows() {
    Bytes inner = khala.call("System", "remark", Map.of("remark", Value.of(new byte[] {1})));
    Bytes two = Bytes.concat(inner.toByteArray(), inner.toByteArray());
    for (Bytes hostile : List.of(two, inner.slice(0, inner.length() - 1), Bytes.EMPTY)) {
      Map<String, Value> calls = Map.of("calls", Value.sequence(Value.encoded(hostile)));
      var unfit = assertThrows(UnfitValue.class, () -> khala.call("Utility", "batch", calls));
      assertTrue(
          unfit.getMessage().startsWith("Utility.batch: calls: bytes that are no encoded Runtime"),
          unfit.getMessage());
    }
  }

  private static Map<String, Value> arguments(Value.Variant call) {
    Map<String, Value> arguments = new HashMap<>();
    call.fields().fields().forEach(field -> arguments.put(field.name(), field.value()));
    return arguments;
  }

  private static void assertNoSuchItem(String why, Runnable what) {
    var missing = assertThrows(NoSuchItem.class, what::run);
    assertTrue(missing.getMessage().startsWith(why), missing.getMessage());
  }

  private static void assertUnfit(String why, Map<String, Value> arguments) {
    var unfit =
        assertThrows(
            UnfitValue.class, () -> khala.call("PhalaStakePoolv2", "add_worker", arguments));
    assertTrue(unfit.getMessage().startsWith(why), unfit.getMessage());
  }
}
