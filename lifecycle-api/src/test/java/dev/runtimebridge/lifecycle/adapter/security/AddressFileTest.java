package dev.runtimebridge.lifecycle.adapter.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddressFileTest {
  @TempDir Path folder;

  @Test
  void shouldSayWhereTheApiIsReachedAndNothingOnceItStopped() throws IOException {
    AddressFile.write(folder, "0.0.0.0", 8080);
    assertEquals("127.0.0.1:8080", Files.readString(folder.resolve("api-address")).strip());
    AddressFile.write(folder, "::1", 9090);
    assertEquals("[::1]:9090", Files.readString(folder.resolve("api-address")).strip());
    AddressFile.remove(folder);
    AddressFile.remove(folder);
    assertFalse(Files.exists(folder.resolve("api-address")));
  }
}
