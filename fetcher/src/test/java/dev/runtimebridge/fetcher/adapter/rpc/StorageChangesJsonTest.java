package dev.runtimebridge.fetcher.adapter.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonFactory;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.storage.StorageChanges;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StorageChangesJsonTest {

  @Test
  void shouldTellAnEmptyValueFromARemoval() throws IOException {
    Bytes encoded =
        read(
            "[{\"mainStorageChanges\":[[\"0x01\",\"0x\"],[\"0x02\",null]],"
                + "\"childStorageChanges\":[[\"0x03\",[[\"0x04\",\"0x05\"]]]]}]");
    StorageChanges changes = StorageChanges.decode(encoded.toByteArray());
    assertEquals(Optional.of(Bytes.EMPTY), changes.main().get(0).value());
    assertEquals(Optional.empty(), changes.main().get(1).value());
    assertEquals(
        List.of(Bytes.fromHex("05")),
        List.of(changes.child().get(0).changes().get(0).value().orElseThrow()));
  }

  private static Bytes read(String text) throws IOException {
    try (var json = new JsonFactory().createParser(text)) {
      json.nextToken();
      return StorageChangesJson.single(json);
    }
  }
}
