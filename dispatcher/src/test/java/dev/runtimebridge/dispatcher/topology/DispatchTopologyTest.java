package dev.runtimebridge.dispatcher.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.dispatch.domain.Balance;
import dev.runtimebridge.dispatch.domain.ComputingTask;
import dev.runtimebridge.dispatch.domain.RoundCandidate;
import dev.runtimebridge.dispatch.domain.RoundEvent.RoundOpened;
import dev.runtimebridge.dispatch.domain.Stake;
import dev.runtimebridge.dispatch.domain.TaskOutcome;
import dev.runtimebridge.dispatcher.audit.RoundAudit;
import dev.runtimebridge.dispatcher.audit.RoundAudit.Check;
import dev.runtimebridge.dispatcher.port.OpenTask;
import dev.runtimebridge.schemas.v1.DispatchBalance;
import dev.runtimebridge.schemas.v1.DispatchEventRecord;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DispatchTopologyTest {
  private static final int ROUNDS = 20;
  private static final int WORKERS = 12;

  @TempDir Path folder;

  @Test
  void shouldKeepItsNames() throws IOException {
    try (var kept = DispatchTopologyTest.class.getResourceAsStream("/topology.txt")) {
      assertEquals(
          new String(kept.readAllBytes(), UTF_8).strip(),
          Rounds.topology().describe().toString().strip());
    }
  }

  @Test
  void shouldTakeScoreAndStakeAsOfTheFirstBlock() {
    try (var rounds = new Rounds(folder)) {
      rounds.worker(1, true);
      rounds.worker(2, true);
      rounds.worker(3, false);
      rounds.worker(4, true);
      rounds.score(1, 300);
      rounds.score(2, 400);
      rounds.score(3, 500);
      rounds.stake(1, "1000000000000000");
      rounds.block(9);
      rounds.stake(2, "5000000000000");
      rounds.block(10);
      rounds.stake(1, "0");
      rounds.score(4, 100);
      assertEquals(1, rounds.events.size());
      var opened = (RoundOpened) RoundCodec.read(rounds.events.getFirst());
      assertEquals(
          List.of(
              new RoundCandidate(Rounds.id(1), 1, 300, Stake.ofCoins(1_000)),
              new RoundCandidate(Rounds.id(2), 2, 400, Stake.ofCoins(5))),
          opened.candidates());
    }
  }

  @Test
  void shouldLeaveOutOneWhoseNumbersGiveNoWeight() {
    try (var rounds = new Rounds(folder)) {
      rounds.worker(1, true);
      rounds.worker(2, true);
      rounds.score(1, 300);
      rounds.score(2, -1);
      rounds.stake(2, "900000000000000000000000000000000000000");
      rounds.block(10);
      var opened = (RoundOpened) RoundCodec.read(rounds.events.getFirst());
      assertEquals(List.of(Rounds.id(1)), opened.drawn());
    }
  }

  @Test
  void shouldLetAnybodyCheckEveryRoundFromTheEventsAlone() {
    try (var rounds = new Rounds(folder)) {
      run(rounds, new Random(1));
      var seen = new EnumMap<Check, Integer>(Check.class);
      var audit =
          new RoundAudit(
              (check, holds, what) -> {
                assertTrue(holds, check + ": " + what);
                seen.merge(check, 1, Integer::sum);
              });
      rounds.events.forEach(audit::see);
      assertEquals(ROUNDS, seen.get(Check.DRAW_REPEATED));
      assertEquals(EnumSet.allOf(Check.class), seen.keySet());
      assertEquals(EnumSet.allOf(TaskOutcome.class), audit.outcomes().keySet());
      assertTrue(audit.minted().signum() > 0);
      assertEquals(audit.minted(), audit.accounted());
      assertEquals(amounts(rounds.balances), audit.balances());
    }
  }

  @Test
  void shouldWriteTheSameHistoryFromTheSameInputs() {
    try (var once = new Rounds(folder.resolve("once"));
        var again = new Rounds(folder.resolve("again"))) {
      run(once, new Random(3));
      run(again, new Random(3));
      assertEquals(once.events, again.events);
      assertEquals(once.balances, again.balances);
      var ids = new HashSet<String>();
      once.events.forEach(event -> assertTrue(ids.add(event.getMeta().getId())));
    }
  }

  @Test
  void shouldHandOverTheTasksThatAreOpen() {
    try (var rounds = new Rounds(folder)) {
      for (int worker = 0; worker < 5; worker++) {
        rounds.worker(worker, true);
        rounds.score(worker, 300);
      }
      rounds.block(10);
      rounds.reconcile();
      var opened = (RoundOpened) RoundCodec.read(rounds.events.getFirst());
      assertEquals(opened.drawn(), rounds.openTasks.stream().map(OpenTask::worker).toList());
      OpenTask first = rounds.openTasks.getFirst();
      assertEquals(new ComputingTask(1, opened.seed(), first.task().publicKey()), first.task());
      assertEquals(first.worker().replace("worker/", "http://worker-"), first.endpoint());

      rounds.report(1, first.worker(), true);
      rounds.reconcile();
      assertEquals(
          opened.drawn().subList(1, 3), rounds.openTasks.stream().map(OpenTask::worker).toList());

      rounds.block(18);
      rounds.reconcile();
      assertEquals(List.of(), rounds.openTasks);
      assertFalse(rounds.released);
    }
  }

  @Test
  void shouldGiveTasksUpWhenItEnds() {
    var rounds = new Rounds(folder);
    rounds.close();
    assertTrue(rounds.released);
  }

  /**
   * Records that are read a second time, as after a restart from an older place, change nothing.
   */
  @Test
  void shouldPayNothingTwiceWhenInputsComeAgain() {
    try (var rounds = new Rounds(folder)) {
      run(rounds, new Random(4));
      var events = List.copyOf(rounds.events);
      var balances = Map.copyOf(rounds.balances);
      run(rounds, new Random(4));
      assertEquals(events, rounds.events);
      assertEquals(balances, rounds.balances);
    }
  }

  @Test
  void shouldNumberTheEventsOfARoundWithoutGaps() {
    try (var rounds = new Rounds(folder)) {
      run(rounds, new Random(5));
      Map<Long, Long> last = new HashMap<>();
      for (DispatchEventRecord event : rounds.events) {
        long before = last.getOrDefault(event.getRound(), 0L);
        assertEquals(before + 1, event.getMeta().getSequence());
        last.put(event.getRound(), before + 1);
      }
    }
  }

  /** Rounds in which workers come and go and report in every way. */
  private static void run(Rounds rounds, Random random) {
    for (int worker = 0; worker < WORKERS; worker++) {
      rounds.worker(worker, true);
      rounds.score(worker, 60 + random.nextInt(900));
    }
    for (int block = 10; block < 10 + 10 * ROUNDS; block++) {
      int any = random.nextInt(WORKERS);
      rounds.stake(any, BigInteger.valueOf(random.nextLong(1L << 60)).toString());
      rounds.worker(any, random.nextInt(4) > 0);
      rounds.block(block);
      for (int reports = random.nextInt(6); reports > 0; reports--) {
        rounds.report(
            block / 10 - random.nextInt(2),
            Rounds.id(random.nextInt(WORKERS)),
            random.nextInt(5) > 0);
      }
    }
  }

  private static Map<String, Balance> amounts(Map<String, DispatchBalance> balances) {
    Map<String, Balance> amounts = new HashMap<>();
    balances.forEach((id, balance) -> amounts.put(id, RoundCodec.read(balance)));
    return amounts;
  }
}
