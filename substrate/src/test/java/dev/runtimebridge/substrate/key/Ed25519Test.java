package dev.runtimebridge.substrate.key;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.runtimebridge.substrate.Hex;
import dev.runtimebridge.substrate.SharedData;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class Ed25519Test {
  private static final byte[] KEY =
      Hex.decode("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
  private static final byte[] SIGNATURE =
      Hex.decode(
          "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
              + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");

  /** RFC 8032, section 7.1, test 2. */
  @Test
  void shouldVerifyAKnownSignatureAndNoOther() {
    byte[] message = {0x72};
    assertTrue(Ed25519.verify(KEY, message, SIGNATURE));
    assertFalse(Ed25519.verify(KEY, new byte[] {0x73}, SIGNATURE));
    assertFalse(Ed25519.verify(KEY, message, Arrays.copyOf(SIGNATURE, 63)));
    assertFalse(Ed25519.verify(Arrays.copyOf(KEY, 31), message, SIGNATURE));
  }

  /** Keys and commitments of small order or in a second encoding, which no honest signer makes. */
  @Test
  void shouldRefuseTheEncodingsThatOnlyZip215Takes() throws IOException {
    byte[] message = "Zcash".getBytes(US_ASCII);
    for (JsonNode vector : SharedData.json("crypto/ed25519-zip215.json")) {
      byte[] key = SharedData.hex(vector.get("vk_bytes"));
      assertFalse(
          Ed25519.verify(key, message, SharedData.hex(vector.get("sig_bytes"))), vector::toString);
    }
  }

  /** Bouncy Castle takes the four of them that RFC 8032 lets pass, whatever the node would take. */
  @Test
  void shouldJudgeCornerCasesAsWrittenDown() throws IOException {
    var verdicts = new StringBuilder();
    for (JsonNode vector : SharedData.json("crypto/ed25519-speccheck-cases.json")) {
      verdicts.append(
          Ed25519.verify(
                  Hex.decode(vector.get("pub_key").asText()),
                  Hex.decode(vector.get("message").asText()),
                  Hex.decode(vector.get("signature").asText()))
              ? '1'
              : '0');
    }
    assertEquals("001111000000", verdicts.toString());
  }
}
