package dev.runtimebridge.submitter.adapter.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file that opens all operators' secrets. */
class SealingKeyFileTest {
  @TempDir Path folder;

  private Path file() {
    return folder.resolve("keys").resolve(SealingKeyFile.NAME);
  }

  private String open() throws SealingKeyFile.Unusable {
    try (var keys = SealingKeyFile.openOrCreate(folder.resolve("keys"))) {
      return keys.keyId();
    }
  }

  @Test
  void shouldMakeTheFileForItsOwnerAloneAndFindItAgain() throws Exception {
    String made = open();
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
    assertEquals(made, open());
    try (Stream<Path> files = Files.list(file().getParent())) {
      assertEquals(List.of(file()), files.toList());
    }
  }

  @Test
  void shouldRefuseAFileThatOthersCanReadAndSayWhatToDo() throws Exception {
    open();
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r-----"));
    var refused = assertThrows(SealingKeyFile.Unusable.class, this::open);
    assertTrue(refused.getMessage().contains("chmod 600 " + file()), refused::getMessage);
    assertTrue(refused.getMessage().contains("rw-r-----"), refused::getMessage);
  }

  @Test
  void shouldRefuseWhatIsNoKeyWithoutShowingIt() throws Exception {
    open();
    String whole = Files.readString(file());
    for (String text :
        List.of("", whole.strip().substring(2), "zz" + whole.substring(2), whole + "00")) {
      Files.writeString(file(), text);
      var refused = assertThrows(SealingKeyFile.Unusable.class, this::open);
      assertTrue(refused.getMessage().contains(file().toString()), refused::getMessage);
      assertFalse(refused.getMessage().contains(whole.substring(2, 20)), refused::getMessage);
    }
  }

  @Test
  void shouldSayWhichSettingToChangeWhereTheFolderCannotBeMade() throws Exception {
    Files.writeString(folder.resolve("keys"), "a file");
    var refused = assertThrows(SealingKeyFile.Unusable.class, this::open);
    assertTrue(refused.getMessage().contains("bridge.submitter.key-dir"), refused::getMessage);
  }
}
