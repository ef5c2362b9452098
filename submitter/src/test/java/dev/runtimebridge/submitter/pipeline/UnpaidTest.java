package dev.runtimebridge.submitter.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.submitter.domain.BatchLimits;
import dev.runtimebridge.submitter.domain.CallFailure;
import dev.runtimebridge.submitter.domain.Group;
import dev.runtimebridge.submitter.domain.JournalEvent;
import dev.runtimebridge.submitter.domain.JournalEvent.RequestRefused;
import dev.runtimebridge.submitter.domain.JournalEvent.RequestsWait;
import dev.runtimebridge.submitter.domain.Wish;
import dev.runtimebridge.submitter.port.Journal;
import dev.runtimebridge.submitter.port.ParaNode;
import dev.runtimebridge.substrate.key.AccountId;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An account that has not enough for a fee, and a node that bans what was invalid once. */
class UnpaidTest {
  private static final Duration BLOCK = Duration.ofSeconds(12);
  private static final AccountId ACCOUNT = AccountId.of(new byte[AccountId.SIZE]);
  private static final SubmitterSettings SETTINGS =
      new SubmitterSettings(
          new BatchLimits(4, Duration.ZERO, 1 << 16, 8),
          64,
          5,
          Duration.ofMinutes(10),
          5,
          100,
          100,
          BigInteger.valueOf(1_000),
          30,
          Optional.empty());

  private final Random chance = new Random(1);
  private final AtomicLong salt = new AtomicLong();
  private final SimChain chain = new SimChain();
  private final SimNode node = new SimNode("first", chain, chance);
  private final SimNode other = new SimNode("second", chain, chance);
  private List<ParaNode> reached = List.of(node);
  private final SimLog log = new SimLog();
  private Instant now = Instant.EPOCH;
  private Rounds rounds;

  @BeforeEach
  void begin() throws Exception {
    node.calm = true;
    other.calm = true;
    chain.broke.add(ACCOUNT);
    restart();
    ask(1);
  }

  private void restart() throws Exception {
    var nodes = new Nodes(reached, Optional.empty(), new GivenClock(() -> now), () -> {});
    var keys = new SubmitterSimulationTest.Keys(Set.of(ACCOUNT), Set.of());
    ChainRuntime.Source source = (version, _, _) -> new SimRuntime(version, salt);
    rounds = Rounds.begin(SETTINGS, log.journal(), log.feed(), nodes, source, keys, () -> now);
  }

  private void ask(int number) {
    log.requests.add(
        new Wish(
            "r" + number,
            "worker/1",
            ACCOUNT,
            new Group(1, Optional.empty()),
            SimCall.asked(number)));
  }

  private void blocks(int count) throws Exception {
    for (int i = 0; i < count; i++) {
      now = now.plus(BLOCK);
      chain.author(chance, true, false, List.of());
      chain.settle(2);
      for (int round = 0; round < 3; round++) {
        rounds.round(Duration.ZERO, true);
      }
    }
  }

  private <E extends JournalEvent> List<E> told(Class<E> kind) {
    return log.events.stream()
        .map(Journal.Entry::event)
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  @Test
  void shouldSayAtOnceAndOnceWhatEachCallWaitsFor() throws Exception {
    blocks(2);
    ask(2);
    blocks(6);
    List<RequestsWait> waits = told(RequestsWait.class);
    assertEquals(
        List.of(List.of("r1"), List.of("r2")),
        waits.stream().map(RequestsWait::requestIds).toList());
    for (RequestsWait wait : waits) {
      assertTrue(wait.reason().cannotPay(), wait::toString);
      assertTrue(wait.reason().message().contains(SETTINGS.address(ACCOUNT)), wait::toString);
    }
    assertEquals(1, told(JournalEvent.Signed.class).size(), "only one is signed to find out");
  }

  @Test
  void shouldLandWithinMinutesOnceThereIsEnough() throws Exception {
    blocks(3);
    ask(2);
    chain.broke.clear();
    blocks(24);
    assertEquals(Set.of("r1", "r2"), log.ended());
    assertEquals(List.of(), told(RequestRefused.class));
  }

  @Test
  void shouldSendTheSameToANodeThatHasNotRefusedItOnceThereIsEnough() throws Exception {
    reached = List.of(node, other);
    restart();
    blocks(8);
    chain.broke.clear();
    blocks(4);
    assertEquals(Set.of("r1"), log.ended());
    assertEquals(1, told(JournalEvent.Signed.class).size());
  }

  @Test
  void shouldSignAtOnceWhatIsQueuedWhenThereIsEnough() throws Exception {
    blocks(40);
    long before = told(JournalEvent.Signed.class).size();
    chain.broke.clear();
    blocks(30);
    assertEquals(Set.of("r1"), log.ended());
    assertTrue(told(JournalEvent.Signed.class).size() <= before + 1);
  }

  @Test
  void shouldTryAgainOnABackoffAndRefuseWithWordsInTheEnd() throws Exception {
    blocks(300);
    assertEquals(5, told(JournalEvent.Signed.class).size());
    CallFailure failure = told(RequestRefused.class).getFirst().result().failure().orElseThrow();
    assertTrue(failure.cannotPay(), failure::toString);
    assertTrue(failure.message().contains("send PHA to"), failure::message);
  }

  @Test
  void shouldKnowAfterARestartWhoCannotPay() throws Exception {
    blocks(2);
    restart();
    ask(2);
    blocks(4);
    assertEquals(1, told(JournalEvent.Signed.class).size());
    assertEquals(2, told(RequestsWait.class).size());
  }
}
