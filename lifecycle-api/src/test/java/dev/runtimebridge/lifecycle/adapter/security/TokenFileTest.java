package dev.runtimebridge.lifecycle.adapter.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenFileTest {
  @TempDir Path temporary;

  @Test
  void shouldMakeAFileForItsOwnerAloneAndKeepIt() throws IOException {
    Path folder = temporary.resolve("data/api");
    Tokens made = TokenFile.openOrCreate(folder);
    Path file = folder.resolve("api-tokens");
    assertEquals("rw-------", mode(file));
    assertEquals(made.format(), TokenFile.openOrCreate(folder).format());
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  void shouldKnowTheRoleOfEachTokenAndOfNoOther() throws IOException {
    Tokens tokens = TokenFile.openOrCreate(temporary);
    List<String> lines = Files.readAllLines(temporary.resolve("api-tokens"));
    assertEquals(2, lines.size());
    for (String line : lines) {
      String[] words = line.split(" ", -1);
      assertEquals(64, words[1].length());
      assertEquals(Optional.of(words[0]), tokens.roleOf(words[1]).map(Role::text));
      assertEquals(Optional.empty(), tokens.roleOf(words[1].substring(1)));
      assertFalse(tokens.toString().contains(words[1]), "a token in a message");
    }
    assertEquals(Optional.empty(), tokens.roleOf(""));
  }

  @Test
  void shouldCloseAFileThatIsOpenToOthers() throws IOException {
    TokenFile.openOrCreate(temporary);
    Path file = temporary.resolve("api-tokens");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    TokenFile.openOrCreate(temporary);
    assertEquals("rw-------", mode(file));
  }

  @Test
  void shouldNotStartWithAFileThatHoldsSomethingElse() throws IOException {
    Files.writeString(temporary.resolve("api-tokens"), "operator short\n");
    var problem =
        assertThrows(IllegalArgumentException.class, () -> TokenFile.openOrCreate(temporary));
    assertTrue(problem.getMessage().contains("is no token file"), problem.getMessage());
    assertFalse(problem.getMessage().contains("short"), problem.getMessage());
  }

  @Test
  void shouldAgreeOnTokensWhenManyStartAtOnce() throws Exception {
    Callable<String> start = () -> TokenFile.openOrCreate(temporary).format();
    try (var starters = Executors.newVirtualThreadPerTaskExecutor()) {
      var made =
          starters.invokeAll(List.of(start, start, start, start, start, start, start, start));
      for (var one : made) {
        assertEquals(made.getFirst().get(), one.get());
      }
    }
  }

  @Test
  void shouldSayWhereAnApiThatListensEverywhereIsReached() throws IOException {
    AddressFile.write(temporary, "0.0.0.0", 8080);
    assertEquals("127.0.0.1:8080\n", Files.readString(temporary.resolve("api-address")));
    AddressFile.write(temporary, "::1", 8080);
    assertEquals("[::1]:8080\n", Files.readString(temporary.resolve("api-address")));
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
