package dev.runtimebridge.substrate.key;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.Hex;
import org.junit.jupiter.api.Test;

class SealedBoxTest {
  private static final AccountId OPERATOR = AccountId.of(new byte[32]);
  private static final byte[] SECRET = Hex.decode("00112233445566778899aabbccddeeff".repeat(4));

  private final SealingKeyPair keys = SealingKeyPair.generate();
  private final byte[] data = SealedBox.additionalData(7, OPERATOR);
  private final SealedBox box = SealedBox.seal(keys.publicKey(), data, SECRET);

  @Test
  void shouldOpenForItsKeyPoolAndAccountOnly() throws InvalidSecret {
    assertArrayEquals(SECRET, box.open(keys, data));
    try (var again = SealingKeyPair.fromPrivateKey(keys.privateKey());
        var other = SealingKeyPair.generate()) {
      assertEquals(keys.keyId(), again.keyId());
      assertArrayEquals(SECRET, box.open(again, data));
      refused(box, other, data);
    }
    refused(box, keys, SealedBox.additionalData(8, OPERATOR));
    refused(box, keys, SealedBox.additionalData(7, AccountId.fromHex("01".repeat(32))));
  }

  /** RFC 9180, A.2.1: the first message of base mode with the algorithms that are used here. */
  @Test
  void shouldOpenWhatOthersSeal() throws InvalidSecret {
    byte[] info = "Ode on a Grecian Urn".getBytes(US_ASCII);
    var others =
        new SealedBox(
            Bytes.fromHex("1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a"),
            Bytes.fromHex(
                "1c5250d8034ec2b784ba2cfd69dbdb8af406cfe3ff938e131f0def8c8b60b4db"
                    + "21993c62ce81883d2dd1b51a28"));
    byte[] privateKey =
        Hex.decode("8057991eef8f1f1af18f4a9491d16a1ce333f695d4db8e38da75975c4478e0fb");
    try (var receiver = SealingKeyPair.fromPrivateKey(privateKey)) {
      assertEquals(
          Bytes.fromHex("4310ee97d88cc1f088a5576c77ab0cf5c3ac797f3d95139c6c84b5429c59662a"),
          receiver.publicKey());
      byte[] opened = others.open(receiver, info, "Count-0".getBytes(US_ASCII));
      assertEquals("Beauty is truth, truth beauty", new String(opened, US_ASCII));
    }
  }

  @Test
  void shouldRefuseChangedAndShortBoxes() {
    byte[] changed = box.ciphertext().toByteArray();
    for (int i = 0; i < changed.length; i++) {
      changed[i] ^= 1;
      refused(new SealedBox(box.encapsulatedKey(), Bytes.of(changed)), keys, data);
      changed[i] ^= 1;
    }
    refused(new SealedBox(box.encapsulatedKey(), Bytes.EMPTY), keys, data);
    refused(new SealedBox(Bytes.EMPTY, box.ciphertext()), keys, data);
    refused(new SealedBox(Bytes.of(new byte[32]), box.ciphertext()), keys, data);
  }

  @Test
  void shouldSealAnewEachTimeAndOnlyForKeys() {
    SealedBox second = SealedBox.seal(keys.publicKey(), data, SECRET);
    assertNotEquals(box.ciphertext(), second.ciphertext());
    for (byte[] key : new byte[][] {new byte[31], new byte[32]}) {
      var publicKey = Bytes.of(key);
      assertThrows(IllegalArgumentException.class, () -> SealedBox.seal(publicKey, data, SECRET));
    }
  }

  @Test
  void shouldNameItselfByItsKeyIdAndOpenNothingOnceClosed() {
    assertTrue(keys.keyId().matches("[0-9a-f]{16}"));
    String privateKey = Hex.encode(keys.privateKey()).substring(2);
    assertFalse(keys.toString().contains(privateKey));
    keys.close();
    assertThrows(IllegalStateException.class, keys::privateKey);
    assertThrows(IllegalArgumentException.class, () -> SealingKeyPair.fromPrivateKey(SECRET));
  }

  private static void refused(SealedBox box, SealingKeyPair keys, byte[] data) {
    var refused = assertThrows(InvalidSecret.class, () -> box.open(keys, data));
    assertFalse(String.valueOf(refused.getMessage()).isEmpty());
  }
}
