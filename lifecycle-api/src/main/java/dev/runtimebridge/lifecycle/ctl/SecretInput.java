package dev.runtimebridge.lifecycle.ctl;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads secrets from files, the terminal without echo, or the standard input. What goes wrong is
 * told by the file's name, never by what stands in it.
 *
 * @param input the standard input
 * @param console the terminal, if there is one
 */
record SecretInput(InputStream input, @Nullable Console console) {
  private static final int LARGEST = 64 << 10;
  private static final Path STANDARD_INPUT = Path.of("-");

  /** Whether somebody sits there who can be asked. */
  boolean isAsked() {
    return console != null;
  }

  /** All of a file. */
  String file(Path path) {
    try {
      if (path.equals(STANDARD_INPUT)) {
        return text(input.readNBytes(LARGEST + 1), "the standard input");
      }
      try (InputStream in = Files.newInputStream(path)) {
        return text(in.readNBytes(LARGEST + 1), path.toString());
      }
    } catch (IOException e) {
      throw CtlFailure.wrongUsage(
          "%s cannot be read (%s): expected a file with the secret"
              .formatted(path, e.getClass().getSimpleName()));
    }
  }

  /** All of a file but the ends of its last line. */
  String line(Path path) {
    return file(path).replaceAll("[\\r\\n]+$", "");
  }

  /** What somebody types unseen, or the standard input where nobody sits. */
  String ask(String question) {
    if (console == null) {
      return line(STANDARD_INPUT);
    }
    char[] typed = console.readPassword("%s", question);
    if (typed == null) {
      throw CtlFailure.wrongUsage("nothing was typed: expected a secret");
    }
    try {
      return new String(typed);
    } finally {
      Arrays.fill(typed, '\0');
    }
  }

  private static String text(byte[] bytes, String where) {
    try {
      if (bytes.length > LARGEST) {
        throw CtlFailure.wrongUsage(
            "%s has more than %d bytes: expected a secret".formatted(where, LARGEST));
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }
}
