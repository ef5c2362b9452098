package dev.runtimebridge.substrate.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.metadata.Hasher;
import dev.runtimebridge.substrate.metadata.Runtimes;
import dev.runtimebridge.substrate.scale.MalformedScale;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RuntimeCodecTest {
  private static final Value ALICE = Value.of(Bytes.fromHex("d4".repeat(32)));
  private static RuntimeCodec khala;

  @BeforeAll
  static void decodeMetadata() throws IOException {
    khala = new RuntimeCodec(Runtimes.khala());
  }

  @Test
  void shouldReadTheEventsOfABlock() {
    Value proxied = Value.variant("Err", moduleError(85, 1));
    Value events =
        Value.sequence(
            record(
                Value.variant("ApplyExtrinsic", Value.of(1)),
                "Proxy",
                Value.variant("ProxyExecuted", Value.field("result", proxied))),
            record(
                Value.variant("Finalization"),
                "PhalaComputation",
                Value.variant("WorkerStopped", Value.field("session", ALICE))));
    Bytes encoded = khala.encodeStorageValue("System", "Events", events);
    assertEquals(events, khala.storageValue("System", "Events", encoded));

    List<EventRecord> read = khala.events(encoded);

    assertEquals(2, read.size());
    assertEquals(OptionalInt.of(1), read.get(0).extrinsic());
    assertTrue(read.get(0).is("Proxy", "ProxyExecuted"));
    Value error = read.get(0).fields().get("result").asVariant().get(0);
    assertTrue(khala.dispatchError(error).is("PhalaMq", "BadSequence"));
    assertEquals(OptionalInt.empty(), read.get(1).extrinsic());
    assertTrue(read.get(1).is("PhalaComputation", "WorkerStopped"));
    assertEquals(ALICE, read.get(1).fields().get("session"));
    assertThrows(MalformedScale.class, () -> khala.events(encoded.slice(0, 20)));
  }

  @Test
  void shouldNameErrorsThatAreOfNoPallet() {
    assertEquals(
        new CallError("BadOrigin", "", "BadOrigin", ""),
        khala.dispatchError(Value.variant("BadOrigin")));
    assertEquals("BadOrigin", khala.dispatchError(Value.variant("BadOrigin")).toString());
    CallError token =
        khala.dispatchError(Value.variant("Token", Value.variant("FundsUnavailable")));
    assertEquals(new CallError("Token", "", "FundsUnavailable", ""), token);
    assertEquals("Token.FundsUnavailable", token.toString());
  }

  @Test
  void shouldTellWhatTheRuntimesSourceSaysAboutAnError() {
    CallError error = khala.dispatchError(moduleError(93, 16));
    assertEquals("PhalaStakePoolv2.InsufficientFreeStake", error.toString());
    assertEquals("Cannot start computing because there's no enough free stake", error.docs());
  }

  @Test
  void shouldNameErrorsInTheShapeOfOlderRuntimes() {
    Value old =
        Value.variant(
            "Module", Value.field("index", Value.of(85)), Value.field("error", Value.of(2)));
    assertEquals("PhalaMq.BadDestination", khala.dispatchError(old).toString());
  }

  @Test
  void shouldNumberErrorsThatHaveNoName() {
    assertEquals("PhalaMq.error 77", khala.dispatchError(moduleError(85, 77)).toString());
    assertEquals("pallet 250.error 3", khala.dispatchError(moduleError(250, 3)).toString());
    assertThrows(UnfitValue.class, () -> khala.dispatchError(Value.of(1)));
    assertThrows(UnfitValue.class, () -> khala.dispatchError(Value.variant("Module")));
  }

  @Test
  void shouldTellConstantsAndWhatAbsentEntriesMean() {
    assertEquals(
        Value.of(10_000_000_000L), khala.constant("Balances", "ExistentialDeposit").orElseThrow());
    Value version = khala.constant("System", "Version").orElseThrow();
    assertEquals(1251, version.asComposite().get("spec_version").asLong());
    assertEquals(
        Value.of(0), khala.storageDefault("PhalaComputation", "CoolDownPeriod").orElseThrow());
    assertTrue(khala.storageDefault("PhalaRegistry", "Workers").isEmpty());
  }

  @Test
  void shouldMakeKeysOfSeveralParts() {
    Bytes key = khala.storageKey("Assets", "Account", Value.of(10_000), ALICE);
    assertEquals(List.of(Value.of(10_000), ALICE), khala.storageKeyParts("Assets", "Account", key));
    Bytes ofTheAsset = khala.storageKey("Assets", "Account", Value.of(10_000));
    assertTrue(key.startsWith(ofTheAsset));
    assertThrows(MalformedScale.class, () -> khala.storageKeyParts("Assets", "Asset", key));
    assertThrows(
        MalformedScale.class, () -> khala.storageKeyParts("Assets", "Account", ofTheAsset));
    assertThrows(
        UnfitValue.class,
        () -> khala.storageKey("Assets", "Account", Value.of(1), ALICE, Value.of(2)));
  }

  @Test
  void shouldRefuseAKeyWithAHashOfAnother() {
    byte[] key = khala.storageKey("PhalaComputation", "Sessions", ALICE).toByteArray();
    key[key.length - 1] ^= 1;
    var refused =
        assertThrows(
            MalformedScale.class,
            () -> khala.storageKeyParts("PhalaComputation", "Sessions", Bytes.of(key)));
    assertTrue(refused.getMessage().contains("Sessions"), refused.getMessage());
  }

  @Test
  void shouldHashKeysInEveryWay() {
    byte[] key = {1, 2, 3};
    for (Hasher hasher : Hasher.values()) {
      Bytes made = hasher.apply(key);
      assertEquals(hasher.hashSize() + (hasher.keepsKey() ? key.length : 0), made.length());
      assertEquals(Bytes.of(hasher.hash(key)), made.slice(0, hasher.hashSize()));
    }
    var keeping = EnumSet.allOf(Hasher.class);
    keeping.removeIf(hasher -> !hasher.keepsKey());
    assertEquals(
        EnumSet.of(Hasher.BLAKE2_128_CONCAT, Hasher.TWOX_64_CONCAT, Hasher.IDENTITY), keeping);
    assertEquals("0x010203", Hasher.IDENTITY.apply(key).hex());
  }

  private static Value record(Value phase, String pallet, Value event) {
    return Value.struct(
        Value.field("phase", phase),
        Value.field("event", Value.variant(pallet, event)),
        Value.field("topics", Value.sequence()));
  }

  private static Value moduleError(int index, int error) {
    return Value.variant(
        "Module",
        Value.struct(
            Value.field("index", Value.of(index)),
            Value.field("error", Value.of(new byte[] {(byte) error, 0, 0, 0}))));
  }
}
