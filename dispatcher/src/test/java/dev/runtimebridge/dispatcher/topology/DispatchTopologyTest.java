package dev.runtimebridge.dispatcher.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.dispatch.domain.Candidate;
import dev.runtimebridge.dispatch.domain.Draw;
import dev.runtimebridge.dispatch.domain.RoundCandidate;
import dev.runtimebridge.dispatch.domain.RoundEvent.RoundOpened;
import dev.runtimebridge.dispatch.domain.Stake;
import dev.runtimebridge.schemas.v1.DispatchBalance;
import dev.runtimebridge.schemas.v1.DispatchEventRecord;
import dev.runtimebridge.schemas.v1.DispatchRoundSettled;
import dev.runtimebridge.schemas.v1.DispatchShare;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
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
          DispatchTopology.build(Rounds.TOPICS, Rounds.RULES).describe().toString().strip());
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
  void shouldLetAnybodyRepeatEachDraw() {
    try (var rounds = new Rounds(folder)) {
      run(rounds, new Random(1));
      int draws = 0;
      for (DispatchEventRecord event : rounds.events) {
        if (RoundCodec.read(event) instanceof RoundOpened opened) {
          List<Candidate> winners =
              Draw.of(
                  opened.seed(),
                  opened.tasks(),
                  opened.candidates().stream().map(RoundCandidate::inDraw).toList());
          assertEquals(opened.drawn(), winners.stream().map(Candidate::id).toList());
          draws++;
        }
      }
      assertEquals(ROUNDS, draws);
    }
  }

  @Test
  void shouldComeToTheSameBalancesFromTheEventsAlone() {
    try (var rounds = new Rounds(folder)) {
      run(rounds, new Random(2));
      assertEquals(folded(rounds.events), amounts(rounds.balances));
      BigInteger minted = BigInteger.ZERO;
      BigInteger accounted = BigInteger.ZERO;
      for (DispatchEventRecord event : rounds.events) {
        if (event.hasSettled()) {
          minted = minted.add(new BigInteger(event.getSettled().getMinted()));
          accounted = accounted.add(new BigInteger(event.getSettled().getTreasury()));
        }
      }
      for (int worker = 0; worker < WORKERS; worker++) {
        DispatchBalance balance = rounds.balances.get(Rounds.id(worker));
        accounted =
            accounted
                .add(new BigInteger(balance.getFrozen()))
                .add(new BigInteger(balance.getAvailable()))
                .add(new BigInteger(balance.getMissed()));
      }
      assertTrue(minted.signum() > 0);
      assertEquals(minted, accounted);
      assertTrue(rounds.balances.values().stream().anyMatch(each -> !each.getMissed().equals("0")));
      assertTrue(
          rounds.balances.values().stream().anyMatch(each -> !each.getAvailable().equals("0")));
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

  private static Map<String, List<BigInteger>> folded(List<DispatchEventRecord> events) {
    Map<String, List<BigInteger>> balances = new HashMap<>();
    Map<Long, DispatchRoundSettled> settled = new HashMap<>();
    for (DispatchEventRecord event : events) {
      if (event.hasSettled()) {
        settled.put(event.getRound(), event.getSettled());
        for (DispatchShare share : event.getSettled().getSharesList()) {
          add(balances, share, paid(share), BigInteger.ZERO, new BigInteger(share.getMissed()));
        }
      } else if (event.hasReleased()) {
        for (DispatchShare share : settled.get(event.getRound()).getSharesList()) {
          add(balances, share, paid(share).negate(), paid(share), BigInteger.ZERO);
        }
      }
    }
    return balances;
  }

  private static BigInteger paid(DispatchShare share) {
    return new BigInteger(share.getOnline()).add(new BigInteger(share.getComputing()));
  }

  private static void add(
      Map<String, List<BigInteger>> balances, DispatchShare share, BigInteger... amounts) {
    for (String id : List.of(share.getWorkerId(), "pool/" + share.getPid())) {
      List<BigInteger> now =
          balances.getOrDefault(id, List.of(BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO));
      var after = new ArrayList<BigInteger>();
      for (int i = 0; i < amounts.length; i++) {
        after.add(now.get(i).add(amounts[i]));
      }
      balances.put(id, after);
    }
  }

  private static Map<String, List<BigInteger>> amounts(Map<String, DispatchBalance> balances) {
    Map<String, List<BigInteger>> amounts = new HashMap<>();
    balances.forEach(
        (id, balance) ->
            amounts.put(
                id,
                List.of(
                    new BigInteger(balance.getFrozen()),
                    new BigInteger(balance.getAvailable()),
                    new BigInteger(balance.getMissed()))));
    return amounts;
  }
}
