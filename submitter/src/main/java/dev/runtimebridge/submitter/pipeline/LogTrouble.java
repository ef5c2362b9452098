package dev.runtimebridge.submitter.pipeline;

import dev.runtimebridge.submitter.domain.Backoff;
import dev.runtimebridge.submitter.port.JournalException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Why the log cannot be used, for how long already, and who has to do something about it. For the
 * submitter's thread only.
 */
final class LogTrouble {
  private static final Logger LOG = LoggerFactory.getLogger(LogTrouble.class);

  /** What stays is said again, for those who read only the end of a log. */
  private static final Duration SAY_AGAIN = Duration.ofMinutes(5);

  /** Work for so long was no failed try. */
  private static final Duration WORKED = Duration.ofMinutes(1);

  private static final Backoff RETRY = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(15));

  private final InstantSource clock;
  private int failures;
  private Instant over = Instant.MAX;
  private String waitingFor = "";
  private String said = "";
  private Instant saidAt = Instant.MIN;

  LogTrouble(InstantSource clock) {
    this.clock = clock;
  }

  /** The log can be used again, or so it seems. */
  void over() {
    over = clock.instant();
  }

  /** Takes in what went wrong, and tells of it unless that was just told. */
  void met(Exception e) {
    Instant now = clock.instant();
    boolean worked = !over.equals(Instant.MAX) && now.isAfter(over.plus(WORKED));
    failures = worked ? 1 : failures + 1;
    over = Instant.MAX;
    waitingFor =
        switch (e) {
          case JournalException.Unreadable unreadable ->
              "a person to see to the log, nothing is signed or sent until then: " + e.getMessage();
          case JournalException other -> "the log: " + e.getMessage();
          default -> "the end of an error: " + e;
        };
    if (worked || !waitingFor.equals(said) || now.isAfter(saidAt.plus(SAY_AGAIN))) {
      said = waitingFor;
      saidAt = now;
      tell(e);
    }
  }

  private void tell(Exception e) {
    switch (e) {
      case JournalException.Unreadable unreadable ->
          LOG.error("the submitter stands still: waitingFor={}", waitingFor);
      case JournalException other ->
          LOG.warn("the log cannot be used, trying again until it can: error={}", waitingFor);
      default -> LOG.error("the submitter met an error and begins anew: error={}", waitingFor, e);
    }
  }

  /** What the submitter waits for, in words. */
  String waitingFor() {
    return waitingFor;
  }

  /**
   * How long to wait before the next try.
   *
   * @param chance from 0 up to 1
   */
  Duration pause(double chance) {
    return RETRY.after(failures, chance);
  }
}
