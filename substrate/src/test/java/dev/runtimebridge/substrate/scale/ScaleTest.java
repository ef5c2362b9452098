package dev.runtimebridge.substrate.scale;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.runtimebridge.substrate.Hex;
import dev.runtimebridge.substrate.SharedData;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScaleTest {
  @Test
  void shouldReadAndWriteTheCompactIntegersOfOtherImplementations() throws IOException {
    for (JsonNode vector : SharedData.json("vectors/scale-compact.json")) {
      var value = new BigInteger(vector.get("value").asText());
      byte[] encoded = SharedData.hex(vector.get("hex"));
      assertEquals(value, ScaleReader.decodeAll(encoded, ScaleReader::compact));
      assertArrayEquals(encoded, new ScaleWriter().compact(value).toByteArray());
    }
  }

  @Test
  void shouldGiveBackWhatWasWritten() {
    long seed = 7;
    var random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      var compact = new BigInteger(random.nextInt(537), random);
      long u32 = random.nextLong() & 0xffff_ffffL;
      long u64 = random.nextLong();
      var u128 = new BigInteger(random.nextInt(129), random);
      byte[] encoded =
          new ScaleWriter(1)
              .u8(i & 0xff)
              .u16(i & 0xffff)
              .u32(u32)
              .u64(u64)
              .u128(u128)
              .compact(compact)
              .compact(u32)
              .toByteArray();
      ScaleReader reader = ScaleReader.of(encoded);
      assertEquals(i & 0xff, reader.u8());
      assertEquals(i & 0xffff, reader.u16());
      assertEquals(u32, reader.u32());
      assertEquals(u64, reader.u64());
      assertEquals(u128, reader.u128());
      assertEquals(compact, reader.compact(), "seed " + seed + " step " + i);
      assertEquals(u32, reader.compactU32());
      reader.end();
    }
  }

  @Test
  void shouldWriteCompactIntegersOfLongAndBigIntegerAlike() {
    for (int bits = 0; bits < 63; bits++) {
      for (long value : new long[] {(1L << bits) - 1, 1L << bits, (1L << bits) + 1}) {
        byte[] encoded = new ScaleWriter().compact(value).toByteArray();
        assertArrayEquals(
            encoded, new ScaleWriter().compact(BigInteger.valueOf(value)).toByteArray());
        assertEquals(
            BigInteger.valueOf(value), ScaleReader.decodeAll(encoded, ScaleReader::compact));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0x0100",
        "0xfd00",
        "0x02000000",
        "0xfeff0000",
        "0x0300000000",
        "0x03ffffff3f",
        "0x070000000000",
        "0x07ffffffff00",
        "0x0bffffffffff00"
      })
  void shouldRefuseACompactIntegerThatIsLongerThanNeeded(String hex) {
    refused(hex, ScaleReader::compact);
  }

  @Test
  void shouldTakeTheLeastValueOfEachCompactForm() {
    assertEquals(64, decoded("0x0101", ScaleReader::compactU32));
    assertEquals(1 << 14, decoded("0x02000100", ScaleReader::compactU32));
    assertEquals(1L << 30, decoded("0x0300000040", ScaleReader::compactU32));
    assertEquals(BigInteger.ONE.shiftLeft(32), decoded("0x070000000001", ScaleReader::compact));
  }

  @Test
  void shouldRefuseACompactBeyond32BitsWhereABlockNumberStands() {
    assertEquals(0xffff_ffffL, decoded("0x03ffffffff", ScaleReader::compactU32));
    refused("0x070000000001", ScaleReader::compactU32);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0x0800", "0x0c0102", "0x02000100", "0x03ffffffff", "0x13ffffffffffffffff"})
  void shouldRefuseACountThatTheInputCannotHold(String hex) {
    refused(hex, ScaleReader::byteVec);
    refused(hex, reader -> reader.list(1, ScaleReader::u8));
  }

  @Test
  void shouldRefuseABoolOrAnOptionOtherThanZeroOrOne() {
    refused("0x02", ScaleReader::bool);
    refused("0x0205", reader -> reader.option(ScaleReader::u8));
    assertEquals(Optional.of(5), decoded("0x0105", reader -> reader.option(ScaleReader::u8)));
    assertEquals(Optional.empty(), decoded("0x00", reader -> reader.option(ScaleReader::u8)));
  }

  @Test
  void shouldRefuseAStringThatIsNoUtf8() {
    assertEquals("aé", decoded("0x0c61c3a9", ScaleReader::string));
    refused("0x08c361", ScaleReader::string);
    refused("0x04ff", ScaleReader::string);
  }

  @Test
  void shouldRefuseAnEndInsideAnyValue() {
    List<Function<ScaleReader, ?>> values =
        List.of(
            ScaleReader::u8,
            ScaleReader::u16,
            ScaleReader::u32,
            ScaleReader::u64,
            ScaleReader::u128,
            ScaleReader::bool,
            ScaleReader::compact,
            ScaleReader::compactU32,
            ScaleReader::string);
    values.forEach(value -> refused("0x", value));
    refused("0x010203", ScaleReader::u32);
    refused("0x0102", reader -> reader.bytes(-1));
  }

  @Test
  void shouldRefuseBytesThatAreLeftOver() {
    refused("0x0100", ScaleReader::u8);
  }

  @Test
  void shouldNotWriteNumbersThatDoNotFit() {
    var writer = new ScaleWriter();
    assertThrows(IllegalArgumentException.class, () -> writer.u8(256));
    assertThrows(IllegalArgumentException.class, () -> writer.u8(-1));
    assertThrows(IllegalArgumentException.class, () -> writer.u16(1 << 16));
    assertThrows(IllegalArgumentException.class, () -> writer.u32(1L << 32));
    assertThrows(IllegalArgumentException.class, () -> writer.u32(-1));
    assertThrows(IllegalArgumentException.class, () -> writer.compact(-1));
    BigInteger tooBig = BigInteger.ONE.shiftLeft(536);
    assertThrows(IllegalArgumentException.class, () -> writer.compact(tooBig));
    assertThrows(IllegalArgumentException.class, () -> writer.u128(tooBig));
    assertThrows(
        IllegalArgumentException.class,
        () -> writer.compact(BigInteger.ONE.shiftLeft(70).negate()));
    assertEquals(0, writer.toByteArray().length);
  }

  private static <T> T decoded(String hex, Function<ScaleReader, T> value) {
    return ScaleReader.decodeAll(Hex.decode(hex), value);
  }

  private static void refused(String hex, Function<ScaleReader, ?> value) {
    assertThrows(MalformedScale.class, () -> decoded(hex, value), hex);
  }
}
