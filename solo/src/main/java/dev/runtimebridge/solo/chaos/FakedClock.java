package dev.runtimebridge.solo.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The wall clock of one process, which can be set to another time while it runs. It is done by
 * libfaketime, which Debian has as a package; monotonic time goes on as it is.
 */
final class FakedClock {
  private static final List<Path> LIBRARIES =
      List.of(
          Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1"),
          Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1"),
          Path.of("/usr/lib/faketime/libfaketime.so.1"));

  private final Path library;
  private final Path file;

  private FakedClock(Path library, Path file) {
    this.library = library;
    this.file = file;
  }

  /** The library, where it is installed. */
  static Optional<Path> library() {
    return LIBRARIES.stream().filter(Files::isReadable).findFirst();
  }

  /** A clock that is right, for a process that is started with {@link #environment()}. */
  static FakedClock of(Path library, Path file) throws IOException {
    var clock = new FakedClock(library, file);
    clock.set(Duration.ZERO);
    return clock;
  }

  /**
   * What the process has to be started with. Without the last of them a JVM's waits would all end
   * at once, and its threads would spin.
   */
  Map<String, String> environment() {
    return Map.of(
        "LD_PRELOAD",
        library.toString(),
        "FAKETIME_TIMESTAMP_FILE",
        file.toString(),
        "FAKETIME_CACHE_DURATION",
        "1",
        "FAKETIME_DONT_FAKE_MONOTONIC",
        "1",
        "FAKETIME_FORCE_MONOTONIC_FIX",
        "0");
  }

  /** Sets it off by so much; the process sees it within a second. */
  void set(Duration off) throws IOException {
    Path written = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(written, "%+ds%n".formatted(off.toSeconds()));
    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
