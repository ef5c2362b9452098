package dev.runtimebridge.solo;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Where one process keeps everything; moving this folder moves the bridge.
 *
 * @param root the folder itself
 */
public record DataFolder(Path root) {

  /** The folder at {@code root}, made if it is not there, as an absolute path. */
  public static DataFolder at(Path root) {
    try {
      return new DataFolder(Files.createDirectories(root.toAbsolutePath().normalize()));
    } catch (IOException e) {
      throw new UncheckedIOException("the data folder " + root + " cannot be made", e);
    }
  }

  /** The log: Kafka's own files. */
  public Path kafka() {
    return root.resolve("kafka");
  }

  /** Where the broker that runs on this folder listens, for who reads the log beside it. */
  public Path brokerAddress() {
    return root.resolve("broker-address");
  }

  /** Tables of the syncer in RocksDB; may be deleted at any time while nothing runs. */
  public Path tables() {
    return root.resolve("tables");
  }

  /** Tables of the dispatcher in RocksDB; may be deleted at any time while nothing runs. */
  public Path rounds() {
    return root.resolve("rounds");
  }

  /** Tokens and address of the API, for {@code ctl}. */
  public Path api() {
    return root;
  }

  /** The sealing key, which opens the pool operators' secrets. */
  public Path keys() {
    return root.resolve("keys");
  }

  /** What the simulated chains and workers remember. */
  public Path devnet() {
    return root.resolve("devnet");
  }

  /** What the services say, rotated. */
  public Path log() {
    return root.resolve("bridge.log");
  }

  /** Bytes of the records in the log; index files are larger than what they hold. */
  public long kafkaBytes() {
    return sizeOf(kafka(), file -> file.toString().endsWith(".log"));
  }

  /** Bytes of the tables on disk. */
  public long tableBytes() {
    return sizeOf(tables(), file -> true) + sizeOf(rounds(), file -> true);
  }

  /** Files that vanish meanwhile count nothing. */
  private static long sizeOf(Path folder, Predicate<Path> counted) {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(counted).mapToLong(DataFolder::sizeOfFile).sum();
    } catch (IOException | UncheckedIOException e) {
      return 0;
    }
  }

  /** Deletes {@code folder} and all below it; what cannot be deleted stays. */
  public static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException | UncheckedIOException e) {
      System.err.println("the folder " + folder + " was not deleted: " + e.getMessage());
    }
  }

  private static long sizeOfFile(Path file) {
    try {
      return Files.isRegularFile(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      return 0;
    }
  }
}
