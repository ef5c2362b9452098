package dev.runtimebridge.substrate.key;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.runtimebridge.substrate.Hex;
import dev.runtimebridge.substrate.SharedData;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Sr25519Test {
  private static final byte[] SEED =
      Hex.decode("0xfac7959dbfe72f052e5a0c3c8d6530f202b02fd8f9f5ca3580ec8deb7797479e");

  @Test
  void shouldGiveMerlinsKnownChallenge() {
    try (Transcript transcript = Transcript.of("test protocol")) {
      transcript.append("some label", "some data".getBytes(US_ASCII));
      assertEquals(
          "0xd5a21972d0d5fe320c0d263fac7fffb8145aa640af6e9bca177c03c7efcf0615",
          Hex.encode(transcript.challenge("challenge", 32)));
    }
  }

  @Test
  void shouldMakeTheKeysThatOthersMake() throws IOException, InvalidSecret {
    for (JsonNode vector : SharedData.json("vectors/sr25519-signatures.json")) {
      byte[] secretKey = SharedData.hex(vector.get("secretKey"));
      byte[] chainCode = SharedData.hex(vector.get("chainCode"));
      try (var pair = Sr25519KeyPair.fromSeed(SharedData.hex(vector.get("seed")));
          var again = Sr25519KeyPair.fromSecretKey(secretKey);
          var hard = pair.deriveHard(chainCode);
          var soft = pair.deriveSoft(chainCode);
          var softAgain = Sr25519KeyPair.fromSecretKey(soft.secretKey())) {
        assertEquals(account(vector.get("publicKey")), pair.account());
        assertArrayEquals(secretKey, pair.secretKey());
        assertEquals(pair.account(), again.account());
        assertEquals(account(vector.get("hard")), hard.account());
        assertEquals(account(vector.get("soft")), soft.account());
        assertEquals(soft.account(), softAgain.account());
      }
    }
    JsonNode known = SharedData.json("crypto/sr25519.json");
    try (var pair =
            Sr25519KeyPair.fromSeed(known.at("/pairs/0/seedAscii").asText().getBytes(US_ASCII));
        var second = Sr25519KeyPair.fromSeed(SharedData.hex(known.at("/pairs/1/seed")));
        var hard = second.deriveHard(SharedData.hex(known.at("/deriveHard/0/chainCode")));
        var soft = second.deriveSoft(SharedData.hex(known.at("/deriveSoft/0/chainCode")))) {
      assertArrayEquals(SharedData.hex(known.at("/pairs/0/pair")), whole(pair));
      assertArrayEquals(SharedData.hex(known.at("/pairs/1/pair")), whole(second));
      assertEquals(account(known.at("/deriveHard/0/publicKey")), hard.account());
      assertEquals(account(known.at("/deriveSoft/0/publicKey")), soft.account());
    }
  }

  @Test
  void shouldVerifyTheSignaturesOfOthers() throws IOException {
    for (JsonNode vector : SharedData.json("vectors/sr25519-signatures.json")) {
      byte[] message = SharedData.hex(vector.get("message"));
      byte[] key = SharedData.hex(vector.get("publicKey"));
      byte[] signature = SharedData.hex(vector.get("signature"));
      assertTrue(Sr25519.verify(key, message, signature), vector.toString());
    }
    for (JsonNode vector : SharedData.json("crypto/sr25519.json").get("verify")) {
      byte[] message = vector.get("messageText").asText().getBytes(US_ASCII);
      byte[] key = SharedData.hex(vector.get("publicKey"));
      assertTrue(Sr25519.verify(key, message, SharedData.hex(vector.get("signature"))));
    }
  }

  @Test
  void shouldSignSoThatOnlyItsKeyAndMessageVerify() {
    long seed = 20_261_121;
    var random = new Random(seed);
    for (int i = 0; i < 40; i++) {
      byte[] message = new byte[random.nextInt(400)];
      random.nextBytes(message);
      byte[] keySeed = new byte[32];
      random.nextBytes(keySeed);
      try (var pair = Sr25519KeyPair.fromSeed(keySeed);
          var soft = pair.deriveSoft(keySeed)) {
        byte[] key = pair.account().toByteArray();
        byte[] signature = pair.sign(message);
        assertTrue(Sr25519.verify(key, message, signature), "round " + i + " of seed " + seed);
        assertTrue(Sr25519.verify(soft.account().toByteArray(), message, soft.sign(message)));
        assertFalse(Arrays.equals(signature, pair.sign(message)), "a nonce is used once");
        assertFalse(Sr25519.verify(soft.account().toByteArray(), message, signature));
        assertFalse(Sr25519.verify(key, Arrays.copyOf(message, message.length + 1), signature));
        int bit = random.nextInt(512);
        signature[bit / 8] ^= (byte) (1 << (bit % 8));
        assertFalse(Sr25519.verify(key, message, signature), "bit " + bit + " of seed " + seed);
      }
    }
  }

  @Test
  void shouldRefuseBytesThatAreNoSignatureOrKey() {
    try (var pair = Sr25519KeyPair.fromSeed(SEED)) {
      byte[] message = {1, 2, 3};
      byte[] key = pair.account().toByteArray();
      byte[] signature = pair.sign(message);
      byte[] tooLarge = signature.clone();
      Arrays.fill(tooLarge, 32, 64, (byte) 0xff);
      assertFalse(Sr25519.verify(key, message, tooLarge));
      assertFalse(Sr25519.verify(key, message, Arrays.copyOf(signature, 63)));
      assertFalse(Sr25519.verify(Arrays.copyOf(key, 31), message, signature));
      byte[] noPoint = new byte[32];
      Arrays.fill(noPoint, (byte) 0xff);
      assertFalse(Sr25519.verify(noPoint, message, signature));
    }
  }

  @Test
  void shouldRefuseWhatIsNoSecretKeyWithoutRepeatingIt() {
    byte[] odd = new byte[64];
    Arrays.fill(odd, (byte) 0x5b);
    byte[] tooLarge = new byte[64];
    Arrays.fill(tooLarge, (byte) 0xf8);
    for (byte[] wrong : new byte[][] {odd, tooLarge, Arrays.copyOf(odd, 63)}) {
      var refused = assertThrows(InvalidSecret.class, () -> Sr25519KeyPair.fromSecretKey(wrong));
      assertFalse(String.valueOf(refused.getMessage()).contains("5b5b"));
    }
    assertThrows(IllegalArgumentException.class, () -> Sr25519KeyPair.fromSeed(new byte[31]));
  }

  @Test
  void shouldSignNothingOnceClosedAndNeverShowItsSecret() {
    var pair = Sr25519KeyPair.fromSeed(SEED);
    assertEquals("sr25519 key of " + pair.account(), pair.toString());
    pair.close();
    assertThrows(IllegalStateException.class, () -> pair.sign(new byte[1]));
    assertThrows(IllegalStateException.class, pair::secretKey);
  }

  private static byte[] whole(Sr25519KeyPair pair) {
    byte[] whole = Arrays.copyOf(pair.secretKey(), 96);
    System.arraycopy(pair.account().toByteArray(), 0, whole, 64, 32);
    return whole;
  }

  private static AccountId account(JsonNode hex) {
    return AccountId.fromHex(hex.asText());
  }
}
