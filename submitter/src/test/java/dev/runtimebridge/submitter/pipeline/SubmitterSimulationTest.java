package dev.runtimebridge.submitter.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.submitter.domain.BatchLimits;
import dev.runtimebridge.submitter.domain.CallResult;
import dev.runtimebridge.submitter.domain.Group;
import dev.runtimebridge.submitter.domain.JournalEvent;
import dev.runtimebridge.submitter.domain.Wish;
import dev.runtimebridge.submitter.port.Journal;
import dev.runtimebridge.submitter.port.JournalException;
import dev.runtimebridge.submitter.port.Signers;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.key.AccountId;
import dev.runtimebridge.substrate.key.Sr25519KeyPair;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The submitter against a chain with forks, nodes that lag, fail and forget, strangers who use its
 * accounts, upgrades, and its own death at any write. One thread and one seed for each run.
 */
class SubmitterSimulationTest {
  static final int MAX_LIVE = 3;
  // More with -Dsimulation.runs=…
  private static final int RUNS = Integer.getInteger("simulation.runs", 300);
  private static final int REQUESTS = 24;
  private static final int BUSY_TICKS = 60;
  private static final int CALM_TICKS = 400;
  private static final SubmitterSettings SETTINGS =
      new SubmitterSettings(
          new BatchLimits(4, Duration.ofSeconds(2), 1 << 16, MAX_LIVE),
          16,
          3,
          Duration.ofSeconds(90),
          3,
          8,
          6,
          BigInteger.valueOf(1_000),
          30,
          Optional.empty());

  // Held here, as a logger that nobody holds forgets its level.
  private static final Logger LOG = Logger.getLogger(Rounds.class.getPackageName());

  @BeforeAll
  static void beQuiet() {
    LOG.setLevel(Level.SEVERE);
  }

  @AfterAll
  static void beHeardAgain() {
    LOG.setLevel(null);
  }

  @Test
  void shouldExecuteEveryRequestAtMostOnceWhateverFails() throws Exception {
    for (long seed = 0; seed < RUNS; seed++) {
      run(seed, false, new SimLog());
    }
  }

  @Test
  void shouldSurviveDeathAtEveryWrite() throws Exception {
    SimLog undisturbed = new SimLog();
    AtomicInteger moments = new AtomicInteger();
    undisturbed.fate = () -> moments.incrementAndGet() < 0;
    run(1, true, undisturbed);
    for (int death = 1; death <= moments.get(); death++) {
      SimLog log = new SimLog();
      AtomicInteger moment = new AtomicInteger();
      int when = death;
      log.fate = () -> moment.incrementAndGet() == when;
      run(1, true, log);
    }
    assertTrue(moments.get() > 40, "moments of death: " + moments);
  }

  private static void run(long seed, boolean calm, SimLog log) throws Exception {
    try {
      new World(seed, calm, log).live();
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("with seed " + seed + ": " + e.getMessage(), e);
    }
  }

  private static final class World {
    private final Random chance;
    private final boolean alwaysCalm;
    private final SimLog log;
    private final SimChain chain = new SimChain();
    private final AtomicLong salt = new AtomicLong();
    private final List<SimNode> nodes;
    private final List<AccountId> accounts = List.of(account(1), account(2), account(3));
    private final Set<AccountId> keys = new HashSet<>();
    private final Set<AccountId> replaced = new HashSet<>();
    private final Map<String, Integer> asked = new HashMap<>();
    private Instant now = Instant.EPOCH;
    private Rounds rounds;

    World(long seed, boolean alwaysCalm, SimLog log) {
      this.chance = new Random(seed);
      this.alwaysCalm = alwaysCalm;
      this.log = log;
      this.nodes =
          List.of(new SimNode("first", chain, chance), new SimNode("second", chain, chance));
      if (!alwaysCalm) {
        log.fate = () -> chance.nextInt(50) == 0;
      }
    }

    void live() throws Exception {
      keys.addAll(accounts.subList(0, 2));
      for (int tick = 0; tick < BUSY_TICKS; tick++) {
        ask();
        disturb();
        tick(alwaysCalm);
      }
      calmDown();
      for (int tick = 0; tick < CALM_TICKS && log.ended().size() < asked.size(); tick++) {
        tick(true);
      }
      check();
    }

    private void ask() {
      if (asked.size() < REQUESTS && chance.nextInt(3) > 0) {
        int number = asked.size();
        AccountId account = accounts.get(chance.nextInt(10) == 0 ? 2 : chance.nextInt(2));
        Optional<AccountId> proxied = number % 2 == 1 ? Optional.of(account(9)) : Optional.empty();
        asked.put("r" + number, number);
        log.requests.add(
            new Wish(
                "r" + number,
                "worker/" + number % 5,
                account,
                new Group(number % 2, proxied),
                SimCall.asked(number)));
      } else if (!log.requests.isEmpty() && chance.nextInt(4) == 0) {
        // Twice in the log, not longer ago than is remembered.
        String id = "r" + (asked.size() - 1 - chance.nextInt(Math.min(3, asked.size())));
        log.requests.stream()
            .filter(request -> request.id().equals(id))
            .findFirst()
            .ifPresent(log.requests::add);
      }
    }

