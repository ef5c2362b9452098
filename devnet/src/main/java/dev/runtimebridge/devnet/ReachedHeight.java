package dev.runtimebridge.devnet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * The height that was announced, in a file that is written before the announcement. Blocks follow
 * from settings, so the height is all that a devnet needs to come back after it was killed.
 */
final class ReachedHeight {
  private final Optional<Path> file;

  ReachedHeight(Optional<Path> dataDir) {
    this.file = dataDir.map(folder -> folder.resolve("reached-relay-height"));
  }

  /** The height written last, 0 where there is none. */
  long read() {
    if (file.isEmpty() || !Files.exists(file.get())) {
      return 0;
    }
    try {
      return Long.parseLong(Files.readString(file.get(), StandardCharsets.US_ASCII).strip());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file.get(), e);
    } catch (NumberFormatException e) {
      throw new IllegalStateException(file.get() + " holds no height; delete it to begin anew", e);
    }
  }

  /** Remembers a height, whole or not at all. */
  void write(long height) {
    if (file.isEmpty()) {
      return;
    }
    Path target = file.get();
    Path next = target.resolveSibling(target.getFileName() + ".next");
    try {
      Files.createDirectories(target.toAbsolutePath().getParent());
      Files.writeString(next, height + "\n", StandardCharsets.US_ASCII);
      Files.move(next, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + target, e);
    }
  }
}
