package dev.runtimebridge.substrate.key;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cafe.cryptography.curve25519.CompressedRistretto;
import cafe.cryptography.curve25519.InvalidEncodingException;
import cafe.cryptography.curve25519.RistrettoElement;
import cafe.cryptography.curve25519.Scalar;
import com.fasterxml.jackson.databind.JsonNode;
import dev.runtimebridge.substrate.SharedData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.junit.jupiter.api.Test;

/** The group that sr25519 keys are elements of, by the vectors of RFC 9496, appendix A. */
class RistrettoTest {

  @Test
  void shouldMultiplyTheGeneratorAsWrittenDown() throws IOException, InvalidEncodingException {
    JsonNode multiples = vectors().get("multiplesOfGenerator");
    for (int factor = 0; factor < multiples.size(); factor++) {
      byte[] expected = SharedData.hex(multiples.get(factor));
      byte[] scalar = new byte[32];
      scalar[0] = (byte) factor;
      assertArrayEquals(expected, Sr25519.publicKey(Scalar.fromCanonicalBytes(scalar)));
      RistrettoElement read = new CompressedRistretto(expected).decompress();
      assertArrayEquals(expected, read.compress().toByteArray(), factor + " times the generator");
    }
    assertEquals(16, multiples.size());
  }

  @Test
  void shouldTakeNoSecondEncodingForAKey() throws IOException {
    byte[] message = {1, 2, 3};
    JsonNode bad = vectors().get("badEncodings");
    try (var pair = Sr25519KeyPair.fromSeed(new byte[32])) {
      byte[] signature = pair.sign(message);
      for (JsonNode encoding : bad) {
        byte[] key = SharedData.hex(encoding);
        assertThrows(
            InvalidEncodingException.class,
            () -> new CompressedRistretto(key).decompress(),
            encoding::asText);
        assertFalse(Sr25519.verify(key, message, signature));
        System.arraycopy(key, 0, signature, 0, key.length);
        assertFalse(Sr25519.verify(pair.account().toByteArray(), message, signature));
      }
    }
    assertEquals(29, bad.size());
  }

  @Test
  void shouldMapUniformBytesToTheKnownElements() throws IOException, NoSuchAlgorithmException {
    MessageDigest sha512 = MessageDigest.getInstance("SHA-512");
    for (JsonNode vector : vectors().get("sha512LabelToPoint")) {
      byte[] label = vector.get(0).asText().getBytes(StandardCharsets.US_ASCII);
      RistrettoElement element = RistrettoElement.fromUniformBytes(sha512.digest(label));
      assertArrayEquals(SharedData.hex(vector.get(1)), element.compress().toByteArray());
    }
  }

  private static JsonNode vectors() throws IOException {
    return SharedData.json("crypto/ristretto255-rfc9496.json");
  }
}
