package dev.runtimebridge.lifecycle.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.dispatch.domain.RoundCandidate;
import dev.runtimebridge.lifecycle.domain.Checked;
import dev.runtimebridge.lifecycle.domain.Refusal;
import dev.runtimebridge.lifecycle.table.HistoryIndex.Place;
import dev.runtimebridge.lifecycle.testing.SampleRounds;
import dev.runtimebridge.schemas.v1.DispatchEventRecord;
import dev.runtimebridge.schemas.v1.DispatchTaskOutcome;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoundTableTest {
  private static final List<RoundCandidate> ONLINE =
      IntStream.range(0, 12)
          .mapToObj(i -> SampleRounds.candidate("w" + i, 7, 400 + i, 1_000))
          .toList();

  private final RoundTable rounds = new RoundTable();
  private final List<DispatchEventRecord> log = new ArrayList<>();

  @Test
  void shouldFollowARoundFromItsDrawToItsRelease() {
    write(new SampleRounds(3, ONLINE));
    Round open = rounds.get(3).orElseThrow();
    assertEquals(5, open.tasks().size());
    assertEquals(12, open.begun().candidates());
    assertEquals(0, open.begun().opened().getCandidatesCount(), "candidates stay in the log");
    assertTrue(open.settlement().isEmpty());
    write(new SampleRounds(4, ONLINE).reported().after(100).after(1_100));
    Round over = rounds.get(4).orElseThrow();
    assertEquals(
        List.of(
            DispatchTaskOutcome.TASK_DONE,
            DispatchTaskOutcome.TASK_FAILED,
            DispatchTaskOutcome.TASK_MISSED,
            DispatchTaskOutcome.TASK_MISSED,
            DispatchTaskOutcome.TASK_MISSED),
        over.tasks().stream().map(Round.Task::outcome).toList());
    Round.Settled settled = over.settlement().orElseThrow();
    BigInteger sum =
        settled
            .online()
            .add(settled.computing())
            .add(settled.missed())
            .add(new BigInteger(settled.event().getTreasury()));
    assertEquals(new BigInteger(settled.event().getMinted()), sum);
    assertEquals("3000000000000000", over.tasks().getFirst().paid());
    assertEquals("3000000000000000", over.tasks().getLast().missed());
    assertEquals(4 * 600 + 1_100, over.releasedAt());
    assertEquals(
        List.of(4L, 3L), rounds.newest(9).stream().map(Round::number).toList(), "newest first");
    assertEquals(List.of(3L), rounds.before(4, 9).stream().map(Round::number).toList());
  }

  @Test
  void shouldTellAWatcherThatComesBackOnlyWhatHasChanged() {
    write(new SampleRounds(3, ONLINE));
    write(new SampleRounds(4, ONLINE));
    var heard = new ArrayList<RoundTable.Change>();
    RoundTable.Watch first = rounds.watch(10, heard::add);
    assertEquals(List.of(3L, 4L), first.rounds().stream().map(Round::number).toList());
    write(new SampleRounds(5, ONLINE));
    assertEquals(1, heard.size());
    first.end().run();
    write(new SampleRounds(6, ONLINE));
    assertEquals(1, heard.size());
    var again =
        assertInstanceOf(
            Checked.Valid.class, rounds.watch(heard.getFirst().position(), heard::add));
    var missed = ((RoundTable.Watch) again.value()).rounds();
    assertEquals(List.of(6L), missed.stream().map(Round::number).toList());
  }

  @Test
  void shouldTakeTheSameRecordsAgainWithoutATrace() {
    write(new SampleRounds(3, ONLINE).reported().after(100));
    Round before = rounds.get(3).orElseThrow();
    LogPosition position = rounds.watch(1, change -> {}).position();
    for (int offset = 0; offset < log.size(); offset++) {
      rounds.apply(log.get(offset), new Place(0, offset));
    }
    assertEquals(before, rounds.get(3).orElseThrow());
    assertEquals(position.token(), rounds.watch(1, change -> {}).position().token());
  }

  @Test
  void shouldForgetTheOldestAndSendWatchersBackThatMissedIt() {
    write(new SampleRounds(1, ONLINE));
    LogPosition before = rounds.watch(1, change -> {}).position();
    write(new SampleRounds(1, ONLINE).after(100));
    for (int round = 2; round <= RoundTable.KEPT + 1; round++) {
      write(new SampleRounds(round, List.of()));
    }
    assertEquals(RoundTable.KEPT, rounds.size());
    assertFalse(rounds.get(1).isPresent());
    if (rounds.watch(before, change -> {}) instanceof Checked.Refused<?>(Refusal refusal)) {
      assertEquals(Refusal.Reason.RESUME_TOKEN_TOO_OLD, refusal.reason());
    } else {
      throw new AssertionError("a watcher cannot be told of what was forgotten");
    }
  }

  private void write(SampleRounds round) {
    for (DispatchEventRecord event : round.events()) {
      rounds.apply(event, new Place(0, log.size()));
      log.add(event);
    }
  }
}
