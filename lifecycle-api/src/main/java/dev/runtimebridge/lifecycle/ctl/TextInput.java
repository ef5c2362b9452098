package dev.runtimebridge.lifecycle.ctl;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads documents that people hand over: UTF-8, and not without end. */
final class TextInput {
  private static final int LARGEST = 16 << 20;
  private static final Path STANDARD_INPUT = Path.of("-");

  private final Ctl ctl;

  TextInput(Ctl ctl) {
    this.ctl = ctl;
  }

  /** All of a file, or of the standard input for {@code -}. */
  String read(Path file) {
    try (InputStream in = open(file)) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw CtlFailure.wrongUsage(
            "%s has more than %d MiB: expected a list of pools or workers"
                .formatted(file, LARGEST >> 20));
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw CtlFailure.wrongUsage("%s is no text: expected UTF-8".formatted(file));
    } catch (IOException e) {
      throw CtlFailure.wrongUsage(
          "%s cannot be read (%s)".formatted(file, e.getClass().getSimpleName()));
    }
  }

  private InputStream open(Path file) throws IOException {
    return file.equals(STANDARD_INPUT)
        ? ctl.secrets().input()
        : Files.newInputStream(ctl.file(file));
  }
}
