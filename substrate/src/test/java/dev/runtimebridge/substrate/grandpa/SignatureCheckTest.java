package dev.runtimebridge.substrate.grandpa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.Hex;
import dev.runtimebridge.substrate.SharedData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SignatureCheckTest {
  @Test
  void shouldRefuseTheEncodingsThatOnlyZip215Takes() throws IOException {
    byte[] message = "Zcash".getBytes(StandardCharsets.UTF_8);
    for (JsonNode edge : SharedData.json("crypto/ed25519-zip215.json")) {
      assertFalse(holds(edge, "vk_bytes", message, "sig_bytes"), edge::toString);
    }
  }

  @Test
  void shouldJudgeTheTwelveDisputedSignaturesTheStrictWay() throws IOException {
    var verdicts = new StringBuilder();
    for (JsonNode edge : SharedData.json("crypto/ed25519-speccheck-cases.json")) {
      byte[] message = SharedData.hex(edge.get("message"));
      verdicts.append(holds(edge, "pub_key", message, "signature") ? '1' : '0');
    }
    assertEquals("001111000000", verdicts.toString());
  }

  @Test
  void shouldAnswerWhateverTheKeyAndTheSignatureAre() {
    long seed = 3;
    var random = new Random(seed);
    byte[] payload = Hex.decode("01".repeat(53));
    byte[] id = new byte[32];
    byte[] signature = new byte[64];
    for (int i = 0; i < 2_000; i++) {
      random.nextBytes(id);
      random.nextBytes(signature);
      assertFalse(
          SignatureCheck.ED25519.holds(new AuthorityId(Bytes.of(id)), payload, Bytes.of(signature)),
          "seed " + seed + " step " + i);
    }
  }

  @Test
  void shouldHoldForTheSignedPayloadOnly() {
    AuthorityKey key = VotesByHand.key(0);
    byte[] payload = {1, 2, 3};
    Bytes signature = key.sign(payload);
    assertTrue(SignatureCheck.ED25519.holds(key.id(), payload, signature));
    assertFalse(SignatureCheck.ED25519.holds(key.id(), new byte[] {1, 2}, signature));
    assertFalse(SignatureCheck.ED25519.holds(VotesByHand.key(1).id(), payload, signature));
  }

  private static boolean holds(JsonNode edge, String key, byte[] message, String signature) {
    var id = new AuthorityId(Bytes.of(SharedData.hex(edge.get(key))));
    return SignatureCheck.ED25519.holds(id, message, Bytes.of(SharedData.hex(edge.get(signature))));
  }
}
