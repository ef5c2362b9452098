package dev.runtimebridge.submitter.adapter.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.runtimebridge.substrate.key.SealingKeyPair;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file {@value #NAME}: 64 hexadecimal digits of an X25519 private key and a line feed, made at
 * the first start, readable by its owner alone. Who loses it has to set every pool's operator anew;
 * submitters that stand by for each other need the same file.
 */
public final class SealingKeyFile {
  /** Name of the file in the key folder. */
  public static final String NAME = "sealing-key";

  private static final Logger LOG = LoggerFactory.getLogger(SealingKeyFile.class);
  private static final Set<PosixFilePermission> OWNER_ONLY =
      Set.copyOf(PosixFilePermissions.fromString("rw-------"));
  private static final byte[] DIGITS = "0123456789abcdef".getBytes(US_ASCII);
  private static final int TEXT_SIZE = 2 * SealingKeyPair.KEY_SIZE;

  private SealingKeyFile() {}

  /** The file cannot be used; the message names it and says what to do. */
  public static final class Unusable extends Exception {
    private static final long serialVersionUID = 1L;

    private Unusable(String message) {
      super(message);
    }
  }

  /** The key pair of the file in {@code folder}; makes all three where they are not there yet. */
  public static SealingKeyPair openOrCreate(Path folder) throws Unusable {
    Path file = folder.resolve(NAME);
    try {
      if (!Files.exists(file)) {
        create(folder, file);
      }
      refuseOpenToOthers(file);
      return read(file);
    } catch (IOException | UnsupportedOperationException e) {
      throw new Unusable(
          "the key file %s cannot be used (%s): set bridge.submitter.key-dir to a folder of your own"
              .formatted(file, e));
    }
  }

  private static void refuseOpenToOthers(Path file) throws IOException, Unusable {
    Set<PosixFilePermission> present = Files.getPosixFilePermissions(file);
    if (!OWNER_ONLY.containsAll(present)) {
      throw new Unusable(
          ("the key file %s has mode %s, so others on this machine may have read it: run \"chmod 600"
                  + " %s\" if you are sure that nobody did; else delete it, start again, and set every"
                  + " pool's operator anew, with a new secret where that can be had")
              .formatted(file, PosixFilePermissions.toString(present), file));
    }
  }

  private static SealingKeyPair read(Path file) throws IOException, Unusable {
    byte[] text = new byte[TEXT_SIZE + 2];
    byte[] key = new byte[SealingKeyPair.KEY_SIZE];
    try (var in = Files.newInputStream(file)) {
      int length = in.readNBytes(text, 0, text.length);
      boolean whole = length == TEXT_SIZE || (length == TEXT_SIZE + 1 && text[TEXT_SIZE] == '\n');
      for (int index = 0; whole && index < TEXT_SIZE; index++) {
        int digit = Character.digit(text[index], 16);
        whole = digit >= 0;
        key[index / 2] = (byte) ((key[index / 2] << 4) | digit);
      }
      if (!whole) {
        throw new Unusable(
            ("%s is no key file of the submitter (64 hexadecimal digits): bring back the right one,"
                    + " or delete it, and a new key is made, for which every pool's operator has to"
                    + " be set anew")
                .formatted(file));
      }
      return SealingKeyPair.fromPrivateKey(key);
    } finally {
      Arrays.fill(text, (byte) 0);
      Arrays.fill(key, (byte) 0);
    }
  }

  // Written aside and linked into place whole: of two processes that start at once, one wins and
  // the other reads the winner's key.
  private static void create(Path folder, Path file) throws IOException {
    Files.createDirectories(folder);
    Path aside =
        Files.createTempFile(
            folder, NAME, ".new", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    try (SealingKeyPair keys = SealingKeyPair.generate()) {
      write(aside, keys);
      Files.createLink(file, aside);
      LOG.info("Sealing key made: file={} keyId={}", file, keys.keyId());
    } catch (FileAlreadyExistsException e) {
      LOG.debug("Sealing key was made by another process: file={}", file, e);
    } finally {
      Files.delete(aside);
    }
  }

  private static void write(Path aside, SealingKeyPair keys) throws IOException {
    byte[] key = keys.privateKey();
    byte[] text = new byte[TEXT_SIZE + 1];
    try (var channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
      for (int index = 0; index < key.length; index++) {
        text[2 * index] = DIGITS[(key[index] >> 4) & 0x0f];
        text[2 * index + 1] = DIGITS[key[index] & 0x0f];
      }
      text[TEXT_SIZE] = '\n';
      var bytes = ByteBuffer.wrap(text);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    } finally {
      Arrays.fill(text, (byte) 0);
      Arrays.fill(key, (byte) 0);
    }
  }
}
