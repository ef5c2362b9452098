package dev.runtimebridge.substrate.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.Hex;
import dev.runtimebridge.substrate.HostileInput;
import dev.runtimebridge.substrate.scale.MalformedScale;
import dev.runtimebridge.substrate.storage.StorageChanges.Change;
import dev.runtimebridge.substrate.storage.StorageChanges.ChildChanges;
import java.util.List;
import org.junit.jupiter.api.Test;

class StorageChangesTest {
  private static final Bytes KEY = Bytes.fromHex("0xaabb");
  private static final Bytes VALUE = Bytes.fromHex("0x01");

  private static final StorageChanges ALL_KINDS =
      new StorageChanges(
          List.of(Change.put(KEY, VALUE), Change.put(VALUE, Bytes.EMPTY), Change.remove(KEY)),
          List.of(new ChildChanges(VALUE, List.of(Change.remove(KEY), Change.put(KEY, VALUE)))));

  @Test
  void shouldEncodeByteForByteAsPruntimeReads() {
    String main = "0c" + "08aabb010401" + "04010100" + "08aabb00";
    String child = "04" + "0401" + "08" + "08aabb00" + "08aabb010401";
    assertEquals("0x" + main + child, Hex.encode(ALL_KINDS.encode()));
    assertEquals(ALL_KINDS, StorageChanges.decode(ALL_KINDS.encode()));
    assertArrayEquals(new byte[] {0, 0}, StorageChanges.NONE.encode());
  }

  @Test
  void shouldTellAnEmptyValueFromARemovedOne() {
    var emptied = new StorageChanges(List.of(Change.put(KEY, Bytes.EMPTY)), List.of());
    var removed = new StorageChanges(List.of(Change.remove(KEY)), List.of());
    assertNotEquals(emptied, removed);
    assertEquals("0x0408aabb010000", Hex.encode(emptied.encode()));
    assertEquals("0x0408aabb0000", Hex.encode(removed.encode()));
    assertEquals(emptied, StorageChanges.decode(emptied.encode()));
    assertEquals(removed, StorageChanges.decode(removed.encode()));
  }

  @Test
  void shouldGiveBackAWholeState() {
    var state =
        new StorageState(
            List.of(new StorageEntry(KEY, VALUE), new StorageEntry(VALUE, Bytes.EMPTY)));
    assertEquals("0x0808aabb0401040100", Hex.encode(state.encode()));
    assertEquals(state, StorageState.decode(state.encode()));
    HostileInput.mustBeRefused(state.encode(), StorageState::decode);
  }

  @Test
  void shouldBearHostileBytes() {
    HostileInput.mustBeRefused(ALL_KINDS.encode(), StorageChanges::decode);
    for (String hugeCount :
        List.of("0x03ffffffff", "0xfeffffff0000", "0x04feffffff", "0x0003ffffff7f")) {
      assertThrows(
          MalformedScale.class, () -> StorageChanges.decode(Hex.decode(hugeCount)), hugeCount);
    }
  }
}
