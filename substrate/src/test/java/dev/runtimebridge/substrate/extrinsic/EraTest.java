package dev.runtimebridge.substrate.extrinsic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.SharedData;
import dev.runtimebridge.substrate.scale.MalformedScale;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class EraTest {
  @Test
  void shouldLastAsLongAsPolkadotJsSays() throws IOException {
    for (JsonNode vector : SharedData.json("vectors/era.json")) {
      long current = vector.get("current").asLong();
      Era era = Era.mortal(vector.get("askedPeriod").asLong(), current);
      assertEquals(
          new Era.Mortal(vector.get("period").asInt(), vector.get("phase").asInt()),
          era,
          vector.toString());
      assertEquals(vector.get("birth").asLong(), era.birth(current));
      assertEquals(vector.get("death").asLong(), era.death(current));
      assertEquals(vector.get("hex").asText(), bytes(era).hex());
      assertEquals(era, read(bytes(era)));
    }
  }

  @Test
  void shouldNeverEndWhenImmortal() {
    Era era = Era.immortal();
    assertEquals("0x00", bytes(era).hex());
    assertEquals(era, read(bytes(era)));
    assertEquals(0, era.birth(77));
    assertEquals(Long.MAX_VALUE, era.death(77));
  }

  @Test
  void shouldKeepItsBirthUntilItsDeath() {
    Era era = Era.mortal(64, 100);
    for (long current = 100; current < 164; current++) {
      assertEquals(100, era.birth(current));
      assertEquals(164, era.death(current));
    }
    assertEquals(164, era.birth(164));
  }

  @Test
  void shouldBoundPeriods() {
    assertEquals(new Era.Mortal(4, 1), Era.mortal(0, 5));
    assertEquals(new Era.Mortal(65536, 0), Era.mortal(Long.MAX_VALUE, 5));
  }

  @Test
  void shouldRefuseWhatCannotBe() {
    assertThrows(IllegalArgumentException.class, () -> Era.mortal(64, -1));
    assertThrows(IllegalArgumentException.class, () -> new Era.Mortal(63, 0));
    assertThrows(IllegalArgumentException.class, () -> new Era.Mortal(64, 64));
    assertThrows(IllegalArgumentException.class, () -> new Era.Mortal(8192, 1));
    assertThrows(MalformedScale.class, () -> read(Bytes.fromHex("0x4100"))); // phase 4 of 4
    assertThrows(MalformedScale.class, () -> read(Bytes.fromHex("0x1000"))); // period 2
    assertThrows(MalformedScale.class, () -> read(Bytes.fromHex("0x01")));
  }

  private static Era read(Bytes bytes) {
    return ScaleReader.decodeAll(bytes.toByteArray(), Era::read);
  }

  private static Bytes bytes(Era era) {
    ScaleWriter writer = new ScaleWriter();
    era.write(writer);
    return Bytes.of(writer.toByteArray());
  }
}
