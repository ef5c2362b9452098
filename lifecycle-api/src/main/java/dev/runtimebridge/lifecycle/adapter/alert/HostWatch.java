package dev.runtimebridge.lifecycle.adapter.alert;

import dev.runtimebridge.lifecycle.alert.Situation.Disk;
import dev.runtimebridge.lifecycle.alert.Situation.Host;
import dev.runtimebridge.lifecycle.alert.Situation.Trouble;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers since when what only this process knows has been as it is. For one thread. */
final class HostWatch {
  private static final Logger LOG = LoggerFactory.getLogger(HostWatch.class);

  /** To read a long log for the first time takes a while, and nothing is wrong with that. */
  private static final Duration FIRST_READING = Duration.ofMinutes(5);

  private final Path folder;
  private final int leastFreePercent;
  private final Instant started;
  private @Nullable Instant fullSince;
  private @Nullable Instant unreadSince;
  private boolean wasRead;

  HostWatch(Path folder, int leastFreePercent, Instant started) {
    this.folder = folder;
    this.leastFreePercent = leastFreePercent;
    this.started = started;
  }

  /**
   * How it stands.
   *
   * @param notRead why the log is not read, if it is not
   */
  Host look(Optional<String> notRead, List<Trouble> deliveries, Instant now) {
    return new Host(disk(now), log(notRead, now), deliveries);
  }

  private Optional<Disk> disk(Instant now) {
    try {
      FileStore store = Files.getFileStore(folder);
      var disk = new Disk(folder.toString(), store.getUsableSpace(), store.getTotalSpace(), now);
      if (disk.freePercent() >= leastFreePercent) {
        fullSince = null;
      } else if (fullSince == null) {
        fullSince = now;
      }
      return Optional.of(
          fullSince == null
              ? disk
              : new Disk(disk.folder(), disk.freeBytes(), disk.totalBytes(), fullSince));
    } catch (IOException e) {
      LOG.debug("Disk not measured: folder={}", folder, e);
      return Optional.empty();
    }
  }

  private Optional<Trouble> log(Optional<String> notRead, Instant now) {
    if (notRead.isEmpty()) {
      wasRead = true;
      unreadSince = null;
      return Optional.empty();
    }
    if (unreadSince == null) {
      unreadSince = wasRead ? now : started.plus(FIRST_READING);
    }
    return Optional.of(new Trouble("log", notRead.get(), unreadSince));
  }
}
