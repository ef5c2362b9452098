package dev.runtimebridge.substrate.key;

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
