package dev.runtimebridge.substrate.extrinsic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.HostileInput;
import dev.runtimebridge.substrate.SharedData;
import dev.runtimebridge.substrate.codec.JsonValues;
import dev.runtimebridge.substrate.codec.RuntimeCodec;
import dev.runtimebridge.substrate.codec.Value;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.key.AccountId;
import dev.runtimebridge.substrate.metadata.Runtimes;
import dev.runtimebridge.substrate.scale.MalformedScale;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Extrinsics of Khala 1251 against what @polkadot/api makes of the same calls and signatures. */
class KhalaExtrinsicsTest {
  private static RuntimeCodec khala;
  private static JsonNode vectors;

  @BeforeAll
  static void readVectors() throws IOException {
    khala = new RuntimeCodec(Runtimes.khala());
    vectors = SharedData.json("vectors/khala-extrinsics.json");
  }

  @Test
  void shouldBuildAndSign() {
    for (JsonNode vector : vectors) {
      Bytes call = new JsonValues(khala).call(vector);
      ExtrinsicBuilder builder = new ExtrinsicBuilder(khala, chain(vector));
      Bytes payload = builder.payload(call, terms(vector));
      assertEquals(hex(vector, "payload"), payload);
      assertEquals(vector.get("payloadLength").asInt(), payload.length());
      SignedExtrinsic built =
          builder.sign(
              call,
              terms(vector),
              signer(vector),
              toSign -> {
                assertArrayEquals(hex(vector, "toSign").toByteArray(), toSign);
                return hex(vector, "signature").toByteArray();
              });
      assertEquals(hex(vector, "extrinsic"), built.encoded());
      assertEquals(hash(vector), built.hash());
    }
  }

  @Test
  void shouldHaveVectorsOnBothSidesOfTheHashingLimit() {
    assertTrue(
        IntStream.of(255, 256, 257)
            .allMatch(length -> vectors.findValuesAsText("payloadLength").contains("" + length)));
  }

  @Test
  void shouldReadBackWhatWasSigned() {
    ExtrinsicDecoder decoder = new ExtrinsicDecoder(khala);
    for (JsonNode vector : vectors) {
      var read =
          assertInstanceOf(DecodedExtrinsic.Signed.class, decoder.decode(hex(vector, "extrinsic")));
      Terms terms = terms(vector);
      assertEquals(signer(vector), read.signer());
      assertEquals("Sr25519", read.signatureKind());
      assertEquals(hex(vector, "signature"), read.signature());
      assertEquals(terms.era(), read.era());
      assertEquals(terms.nonce(), read.nonce());
      assertEquals(terms.tip(), read.tip());
      assertEquals(khala.decodeCall(read.callBytes()), read.call());
      assertEquals(hash(vector), read.hash());
      assertEquals(hex(vector, "payload"), decoder.payload(read, chain(vector), terms.eraBlock()));
    }
  }

  @Test
  void shouldReadExtrinsicsWithoutASignature() {
    Bytes call = khala.call("Timestamp", "set", Map.of("now", Value.of(1_700_000_000_000L)));
    ScaleWriter writer = new ScaleWriter();
    writer.byteVec(Bytes.concat(new byte[] {4}, call.toByteArray()).toByteArray());
    Bytes encoded = Bytes.of(writer.toByteArray());
    assertEquals(
        new DecodedExtrinsic.Bare(encoded, call, khala.decodeCall(call)),
        new ExtrinsicDecoder(khala).decode(encoded));
  }

  @Test
  void shouldRefuseOtherVersions() {
    ExtrinsicDecoder decoder = new ExtrinsicDecoder(khala);
    var refused = assertThrows(MalformedScale.class, () -> decoder.decode(Bytes.fromHex("0x0485")));
    assertTrue(refused.getMessage().contains("version byte 133"), refused.getMessage());
  }

  @Test
  void shouldGiveOnlyTheDeclaredErrorForChangedExtrinsics() {
    ExtrinsicDecoder decoder = new ExtrinsicDecoder(khala);
    HostileInput.mustBeRefused(
        hex(vectors.get(3), "extrinsic").toByteArray(), bytes -> decoder.decode(Bytes.of(bytes)));
  }

  private static ChainPoint chain(JsonNode vector) {
    return new ChainPoint(
        vector.get("specVersion").asLong(),
        vector.get("transactionVersion").asLong(),
        Hash256.fromHex(vector.get("genesisHash").asText()));
  }

  private static Terms terms(JsonNode vector) {
    JsonNode era = vector.path("era");
    boolean mortal = era.isObject();
    return new Terms(
        mortal
            ? Era.mortal(era.get("period").asLong(), era.get("current").asLong())
            : Era.immortal(),
        Hash256.fromHex(vector.get("blockHash").asText()),
        vector.get("nonce").asLong(),
        new BigInteger(vector.path("tip").asText("0")));
  }

  private static AccountId signer(JsonNode vector) {
    return AccountId.fromHex(vector.get("signer").asText());
  }

  private static Hash256 hash(JsonNode vector) {
    return Hash256.fromHex(vector.get("extrinsicHash").asText());
  }

  private static Bytes hex(JsonNode vector, String field) {
    return Bytes.of(SharedData.hex(vector.get(field)));
  }
}
