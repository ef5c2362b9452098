package dev.runtimebridge.substrate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class BytesTest {
  @Test
  void shouldNotChangeWithTheArrayItCameFromOrGave() {
    byte[] array = {1, 2, 3};
    Bytes bytes = Bytes.of(array);
    array[0] = 9;
    bytes.toByteArray()[1] = 9;
    assertArrayEquals(new byte[] {1, 2, 3}, bytes.toByteArray());
  }

  @Test
  void shouldEqualByContent() {
    assertEquals(Bytes.fromHex("0x0102"), Bytes.of(new byte[] {1, 2}));
    assertEquals(Bytes.fromHex("0102").hashCode(), Bytes.of(new byte[] {1, 2}).hashCode());
    assertNotEquals(Bytes.EMPTY, Bytes.fromHex("00"));
    assertEquals(Bytes.EMPTY, Bytes.fromHex("0x"));
  }

  @Test
  void shouldOrderByUnsignedBytesAndPutAPrefixFirst() {
    List<Bytes> ordered =
        List.of(
            Bytes.EMPTY,
            Bytes.fromHex("00"),
            Bytes.fromHex("7f"),
            Bytes.fromHex("7f00"),
            Bytes.fromHex("80"),
            Bytes.fromHex("ff"));
    assertEquals(ordered, ordered.reversed().stream().sorted().toList());
  }

  @Test
  void shouldTellPrefixesAndSlices() {
    Bytes key = Bytes.utf8(":code");
    assertTrue(key.startsWith(Bytes.utf8(":co")));
    assertTrue(key.startsWith(Bytes.EMPTY));
    assertFalse(key.startsWith(Bytes.utf8(":code2")));
    assertEquals(Bytes.utf8("od"), key.slice(2, 4));
    assertEquals(Bytes.EMPTY, key.slice(5, 5));
    assertThrows(IndexOutOfBoundsException.class, () -> key.slice(3, 6));
    assertThrows(IndexOutOfBoundsException.class, () -> key.slice(3, 2));
  }

  @Test
  void shouldJoinParts() {
    assertEquals(
        Bytes.fromHex("0x010203"), Bytes.concat(new byte[] {1}, new byte[0], new byte[] {2, 3}));
  }

  @Test
  void shouldShowHexadecimalText() {
    assertEquals("0x00ff", Bytes.of(new byte[] {0, (byte) 0xff}).hex());
    assertEquals("0x", Bytes.EMPTY.toString());
    assertEquals(255, Bytes.fromHex("00ff").at(1));
  }

  @Test
  void shouldRefuseTextThatIsNotHexadecimal() {
    assertThrows(IllegalArgumentException.class, () -> Bytes.fromHex("0x1"));
    assertThrows(IllegalArgumentException.class, () -> Bytes.fromHex("0xzz"));
  }
}
