package dev.runtimebridge.substrate.header;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.Hex;
import dev.runtimebridge.substrate.HostileInput;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.scale.MalformedScale;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeaderTest {
  private static final Bytes DATA = Bytes.fromHex("0xc0ffee");

  private static final Header ALL_KINDS =
      new Header(
          Hash256.fromHex("11".repeat(32)),
          1_234_567,
          Hash256.fromHex("22".repeat(32)),
          Hash256.fromHex("33".repeat(32)),
          List.of(
              new DigestItem.PreRuntime(EngineId.BABE, DATA),
              new DigestItem.Consensus(EngineId.GRANDPA, DATA),
              new DigestItem.Other(DATA),
              new DigestItem.RuntimeEnvironmentUpdated(),
              new DigestItem.Seal(EngineId.AURA, DATA)));

  @Test
  void shouldEncodeEveryKindOfLog() {
    String logs =
        "14"
            + "06424142450cc0ffee"
            + "0446524e4b0cc0ffee"
            + "000cc0ffee"
            + "08"
            + "05617572610cc0ffee";
    assertEquals(
        "0x" + "11".repeat(32) + "1e5a4b00" + "22".repeat(32) + "33".repeat(32) + logs,
        Hex.encode(ALL_KINDS.encode()));
    assertEquals(ALL_KINDS, Header.decode(ALL_KINDS.encode()));
  }

  @Test
  void shouldBeMadeOfTheLogsThatJsonRpcGives() {
    List<byte[]> logs = ALL_KINDS.digest().stream().map(DigestItem::encode).toList();
    Header header =
        Header.fromJsonParts(
            ALL_KINDS.parentHash(),
            ALL_KINDS.number(),
            ALL_KINDS.stateRoot(),
            ALL_KINDS.extrinsicsRoot(),
            logs);
    assertEquals(ALL_KINDS, header);
    assertEquals(ALL_KINDS.hash(), header.hash());
  }

  @Test
  void shouldCarryAnyNumberOf32Bits() {
    for (long number :
        new long[] {0, 63, 64, 16_383, 16_384, (1L << 30) - 1, 1L << 30, (1L << 32) - 1}) {
      Header header = withNumber(number);
      assertEquals(header, Header.decode(header.encode()));
    }
    assertThrows(IllegalArgumentException.class, () -> withNumber(1L << 32));
    assertThrows(IllegalArgumentException.class, () -> withNumber(-1));
  }

  @Test
  void shouldRefuseANumberBeyond32Bits() {
    String zeros = "00".repeat(32);
    byte[] encoded = Hex.decode(zeros + "070000000001" + zeros + zeros + "00");
    assertThrows(MalformedScale.class, () -> Header.decode(encoded));
  }

  @Test
  void shouldRefuseALogOfUnknownKind() {
    for (int kind : new int[] {1, 2, 3, 7, 9, 255}) {
      byte[] log = {(byte) kind, 0, 0, 0, 0, 0};
      assertThrows(MalformedScale.class, () -> DigestItem.decode(log), "kind " + kind);
    }
  }

  @Test
  void shouldRefuseALogWithBytesLeftOver() {
    assertArrayEquals(new byte[] {8}, DigestItem.decode(new byte[] {8}).encode());
    assertThrows(MalformedScale.class, () -> DigestItem.decode(new byte[] {8, 0}));
  }

  @Test
  void shouldBearHostileBytes() {
    HostileInput.mustBeRefused(ALL_KINDS.encode(), Header::decode);
    byte[] hugeDigest = Header.decode(withNumber(1).encode()).encode();
    hugeDigest[hugeDigest.length - 1] = (byte) 0xfc;
    assertThrows(MalformedScale.class, () -> Header.decode(hugeDigest));
  }

  @Test
  void shouldRefuseAnEngineIdOfAnotherSize() {
    assertThrows(IllegalArgumentException.class, () -> new EngineId(Bytes.utf8("FRNKS")));
  }

  private static Header withNumber(long number) {
    return new Header(Hash256.ZERO, number, Hash256.ZERO, Hash256.ZERO, List.of());
  }
}
