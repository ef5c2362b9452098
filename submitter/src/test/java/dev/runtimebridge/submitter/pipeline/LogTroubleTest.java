package dev.runtimebridge.submitter.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.submitter.port.JournalException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogTroubleTest {
  private final JournalException unreadable =
      new JournalException.Unreadable(
          "topic tx.events, offset 7: an unknown kind; run the release that wrote it");
  private final JournalException away =
      new JournalException.Unavailable("no broker", new IllegalStateException());

  // Held here, as a logger that nobody holds is forgotten with its handlers.
  private static final Logger LOG = Logger.getLogger(LogTrouble.class.getName());

  private final List<Level> told = new ArrayList<>();
  private final Handler handler = new Told();
  private Instant now = Instant.EPOCH;
  private final LogTrouble trouble = new LogTrouble(() -> now);

  @BeforeEach
  void listen() {
    LOG.addHandler(handler);
  }

  @AfterEach
  void listenNoMore() {
    LOG.removeHandler(handler);
  }

  @Test
  void shouldCallAPersonWhereOnlyAPersonCanHelp() {
    trouble.met(unreadable);
    assertEquals(
        "a person to see to the log, nothing is signed or sent until then: topic tx.events, offset 7: an unknown kind; run the release that wrote it",
        trouble.waitingFor());
    assertEquals(1, told.size());
    assertTrue(told.getFirst().intValue() >= Level.SEVERE.intValue(), told::toString);
  }

  @Test
  void shouldTellOfEachTroubleOnceAndAgainIfItStays() {
    trouble.met(away);
    trouble.met(away);
    assertEquals(1, told.size());
    trouble.met(unreadable);
    trouble.met(unreadable);
    assertEquals(2, told.size());
    now = now.plus(Duration.ofMinutes(6));
    trouble.met(unreadable);
    assertEquals(3, told.size());
  }

  @Test
  void shouldWaitLongerWhileItOnlySeemsToBeOver() {
    trouble.met(unreadable);
    Duration first = trouble.pause(0);
    trouble.over();
    trouble.met(unreadable);
    assertTrue(trouble.pause(0).compareTo(first) > 0);
    assertEquals(1, told.size());
  }

  @Test
  void shouldBeginAnewAfterAWhileOfWork() {
    trouble.met(away);
    Duration first = trouble.pause(0);
    trouble.met(away);
    trouble.over();
    now = now.plus(Duration.ofMinutes(2));
    trouble.met(away);
    assertEquals(first, trouble.pause(0));
    assertEquals(2, told.size());
  }

  private final class Told extends Handler {
    @Override
    public void publish(LogRecord record) {
      told.add(record.getLevel());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
