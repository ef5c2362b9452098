package dev.runtimebridge.fetcher.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * How loudly to say what is waited for. Every start waits a moment until the nodes have answered,
 * so only a wait that lasts is worth a warning. One thread uses it.
 */
final class WaitNotice {
  /** A wait that is over by then is a detail. */
  static final Duration LASTING = Duration.ofSeconds(10);

  private final InstantSource clock;
  private @Nullable Instant since;
  private Level level = Level.DEBUG;
  private String said = "";

  WaitNotice(InstantSource clock) {
    this.clock = clock;
  }

  /** The level at which to say {@code reason}; nothing where that was said already. */
  Optional<Level> waiting(String reason) {
    Instant now = clock.instant();
    Instant began = since == null ? now : since;
    Level due = now.isBefore(began.plus(LASTING)) ? Level.DEBUG : Level.WARN;
    boolean known = since != null && due == level && reason.equals(said);
    since = began;
    level = due;
    said = reason;
    return known ? Optional.empty() : Optional.of(due);
  }

  /** The wait is over, if there was one; true where it was warned of. */
  boolean over() {
    boolean warned = since != null && level == Level.WARN;
    since = null;
    level = Level.DEBUG;
    return warned;
  }
}