    private void disturb() {
      if (alwaysCalm) {
        return;
      }
      nodes.forEach(node -> node.lag = chance.nextInt(6) == 0 ? chance.nextInt(5) : node.lag);
      if (chance.nextInt(15) == 0) {
        chain.pool.clear();
      }
      if (chance.nextInt(20) == 0) {
        chain.broke.add(accounts.getFirst());
      } else if (chance.nextInt(8) == 0) {
        chain.broke.clear();
      }
      if (chance.nextInt(40) == 0) {
        keys.add(accounts.getLast());
      }
      if (chance.nextInt(60) == 0) {
        keys.remove(accounts.getFirst());
        replaced.add(accounts.getFirst());
      }
    }

    private void calmDown() {
      chain.broke.clear();
      log.fate = alwaysCalm ? log.fate : () -> false;
      nodes.forEach(
          node -> {
            node.lag = 0;
            node.calm = true;
          });
    }

    private void tick(boolean calm) throws Exception {
      now = now.plusMillis(500 + chance.nextInt(1_500));
      nodes.forEach(node -> node.calm = calm);
      if (calm || chance.nextInt(3) > 0) {
        boolean upgrade = !calm && chance.nextInt(40) == 0;
        List<AccountId> strangers =
            !calm && chance.nextInt(40) == 0 ? List.of(accounts.get(1)) : List.of();
        chain.author(chance, calm, upgrade, strangers);
      }
      if (calm || chance.nextInt(3) > 0) {
        chain.settle(2 + chance.nextInt(4));
      }
      try {
        if (rounds == null) {
          rounds = begin();
        }
        for (int i = 0; i < 3; i++) {
          rounds.round(Duration.ZERO, true);
        }
        if (!calm && chance.nextInt(60) == 0) {
          takeOver();
        }
      } catch (SimLog.Crash e) {
        rounds = null;
      }
    }

    /** A second submitter begins while the first one still believes to be alone. */
    private void takeOver() throws Exception {
      Rounds old = rounds;
      rounds = null;
      rounds = begin();
      try {
        old.round(Duration.ZERO, true);
      } catch (JournalException.Fenced e) {
        // As it should be, if it had anything to write.
      }
    }

    private Rounds begin() throws Exception {
      var pool =
          new Nodes(List.copyOf(nodes), Optional.empty(), new GivenClock(() -> now), () -> {});
      ChainRuntime.Source source = (version, _, _) -> new SimRuntime(version, salt);
      return Rounds.begin(
          SETTINGS, log.journal(), log.feed(), pool, source, new Keys(keys, replaced), () -> now);
    }

    private void check() {
      Set<String> open = new HashSet<>(asked.keySet());
      open.removeAll(log.ended());
      assertEquals(Set.of(), open, "requests that never end");
      var executed = new HashMap<Integer, Integer>();
      var landed = new ArrayList<Hash256>();
      for (SimTransaction transaction : chain.landed()) {
        landed.add(transaction.hash());
        transaction.call().items().forEach(item -> executed.merge(item, 1, Integer::sum));
      }
      executed.forEach((item, times) -> assertEquals(1, times, "call " + item + " is executed"));
      var told = new ArrayList<Hash256>();
      for (Journal.Entry entry : log.events) {
        switch (entry.event()) {
          case JournalEvent.Finalized finalized -> {
            told.add(finalized.hash());
            finalized.results().forEach(result -> check(result, executed));
          }
          case JournalEvent.RequestRefused refused -> {
            String id = refused.result().requestId();
            assertTrue(!executed.containsKey(asked.get(id)), id + " is refused but executed");
          }
          default -> {}
        }
      }
      assertEquals(new HashSet<>(landed), new HashSet<>(told), "what landed and what is told");
      assertEquals(landed.size(), told.size(), "each told once");
    }

    private void check(CallResult result, Map<Integer, Integer> executed) {
      int number = asked.get(result.requestId());
      assertTrue(executed.containsKey(number), result.requestId() + " was not executed");
      assertEquals(!SimCall.succeeds(number), result.failure().isPresent(), "result of " + number);
      assertEquals("worker/" + number % 5, result.aggregateId());
    }

    private static AccountId account(int number) {
      byte[] bytes = new byte[AccountId.SIZE];
      bytes[0] = (byte) number;
      return AccountId.of(bytes);
    }
  }

  record Keys(Set<AccountId> keys, Set<AccountId> replaced) implements Signers {
    @Override
    public boolean has(AccountId account) {
      return keys.contains(account);
    }

    @Override
    public Set<AccountId> accounts() {
      return keys;
    }

    @Override
    public Optional<AccountId> successor(long pid, AccountId account) {
      return replaced.contains(account) ? Optional.of(World.account(8)) : Optional.empty();
    }

    @Override
    public <T> Optional<T> with(AccountId account, Function<Sr25519KeyPair, T> use) {
      throw new AssertionError("the simulated runtime signs by itself");
    }
  }
}
