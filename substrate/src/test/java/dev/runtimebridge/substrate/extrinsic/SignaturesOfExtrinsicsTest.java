package dev.runtimebridge.substrate.extrinsic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.codec.RuntimeCodec;
import dev.runtimebridge.substrate.codec.Value;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.key.Sr25519;
import dev.runtimebridge.substrate.key.Sr25519KeyPair;
import dev.runtimebridge.substrate.metadata.Runtimes;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one key signs, whoever reads the extrinsic can verify. */
class SignaturesOfExtrinsicsTest {
  private static final ChainPoint CHAIN = new ChainPoint(1251, 6, Hash256.fromHex("0a".repeat(32)));
  private static final Hash256 BIRTH = Hash256.fromHex("0b".repeat(32));

  @ParameterizedTest(name = "a remark of {0} bytes")
  @ValueSource(ints = {0, 100, 1_000})
  void shouldVerifyForTheSignersChainAndForNoOther(int length) throws IOException {
    RuntimeCodec khala = new RuntimeCodec(Runtimes.khala());
    Bytes call = khala.call("System", "remark", Map.of("remark", Value.of(new byte[length])));
    try (var key = Sr25519KeyPair.fromSeed(new byte[32])) {
      Terms terms = Terms.of(Era.mortal(64, 1_000), BIRTH, 3);
      SignedExtrinsic signed = new ExtrinsicBuilder(khala, CHAIN).sign(call, terms, key);

      ExtrinsicDecoder decoder = new ExtrinsicDecoder(khala);
      var read = assertInstanceOf(DecodedExtrinsic.Signed.class, decoder.decode(signed.encoded()));

      assertEquals(key.account(), read.signer());
      assertEquals(call, read.callBytes());
      assertTrue(verifies(read, decoder.payload(read, CHAIN, BIRTH)));
      ChainPoint upgraded = new ChainPoint(1252, 6, CHAIN.genesisHash());
      assertFalse(verifies(read, decoder.payload(read, upgraded, BIRTH)));
      assertFalse(verifies(read, decoder.payload(read, CHAIN, CHAIN.genesisHash())));
    }
  }

  private static boolean verifies(DecodedExtrinsic.Signed extrinsic, Bytes payload) {
    return Sr25519.verify(
        extrinsic.signer().toByteArray(),
        ExtrinsicBuilder.toSign(payload).toByteArray(),
        extrinsic.signature().toByteArray());
  }
}
