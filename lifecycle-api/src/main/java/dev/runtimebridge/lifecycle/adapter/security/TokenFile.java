package dev.runtimebridge.lifecycle.adapter.security;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file {@value #NAME}: made at the first start, readable by its owner alone. */
public final class TokenFile {
  /** Name of the file in the API's data folder. */
  public static final String NAME = "api-tokens";

  private static final Logger LOG = LoggerFactory.getLogger(TokenFile.class);
  private static final Set<PosixFilePermission> OWNER_ONLY =
      Set.copyOf(PosixFilePermissions.fromString("rw-------"));

  private TokenFile() {}

  /**
   * The tokens of the file in {@code folder}; makes both where they are not there yet.
   *
   * @throws UncheckedIOException if the folder cannot be used
   * @throws IllegalArgumentException if the file holds something else
   */
  public static Tokens openOrCreate(Path folder) {
    Path file = folder.resolve(NAME);
    try {
      if (!Files.exists(file)) {
        create(folder, file);
      }
      closeToOthers(file);
      return Tokens.parse(Files.readString(file, US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the token file %s cannot be used (%s): set bridge.api.data-dir to a folder of your own"
              .formatted(file, e),
          e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s is no token file (%s): delete it and a new one is made"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  // Written aside and linked into place whole: of two processes that start at once, one wins and
  // the other reads the winner's tokens.
  private static void create(Path folder, Path file) throws IOException {
    Files.createDirectories(folder);
    Path aside =
        Files.createTempFile(
            folder, NAME, ".new", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    try {
      String text = Tokens.generate(new SecureRandom()).format();
      try (var channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
        var bytes = ByteBuffer.wrap(text.getBytes(US_ASCII));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.createLink(file, aside);
      LOG.info("Tokens made: file={}", file);
    } catch (FileAlreadyExistsException e) {
      LOG.debug("Tokens were made by another process: file={}", file, e);
    } finally {
      Files.delete(aside);
    }
  }

  private static void closeToOthers(Path file) throws IOException {
    Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(file));
    if (!OWNER_ONLY.containsAll(permissions)) {
      LOG.warn(
          "Token file was open to others and is closed now; delete it to get new tokens: file={}",
          file);
      Files.setPosixFilePermissions(file, OWNER_ONLY);
    }
  }
}
