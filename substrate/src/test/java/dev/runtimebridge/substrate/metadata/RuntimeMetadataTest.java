package dev.runtimebridge.substrate.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.substrate.Bytes;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuntimeMetadataTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "khala_metadata.scale, 14, 707, 59, 30",
    "khala_2022-08.scale, 14, 608, 48, 30",
    "rhala.metadata.scale, 14, 717, 61, 30",
    "phala_testnet.metadata.scale, 14, 693, 56, 30",
    "phala_standalone_2022-06.scale, 14, 576, 45, 30",
    "kusama_2022-08.scale, 14, 780, 55, 2",
    "polkadot_metadata_v14_9110.scale, 14, 580, 46, 0",
    "polkadot_metadata_full.scale, 15, 1011, 67, 42",
    "polkadot_metadata_tiny.scale, 15, 734, 0, -1",
  })
  void shouldDecodeRealRuntimes(String file, int version, int types, int pallets, int ss58Prefix)
      throws IOException {
    RuntimeMetadata metadata = Runtimes.decode(file);
    assertEquals(version, metadata.version());
    assertEquals(types, metadata.types().size());
    assertEquals(pallets, metadata.pallets().size());
    assertEquals(
        ss58Prefix < 0 ? OptionalInt.empty() : OptionalInt.of(ss58Prefix), metadata.ss58Prefix());
    for (PalletMetadata pallet : metadata.pallets()) {
      assertEquals(pallet, metadata.pallet(pallet.name()).orElseThrow());
      assertEquals(pallet, metadata.pallet(pallet.index()).orElseThrow());
    }
  }

  @Test
  void shouldRefuseVersion13ByItsNumber() throws IOException {
    assertRefused(Runtimes.bytes("kusama_v13_9030.scale"), "metadata of version V13;");
  }

  @Test
  void shouldRefuseOtherVersionsByTheirNumber() {
    assertRefused(Bytes.utf8("meta\u0010"), "metadata of version V16;");
    assertRefused(Bytes.utf8("meta\u000b"), "metadata of version V11;");
  }

  @Test
  void shouldRefuseWhatIsNoMetadata() {
    assertRefused(Bytes.EMPTY, "no metadata");
    assertRefused(Bytes.utf8("meta\u000e"), "no metadata");
    assertRefused(Bytes.of(new byte[5 << 20]), "metadata of 5242880 bytes; more than 4194304");
  }

  @Test
  void shouldRefuseTypesThatTheRegistryDoesNotHave() {
    Bytes registry = HandmadeMetadata.encoded(HandmadeMetadata.sequence(7));
    assertRefused(registry, "type 0 has type 7, the registry only 3 types");
  }

  @Test
  void shouldRefuseAnEnumWithTwoVariantsOfOneIndex() {
    Bytes registry =
        HandmadeMetadata.encoded(HandmadeMetadata.variants(List.of("A", "B"), List.of(3, 3)));
    assertRefused(registry, "an enum has the variant B or its index 3 twice");
  }

  @Test
  void shouldListSignedExtensionsInTheirOrder() throws IOException {
    assertEquals(
        List.of(
            "CheckNonZeroSender",
            "CheckSpecVersion",
            "CheckTxVersion",
            "CheckGenesis",
            "CheckMortality",
            "CheckNonce",
            "CheckWeight",
            "CheckMqSequence",
            "ChargeTransactionPayment"),
        Runtimes.khala().signedExtensions().stream().map(SignedExtension::name).toList());
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"khala_metadata.scale", "polkadot_metadata_full.scale"})
  void shouldRefuseCutMetadata(String file) throws IOException {
    Bytes whole = Runtimes.bytes(file);
    var random = new Random(14);
    for (int i = 0; i < 30; i++) {
      // Half of the cuts are near the end, where most of the file has been understood.
      int length =
          i % 2 == 0 ? random.nextInt(whole.length()) : whole.length() - 1 - random.nextInt(5_000);
      Bytes cut = whole.slice(0, length);
      assertThrows(MalformedMetadata.class, () -> RuntimeMetadata.decode(cut), "cut to " + length);
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"khala_metadata.scale", "polkadot_metadata_full.scale"})
  void shouldGiveOnlyTheDeclaredErrorForFlippedBits(String file) throws IOException {
    byte[] whole = Runtimes.bytes(file).toByteArray();
    var random = new Random(15);
    int refused = 0;
    for (int i = 0; i < 60; i++) {
      byte[] flipped = whole.clone();
      flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
      try {
        RuntimeMetadata.decode(Bytes.of(flipped));
      } catch (MalformedMetadata declared) {
        refused++;
      }
    }
    assertTrue(refused > 0, "most bits are text, but some must matter");
  }

  private static void assertRefused(Bytes metadata, String why) {
    var refused = assertThrows(MalformedMetadata.class, () -> RuntimeMetadata.decode(metadata));
    assertTrue(refused.getMessage().startsWith(why), refused.getMessage());
  }
}
