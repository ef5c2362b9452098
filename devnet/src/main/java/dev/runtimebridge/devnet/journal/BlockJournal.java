package dev.runtimebridge.devnet.journal;

import dev.runtimebridge.substrate.hash.Hashing;
import dev.runtimebridge.substrate.scale.MalformedScale;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file to which entries are added, each whole before {@link #append} returns. It survives the end
 * of the process at any moment, not that of the machine. Safe for all threads.
 *
 * <pre>
 * file = *( length:u32 checksum:8OCTET entry )    ; big endian; the checksum begins the entry's BLAKE2b-256
 * </pre>
 */
public final class BlockJournal implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BlockJournal.class);
  private static final int CHECKSUM = 8;
  private static final int HEAD = Integer.BYTES + CHECKSUM;

  private final FileChannel channel;
  private final List<JournalEntry> found;

  private BlockJournal(FileChannel channel, List<JournalEntry> found) {
    this.channel = channel;
    this.found = List.copyOf(found);
  }

  /**
   * Opens the journal in {@code file}, making it where there is none. A last entry that was not
   * written to its end is cut off.
   *
   * @throws IllegalStateException if an entry before the last one is not what was written
   */
  public static BlockJournal open(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      byte[] written = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
      List<JournalEntry> found = new ArrayList<>();
      int whole = read(file, written, found);
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (whole < written.length) {
        LOG.warn(
            "last entry of the journal cut off file={} bytes={}", file, written.length - whole);
        channel.truncate(whole);
      }
      channel.position(whole);
      return new BlockJournal(channel, found);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot open the journal " + file, e);
    }
  }

  /** What it held when it was opened, oldest first. */
  public List<JournalEntry> found() {
    return found;
  }

  /** Adds an entry. */
  public synchronized void append(JournalEntry entry) {
    byte[] content = entry.encode();
    ByteBuffer bytes = ByteBuffer.allocate(HEAD + content.length);
    bytes.putInt(content.length).put(checksum(content)).put(content).flip();
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the journal", e);
    }
  }

  @Override
  public synchronized void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close the journal", e);
    }
  }

  /** Reads entries and says where the last whole one ends. */
  private static int read(Path file, byte[] written, List<JournalEntry> found) {
    int at = 0;
    while (written.length - at >= HEAD) {
      ByteBuffer head = ByteBuffer.wrap(written, at, HEAD);
      long end = (long) at + HEAD + Integer.toUnsignedLong(head.getInt());
      if (end > written.length) {
        break;
      }
      byte[] content = Arrays.copyOfRange(written, at + HEAD, (int) end);
      byte[] checksum = Arrays.copyOfRange(written, at + Integer.BYTES, at + HEAD);
      try {
        if (!Arrays.equals(checksum, checksum(content))) {
          throw new MalformedScale("its checksum is wrong");
        }
        found.add(JournalEntry.decode(content));
      } catch (MalformedScale e) {
        if (end == written.length) {
          break;
        }
        throw new IllegalStateException(
            "the journal %s is broken at byte %d: %s; delete the folder to begin anew"
                .formatted(file, at, e.getMessage()),
            e);
      }
      at = (int) end;
    }
    return at;
  }

  private static byte[] checksum(byte[] content) {
    return Arrays.copyOf(Hashing.blake2b256(content).bytes(), CHECKSUM);
  }
}
