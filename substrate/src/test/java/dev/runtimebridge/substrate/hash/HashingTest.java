package dev.runtimebridge.substrate.hash;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.runtimebridge.substrate.SharedData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HashingTest {
  @Test
  void shouldHashAsOtherImplementationsDo() throws IOException {
    for (JsonNode vector : SharedData.json("vectors/hashes.json")) {
      byte[] data = SharedData.hex(vector.get("data"));
      equal(vector, "blake2_128", Hashing.blake2b128(data));
      equal(vector, "blake2_256", Hashing.blake2b256(data).bytes());
      equal(vector, "blake2_512", Hashing.blake2b512(data));
      equal(vector, "twox64", Hashing.twox64(data));
      equal(vector, "twox128", Hashing.twox128(data));
      equal(vector, "twox256", Hashing.twox256(data));
    }
  }

  @Test
  void shouldHashPartsAsOneRow() {
    byte[] whole = "a row of bytes".getBytes(StandardCharsets.UTF_8);
    for (int cut = 0; cut <= whole.length; cut++) {
      byte[] head = Arrays.copyOf(whole, cut);
      byte[] tail = Arrays.copyOfRange(whole, cut, whole.length);
      assertEquals(Hashing.blake2b256(whole), Hashing.blake2b256(head, tail));
    }
  }

  @Test
  void shouldCompareHashesByTheirUnsignedBytes() {
    byte[] high = new byte[32];
    high[0] = (byte) 0x80;
    assertTrue(Hash256.of(high).compareTo(Hash256.ZERO) > 0);
    assertEquals(Hash256.of(high), Hash256.fromHex(Hash256.of(high).toString()));
    assertThrows(IllegalArgumentException.class, () -> Hash256.of(new byte[31]));
    high[0] = 0;
    assertEquals(0x80, Hash256.fromHex("0x80" + "00".repeat(31)).bytes()[0] & 0xff);
  }

  private static void equal(JsonNode vector, String name, byte[] hash) {
    assertArrayEquals(SharedData.hex(vector.get(name)), hash, name + " of " + vector.get("data"));
  }
}
