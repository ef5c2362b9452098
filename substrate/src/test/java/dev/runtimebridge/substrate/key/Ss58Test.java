package dev.runtimebridge.substrate.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.runtimebridge.substrate.SharedData;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class Ss58Test {
  private static final AccountId ALICE =
      AccountId.fromHex("0xd43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d");
  private static final String ADDRESS = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";

  @Test
  void shouldReadAndWriteTheAddressesOfManyNetworks() throws IOException, InvalidAddress {
    for (JsonNode vector : SharedData.json("crypto/ss58.json")) {
      String address = vector.get("address").asText();
      byte[] key = SharedData.hex(vector.get("publicKey"));
      if (key.length == AccountId.SIZE) {
        var account = AccountId.of(key);
        int prefix = vector.get("prefix").asInt();
        assertEquals(new Ss58.Address(account, prefix), Ss58.decode(address));
        assertEquals(address, Ss58.encode(account, prefix));
      } else {
        assertThrows(InvalidAddress.class, () -> Ss58.decode(address));
      }
    }
  }

  @Test
  void shouldKeepEveryPrefix() throws InvalidAddress {
    for (int prefix = 0; prefix <= 16383; prefix++) {
      assertEquals(new Ss58.Address(ALICE, prefix), Ss58.decode(Ss58.encode(ALICE, prefix)));
    }
    assertThrows(IllegalArgumentException.class, () -> Ss58.encode(ALICE, 16384));
    assertThrows(IllegalArgumentException.class, () -> Ss58.encode(ALICE, -1));
  }

  @Test
  void shouldSayWhatIsWrongWithAnAddress() {
    assertTrue(refusal(ADDRESS.replace('Q', 'R')).contains("checksum"));
    assertTrue(refusal(ADDRESS.replace('Q', '0')).contains("character 20"));
    assertTrue(refusal(ADDRESS.substring(5)).contains("no SS58 address"));
    assertTrue(refusal("").contains("has 0"));
    assertTrue(refusal("1".repeat(100_000)).contains("has 100000"));
    assertTrue(refusal("1111").contains("no SS58 address"));
  }

  private static String refusal(String text) {
    return String.valueOf(assertThrows(InvalidAddress.class, () -> Ss58.decode(text)).getMessage());
  }
}
