package dev.runtimebridge.substrate.codec;

import static dev.runtimebridge.substrate.metadata.HandmadeMetadata.array;
import static dev.runtimebridge.substrate.metadata.HandmadeMetadata.bits;
import static dev.runtimebridge.substrate.metadata.HandmadeMetadata.compact;
import static dev.runtimebridge.substrate.metadata.HandmadeMetadata.named;
import static dev.runtimebridge.substrate.metadata.HandmadeMetadata.primitive;
import static dev.runtimebridge.substrate.metadata.HandmadeMetadata.sequence;
import static dev.runtimebridge.substrate.metadata.HandmadeMetadata.struct;
import static dev.runtimebridge.substrate.metadata.HandmadeMetadata.tuple;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.metadata.HandmadeMetadata;
import dev.runtimebridge.substrate.scale.MalformedScale;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueCodecTest {
  private static final int CHAR = 1;
  private static final int U8 = 3;
  private static final int U32 = 5;

  @ParameterizedTest(name = "primitive {0}: {1}")
  @CsvSource({
    "3, 255, 0xff",
    "4, 65535, 0xffff",
    "5, 4294967295, 0xffffffff",
    "6, 18446744073709551615, 0xffffffffffffffff",
    "7, 1, 0x01000000000000000000000000000000",
    "8, 256, 0x0001000000000000000000000000000000000000000000000000000000000000",
    "9, -1, 0xff",
    "10, -32768, 0x0080",
    "11, -2, 0xfeffffff",
    "12, 5, 0x0500000000000000",
    "13, -1, 0xffffffffffffffffffffffffffffffff",
  })
  void shouldWriteNumbersOfEveryWidth(int index, BigInteger number, String hex) {
    assertBothWays(Value.of(number), hex, primitive(index));
  }

  @ParameterizedTest(name = "primitive {0}: {1}")
  @CsvSource({"3, 256", "3, -1", "9, 128", "9, -129", "6, 18446744073709551616"})
  void shouldRefuseNumbersBeyondTheirWidth(int index, BigInteger number) {
    var codec = codec(primitive(index));
    assertThrows(UnfitValue.class, () -> codec.encode(0, Value.of(number)));
  }

  @Test
  void shouldWriteTextsAndCharacters() {
    assertBothWays(Value.of("Phala"), "0x145068616c61", primitive(2));
    assertBothWays(Value.of("\u20ac"), "0xac200000", primitive(CHAR));
    var codec = codec(primitive(CHAR));
    assertThrows(UnfitValue.class, () -> codec.encode(0, Value.of("ab")));
    assertThrows(UnfitValue.class, () -> codec.encode(0, Value.of("\ud800")));
    assertMalformed("a character of number 55296", "0x00d80000", primitive(CHAR));
  }

  @Test
  void shouldTakeAStructOfOneNamelessFieldForThatField() {
    assertBothWays(
        Value.of(new byte[] {1, 2}),
        "0x0102",
        struct(List.of(), List.of(1)),
        array(2, 2),
        primitive(U8));
  }

  @Test
  void shouldFindFieldsByNameInAnyOrder() {
    var codec = codec(struct(List.of("a", "b"), List.of(1, 1)), primitive(U8));
    Value value = Value.struct(Value.field("b", Value.of(2)), Value.field("a", Value.of(1)));
    assertEquals("0x0102", codec.encode(0, value).hex());
    assertEquals("0x0102", codec.encode(0, Value.tuple(Value.of(1), Value.of(2))).hex());
    Value wrong = Value.struct(Value.field("a", Value.of(2)), Value.field("c", Value.of(1)));
    assertEquals(
        "no field b of [a, b]",
        assertThrows(UnfitValue.class, () -> codec.encode(0, wrong)).getMessage());
  }

  @Test
  void shouldWriteCompactNumbersHoweverTheyAreWrapped() {
    assertBothWays(
        Value.of(16384),
        "0x02000100",
        compact(1),
        struct(List.of("points"), List.of(2)),
        tuple(3),
        primitive(U32));
    assertBothWays(Value.unit(), "0x", compact(1), tuple());
    assertMalformed("compact 4294967296 for a U32", "0x070000000001", compact(1), primitive(U32));
    assertMalformed("a compact type 1 that is no number", "0x04", compact(1), primitive(2));
  }

  @ParameterizedTest(name = "{0} store {1}")
  @CsvSource({
    "Lsb0, 3, 0x280302",
    "Msb0, 3, 0x28c040",
    "Lsb0, 4, 0x280302",
    "Msb0, 4, 0x2840c0",
    "Lsb0, 5, 0x2803020000",
    "Msb0, 5, 0x28000040c0",
  })
  void shouldWriteBitsInEveryOrder(String order, int store, String hex) {
    // Bits 0, 1 and 9 of ten.
    Value bits = new Value.BitString(10, Bytes.fromHex("0x0302"));
    assertBothWays(bits, hex, bits(1, 2), primitive(store), named(order));
  }

  @Test
  void shouldTellBitsByTheirNumber() {
    var bits = new Value.BitString(10, Bytes.fromHex("0x0302"));
    assertTrue(bits.get(9));
    assertFalse(bits.get(8));
    assertThrows(IndexOutOfBoundsException.class, () -> bits.get(10));
    assertThrows(
        IllegalArgumentException.class, () -> new Value.BitString(9, Bytes.fromHex("0x03")));
  }

  @Test
  void shouldRefuseCountsThatTheBytesCannotHold() {
    assertMalformed("1073741823 bytes announced", "0xfeffffff", sequence(1), primitive(U8));
    assertMalformed("1073741823 bits announced", "0xfeffffff", bits(1, 2), primitive(U8), tuple());
    assertMalformed("more than 1064 parts", "0xfeffffff", sequence(1), tuple());
    assertMalformed("more than 1000 parts", "0x", array(4_000_000_000L, 1), tuple());
    assertMalformed("more than 1064 parts", "0xfeffffff", sequence(1), primitive(U32));
  }

  @Test
  void shouldRefuseTypesThatNeverEnd() {
    assertMalformed("more than 128 types deep", "0x00", struct(List.of("a"), List.of(0)));
    assertMalformed("more than 128 types deep", "0x" + "04".repeat(1_000), sequence(0));
    var codec = codec(sequence(0));
    Value deep = Value.sequence();
    for (int i = 0; i < 200; i++) {
      deep = Value.sequence(deep);
    }
    Value deepest = deep;
    assertThrows(UnfitValue.class, () -> codec.encode(0, deepest));
  }

  @Test
  void shouldKnowTypesWithoutBytes() {
    assertTrue(codec(tuple(1, 1), struct(List.of("a"), List.of(2)), tuple()).isEmpty(0));
    assertTrue(codec(array(0, 1), primitive(U8)).isEmpty(0));
    assertFalse(codec(tuple(1), primitive(U8)).isEmpty(0));
    assertFalse(codec(struct(List.of("a"), List.of(0))).isEmpty(0), "it never ends");
  }

  @Test
  void shouldSayWhatAValueIsNot() {
    assertEquals(
        "a Bool where a Int was expected",
        assertThrows(UnfitValue.class, () -> Value.of(true).asInt()).getMessage());
    assertThrows(UnfitValue.class, () -> Value.of(BigInteger.TWO.pow(63)).asLong());
    assertThrows(UnfitValue.class, () -> Value.tuple().get(0));
    assertThrows(UnfitValue.class, () -> Value.tuple().get("a"));
    assertThrows(UnfitValue.class, () -> Value.variant("Ok").asOption());
    assertEquals(Value.of(1), Value.some(Value.of(1)).asOption().orElseThrow());
    assertTrue(Value.none().asOption().isEmpty());
  }

  private static ValueCodec codec(byte[]... types) {
    return new ValueCodec(HandmadeMetadata.of(types).types());
  }

  private static void assertBothWays(Value value, String hex, byte[]... types) {
    assertEquals(hex, codec(types).encode(0, value).hex());
    assertEquals(value, codec(types).decode(0, Bytes.fromHex(hex)));
  }

  private static void assertMalformed(String why, String hex, byte[]... types) {
    var codec = codec(types);
    var refused = assertThrows(MalformedScale.class, () -> codec.decode(0, Bytes.fromHex(hex)));
    assertTrue(refused.getMessage().contains(why), refused.getMessage());
  }
}
