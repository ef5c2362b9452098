package dev.runtimebridge.substrate.key;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.runtimebridge.substrate.SharedData;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretUriTest {
  private static final String PHRASE =
      "bottom drive obey lake curtain smoke basket hold race lonely fit walk";
  private static final AccountId ALICE =
      AccountId.fromHex("0xd43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d");

  @Test
  void shouldFindTheAccountsThatPolkadotJsFinds() throws IOException, InvalidSecret {
    for (JsonNode vector : SharedData.json("crypto/suri-sr25519.json")) {
      String uri = vector.get("suri").asText();
      try (var pair = open(uri)) {
        assertEquals(AccountId.fromHex(vector.get("publicKey").asText()), pair.account(), uri);
        assertEquals(vector.get("ss58").asText(), Ss58.encode(pair.account(), 42));
      }
    }
  }

  @Test
  void shouldMakeTheKeysOfEveryLengthOfMnemonic() throws IOException, InvalidSecret {
    for (JsonNode vector : SharedData.json("crypto/substrate-bip39.json")) {
      if (vector.hasNonNull("sr25519Secret")) {
        String mnemonic = vector.get("mnemonic").asText();
        try (var pair = open(mnemonic + "///Substrate")) {
          assertArrayEquals(
              SharedData.hex(vector.get("sr25519Secret")), pair.secretKey(), mnemonic);
        }
      }
    }
  }

  @Test
  void shouldTakeDevelopmentNamesSeedsAndLooseSpaces() throws InvalidSecret {
    assertEquals(ALICE, account("//Alice"));
    assertEquals(ALICE, account("  " + PHRASE.replace(" ", "  ") + "\n//Alice"));
    String seed = "0xfac7959dbfe72f052e5a0c3c8d6530f202b02fd8f9f5ca3580ec8deb7797479e";
    assertEquals(account(PHRASE), account(seed));
    assertEquals(ALICE, account(seed + "//Alice"));
    assertEquals(ALICE, account(seed + "//Alice///ignored behind a seed"));
  }

  @Test
  void shouldHashLongJunctionsAndKeepLargeNumbersAsText() throws InvalidSecret {
    String long64 = "x".repeat(64);
    assertFalse(account("//" + long64).equals(account("//" + long64.substring(1))));
    assertFalse(account("//18446744073709551616").equals(account("//0")));
    assertFalse(account("//1").equals(account("/1")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bottom drive obey lake curtain smoke basket hold race lonely fit wolk|word 12 of",
        "bottom drive obey lake curtain smoke basket hold race lonely walk fit|checksum",
        "bottom drive obey lake curtain|12, 15, 18, 21 or 24 words, this one has 5",
        "0x1234|64 hexadecimal digits, this one has 4",
        "0xzac7959dbfe72f052e5a0c3c8d6530f202b02fd8f9f5ca3580ec8deb7797479e|digit 1 ",
        "//Alice/|junction 2",
        "//Alice//|junction 2",
        "/|junction 1",
        "''|1 to 4096 characters, this one has 0",
      })
  void shouldSayWhatIsWrongAndNothingOfTheSecret(String uri, String says) {
    String message = refusal(uri);
    assertTrue(message.contains(says), message);
    for (String part : uri.split("[ /]+", -1)) {
      assertTrue(part.length() < 4 || !message.contains(part), message);
    }
  }

  @Test
  void shouldBoundItsLengthAndItsJunctions() {
    assertTrue(refusal("x".repeat(5000)).contains("this one has 5000"));
    assertTrue(refusal("/a".repeat(33)).contains("at most 32 junctions"));
    assertTrue(refusal("//\ud800").contains("half a character"));
  }

  private static String refusal(String uri) {
    return String.valueOf(assertThrows(InvalidSecret.class, () -> open(uri)).getMessage());
  }

  private static AccountId account(String uri) throws InvalidSecret {
    try (var pair = open(uri)) {
      return pair.account();
    }
  }

  private static Sr25519KeyPair open(String uri) throws InvalidSecret {
    return SecretUri.open(uri.toCharArray());
  }
}
