package dev.runtimebridge.devnet.worker.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files that are whole or not there. */
final class AtomicFile {
  private AtomicFile() {}

  static void write(Path file, byte[] content) {
    try {
      Path temporary = Files.createTempFile(file.getParent(), "new", ".tmp");
      Files.write(temporary, content);
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException error) {
      throw new UncheckedIOException("cannot write " + file, error);
    }
  }

  static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException error) {
      throw new UncheckedIOException("cannot read " + file, error);
    }
  }

  static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException error) {
      throw new UncheckedIOException("cannot delete " + file, error);
    }
  }
}
