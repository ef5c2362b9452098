package dev.runtimebridge.lifecycle.ctl;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads secrets from files, the terminal without echo, or the standard input. What goes wrong is
 * told by the file's name, never by what stands in it.
 *
 * @param input the standard input
 * @param person who sits at the terminal, if anybody does
 */
record SecretInput(InputStream input, @Nullable Person person) {
  private static final int LARGEST = 64 << 10;
  private static final Pattern YES = Pattern.compile("(?i)y|yes");
  private static final Path STANDARD_INPUT = Path.of("-");

  /** Whether somebody sits there who can be asked. */
  boolean isAsked() {
    return person != null;
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
    if (person == null) {
      return line(STANDARD_INPUT);
    }
    char[] typed = person.secret(question);
    if (typed == null) {
      throw CtlFailure.wrongUsage("nothing was typed: expected a secret");
    }
    try {
      return new String(typed);
    } finally {
      Arrays.fill(typed, '\0');
    }
  }

  /** Whether somebody who sits there says yes; nobody says no. */
  boolean confirm(String question) {
    if (person == null) {
      return false;
    }
    String answer = person.answer(question + " [y/N] ");
    return answer != null && YES.matcher(answer.strip()).matches();
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
