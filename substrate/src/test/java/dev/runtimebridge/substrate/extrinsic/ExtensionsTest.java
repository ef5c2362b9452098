package dev.runtimebridge.substrate.extrinsic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.codec.RuntimeCodec;
import dev.runtimebridge.substrate.codec.Value;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.metadata.HandmadeMetadata;
import dev.runtimebridge.substrate.metadata.Runtimes;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtensionsTest {
  private static final Hash256 GENESIS = Hash256.fromHex("0a".repeat(32));
  private static final Hash256 BIRTH = Hash256.fromHex("0b".repeat(32));
  private static final ChainPoint CHAIN = new ChainPoint(0x10, 0x20, GENESIS);
  private static final Terms TERMS = new Terms(Era.mortal(64, 42), BIRTH, 5, BigInteger.valueOf(9));

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "khala_2022-08.scale",
        "rhala.metadata.scale",
        "phala_testnet.metadata.scale",
        "phala_standalone_2022-06.scale",
        "kusama_2022-08.scale",
        "polkadot_metadata_v14_9110.scale",
      })
  void shouldSignForRuntimesOfManyKinds(String file) throws IOException {
    assertEquals(
        "0x0000040c a502 14 24 10000000 20000000".replace(" ", "")
            + "0a".repeat(32)
            + "0b".repeat(32),
        payload(file));
  }

  @Test
  void shouldSayThatItSignsWithoutTheMetadatasHash() throws IOException {
    assertEquals(
        "0x0000040c a502 14 24 00 10000000 20000000".replace(" ", "")
            + "0a".repeat(32)
            + "0b".repeat(32)
            + "00",
        payload("polkadot_metadata_full.scale"));
  }

  @Test
  void shouldPassExtensionsWithoutDataWhateverTheirNames() {
    new ExtrinsicBuilder(
        new RuntimeCodec(HandmadeMetadata.withExtension("Harmless", HandmadeMetadata.tuple())),
        CHAIN);
  }

  @Test
  void shouldPayFeesInTheChainsOwnAsset() {
    var runtime =
        HandmadeMetadata.withExtension(
            "ChargeAssetTxPayment",
            HandmadeMetadata.struct(List.of("tip", "asset_id"), List.of(1, 3)),
            HandmadeMetadata.compact(2),
            HandmadeMetadata.primitive(7),
            HandmadeMetadata.variants(List.of("None"), List.of(0)));
    var builder = new ExtrinsicBuilder(new RuntimeCodec(runtime), CHAIN);
    assertEquals("0x2400", builder.payload(Bytes.EMPTY, TERMS).hex());
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"PrevalidateAttests", "CheckNonce"})
  void shouldRefuseByNameWhatCarriesUnknownData(String name) {
    var runtime =
        HandmadeMetadata.withExtension(
            name,
            HandmadeMetadata.struct(List.of("statement"), List.of(1)),
            HandmadeMetadata.primitive(2));
    var codec = new RuntimeCodec(runtime);
    var refused =
        assertThrows(UnsupportedExtension.class, () -> new ExtrinsicBuilder(codec, CHAIN));
    assertEquals(name, refused.extension());
    assertTrue(refused.getMessage().startsWith("signed extension " + name), refused.getMessage());
    assertThrows(UnsupportedExtension.class, () -> new ExtrinsicDecoder(codec));
  }

  @Test
  void shouldRefuseNegativeTerms() {
    assertThrows(IllegalArgumentException.class, () -> Terms.of(Era.immortal(), BIRTH, -1));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Terms(Era.immortal(), BIRTH, 0, BigInteger.ONE.negate()));
  }

  private static String payload(String file) throws IOException {
    var codec = new RuntimeCodec(Runtimes.decode(file));
    Bytes call = codec.call("System", "remark", Map.of("remark", Value.of(new byte[] {12})));
    // The pallet's and the call's indices differ from runtime to runtime.
    String payload = new ExtrinsicBuilder(codec, CHAIN).payload(call, TERMS).hex();
    return "0x0000" + payload.substring(6);
  }
}
