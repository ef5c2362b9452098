package dev.runtimebridge.substrate.key;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.runtimebridge.substrate.Hex;
import dev.runtimebridge.substrate.SharedData;
import java.io.IOException;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class KeyFileTest {
  private static final String HEADER = "3053020101300506032b657004220420";
  private static final String DIVIDER = "a123032100";

  @Test
  void shouldOpenWhatPolkadotJsHasEncrypted() throws IOException, InvalidSecret {
    for (JsonNode vector : SharedData.json("vectors/keystores.json")) {
      String json = vector.get("json").toString();
      try (var pair = KeyFile.open(json, vector.get("password").asText().toCharArray())) {
        assertArrayEquals(SharedData.hex(vector.at("/opened/secretKey")), pair.secretKey());
        assertEquals(AccountId.fromHex(vector.at("/opened/publicKey").asText()), pair.account());
      }
    }
  }

  @Test
  void shouldTellAWrongPasswordFromNone() throws IOException {
    String json = SharedData.json("vectors/keystores.json").at("/0/json").toString();
    assertTrue(refusal(json, "wrong").contains("password of this key file is wrong"));
    assertTrue(refusal(json, "").contains("needs its password"));
  }

  @Test
  void shouldOpenWhatIsNotEncrypted() throws InvalidSecret {
    byte[] content = Hex.decode(contentOfAlice());
    AccountId alice = alice().account();
    String json = file("3", "\"none\"", Base64.getEncoder().encodeToString(content));
    assertEquals(alice, KeyFile.open(json, new char[0]).account());
    String hex = file("3", "[\"none\"]", Hex.encode(content));
    assertEquals(alice, KeyFile.open(hex, new char[0]).account());
    assertTrue(refusal(hex, "x").contains("not encrypted"));
  }

  @Test
  void shouldRefuseAFileWhoseAccountIsNotItsSecrets() throws InvalidSecret {
    String other = contentOfAlice().replaceFirst("..$", "00");
    assertTrue(refusal(file("3", "\"none\"", "0x" + other), "").contains("another account"));
    String headless = "00" + contentOfAlice().substring(2);
    assertTrue(refusal(file("3", "\"none\"", "0x" + headless), "").contains("PKCS8"));
    String address =
        "{\"address\":\"5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty\","
            + file("3", "\"none\"", "0x" + contentOfAlice()).substring(1);
    assertTrue(refusal(address, "").contains("another account"));
  }

  @Test
  void shouldRefuseParametersOfScryptBeforeUsingThem() {
    String[] wrong = {
      "00000400 01000000 08000000", // N = 2^18
      "00000200 01000000 09000000", // r = 9
      "00000200 02000000 08000000", // all together
      "ffffffff ffffffff ffffffff",
      "03000000 01000000 08000000", // no power of two
      "00000000 01000000 08000000",
      "00000200 00000000 08000000",
    };
    for (String parameters : wrong) {
      String encoded =
          "0x" + "00".repeat(32) + parameters.replace(" ", "") + "00".repeat(24 + 16 + 117);
      String json = file("3", "[\"scrypt\",\"xsalsa20-poly1305\"]", encoded);
      assertTrue(refusal(json, "x").contains("asks for scrypt"), parameters);
    }
  }

  @Test
  void shouldSayWhichKindOfFileItNeeds() throws InvalidSecret {
    String content = "0x" + contentOfAlice();
    assertTrue(refusal(file("2", "\"none\"", content), "").contains("version 3"));
    assertTrue(refusal(file("3", "[\"scrypt\"]", content), "").contains("not known"));
    String ed25519 = file("3", "\"none\"", content).replace("sr25519", "ed25519");
    assertTrue(refusal(ed25519, "").contains("sr25519 account"));
    assertTrue(refusal(file("3", "\"none\"", "%%%"), "").contains("base64"));
    for (String json : new String[] {"", "[]", "{", "{\"encoded\":", "nul", "{}x", "\u0000"}) {
      assertFalse(refusal(json, "").isEmpty());
    }
    assertTrue(refusal("[".repeat(70_000), "").contains("at most"));
    assertTrue(refusal("{\"a\":" + "[".repeat(60_000), "").contains("no key file"));
  }

  @Test
  void shouldNeverRepeatWhatStandsInTheFile() {
    String json = "{\"encoded\": secretsecret }";
    assertFalse(refusal(json, "hunter22").contains("secretsecret"));
  }

  private static String refusal(String json, String password) {
    var refused =
        assertThrows(InvalidSecret.class, () -> KeyFile.open(json, password.toCharArray()));
    return String.valueOf(refused.getMessage());
  }

  private static String file(String version, String type, String encoded) {
    return """
    {"encoded":"%s","encoding":{"content":["pkcs8","sr25519"],"type":%s,"version":"%s"},"meta":{"name":"a"}}"""
        .formatted(encoded, type, version);
  }

  private static String contentOfAlice() throws InvalidSecret {
    try (var alice = alice()) {
      return HEADER
          + Hex.encode(alice.secretKey()).substring(2)
          + DIVIDER
          + alice.account().toString().substring(2);
    }
  }

  private static Sr25519KeyPair alice() throws InvalidSecret {
    return SecretUri.open("//Alice".toCharArray());
  }
}
