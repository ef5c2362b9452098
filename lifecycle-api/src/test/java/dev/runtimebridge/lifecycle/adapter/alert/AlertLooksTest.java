package dev.runtimebridge.lifecycle.adapter.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.protobuf.Timestamp;
import dev.runtimebridge.lifecycle.alert.Alert;
import dev.runtimebridge.lifecycle.alert.AlertBoard;
import dev.runtimebridge.lifecycle.alert.AlertSettings;
import dev.runtimebridge.lifecycle.alert.FailedCalls;
import dev.runtimebridge.lifecycle.alert.Situation.Host;
import dev.runtimebridge.lifecycle.domain.Addresses;
import dev.runtimebridge.lifecycle.table.Tables;
import dev.runtimebridge.schemas.v1.Chain;
import dev.runtimebridge.schemas.v1.ChainTip;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told while the log can be read, and while it cannot. */
class AlertLooksTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  @TempDir Path folder;
  private final Tables tables = new Tables(10);
  private final AlertBoard board = new AlertBoard(AlertSettings.USUAL);
  private Optional<String> cannotAnswer = Optional.of("the log was not reached yet");
  private Optional<String> notReady = cannotAnswer;
  private Instant now = NOON;

  @Test
  void shouldLeaveAlertsAsTheyAreWhileNoBrokerAnswersAndTellThat() {
    AlertLooks looks = looks();
    publish(1);
    after(looks, Duration.ofMinutes(1));
    assertEquals(List.of(), standing(), "before the log was read nothing is known");
    read();
    after(looks, Duration.ofMinutes(2));
    assertEquals(List.of("ChainStalled/relay"), standing());
    publish(2);
    after(looks, Duration.ofMinutes(1));
    assertEquals(List.of(), standing());

    notReady = Optional.of("no broker has answered");
    after(looks, Duration.ofSeconds(5));
    after(looks, Duration.ofMinutes(10));
    assertEquals(
        List.of("LogReadingStopped/log"),
        standing(),
        "that no block comes is not the chain's fault");
    read();
    after(looks, Duration.ZERO);
    after(looks, Duration.ofSeconds(30));
    assertEquals(List.of("ChainStalled/relay"), standing());
  }

  @Test
  void shouldTellOfARecordThatCannotBeReadAndGoOnWithTheOthers() {
    AlertLooks looks = looks();
    read();
    publish(1);
    after(looks, Duration.ZERO);
    notReady = Optional.of("the record at offset 7 cannot be read");
    cannotAnswer = notReady;
    after(looks, Duration.ZERO);
    after(looks, Duration.ofMinutes(3));
    assertEquals(List.of("ChainStalled/relay", "LogReadingStopped/log"), standing());
  }

  @Test
  void shouldGiveAFirstReadingTimeAndMeasureTheDisk() {
    var watch = new HostWatch(folder, 0, NOON);
    Host reading = watch.look(Optional.of("3 records are to be read"), List.of(), NOON);
    assertEquals(NOON.plus(Duration.ofMinutes(5)), reading.logTrouble().orElseThrow().since());
    assertFalse(reading.disk().isEmpty());
    watch.look(Optional.empty(), List.of(), NOON);
    Instant later = NOON.plusSeconds(60);
    assertEquals(
        later,
        watch.look(Optional.of("no broker"), List.of(), later).logTrouble().orElseThrow().since());

    var full = new HostWatch(folder, 101, NOON);
    full.look(Optional.empty(), List.of(), NOON);
    assertEquals(NOON, full.look(Optional.empty(), List.of(), later).disk().orElseThrow().since());
  }

  private void read() {
    cannotAnswer = Optional.empty();
    notReady = Optional.empty();
  }

  private void publish(int number) {
    tables.apply(
        ChainTip.newBuilder()
            .setChain(Chain.RELAY)
            .setPublishedNumber(number)
            .setTime(Timestamp.newBuilder().setSeconds(now.getEpochSecond()))
            .build());
  }

  private void after(AlertLooks looks, Duration time) {
    now = now.plus(time);
    looks.look();
  }

  private List<String> standing() {
    return board.standing().stream().map(Alert::id).toList();
  }

  private AlertLooks looks() {
    return new AlertLooks(
        tables,
        new AlertLooks.LogState(() -> cannotAnswer, () -> notReady),
        new FailedCalls(tables.transactions()),
        Addresses.PHALA,
        board,
        AlertSettings.USUAL,
        new HostWatch(folder, 0, NOON),
        new Notifications(List.of()),
        new TestClock());
  }

  private final class TestClock extends Clock {
    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
