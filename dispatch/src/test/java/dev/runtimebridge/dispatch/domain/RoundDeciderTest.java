package dev.runtimebridge.dispatch.domain;

import static dev.runtimebridge.dispatch.domain.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.runtimebridge.dispatch.domain.RefusedInput.Reason;
import dev.runtimebridge.dispatch.domain.RoundDecision.Accepted;
import dev.runtimebridge.dispatch.domain.RoundDecision.Ignored;
import dev.runtimebridge.dispatch.domain.RoundDecision.Why;
import dev.runtimebridge.dispatch.domain.RoundEvent.RewardsReleased;
import dev.runtimebridge.dispatch.domain.RoundEvent.RoundOpened;
import dev.runtimebridge.dispatch.domain.RoundEvent.RoundSettled;
import dev.runtimebridge.dispatch.domain.RoundEvent.Share;
import dev.runtimebridge.dispatch.domain.RoundEvent.TaskEnded;
import dev.runtimebridge.dispatch.domain.RoundInput.BlockReached;
import dev.runtimebridge.dispatch.domain.RoundInput.FirstBlock;
import dev.runtimebridge.dispatch.domain.RoundInput.TaskReported;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RoundDeciderTest {
  private static final RoundRules RULES = new RoundRules(RewardRules.VENDETTA, 600, 14_400);
  private static final Seed HASH = new Seed(9, 9, 9, 9);
  private static final long ROUND = 7;
  private static final long FIRST = 4_200;

  private RoundState state = new RoundState.Unopened();

  @Test
  void shouldDrawWhenTheRoundBegins() {
    var opened = assertInstanceOf(RoundOpened.class, accept(begin(8)).getFirst());
    assertEquals(5, opened.drawn().size());
    assertEquals(FIRST + 600, opened.closesAt());
    List<Candidate> again =
        Draw.of(
            opened.seed(),
            opened.tasks(),
            opened.candidates().stream().map(RoundCandidate::inDraw).toList());
    assertEquals(opened.drawn(), again.stream().map(Candidate::id).toList());
    assertEquals(OptionalLong.of(FIRST + 600), RoundDecider.due(state));
  }

  @Test
  void shouldBeginOnlyOnce() {
    accept(begin(8));
    assertIgnored(Why.ALREADY_OPENED, begin(9));
  }

  @Test
  void shouldFollowEachTaskToItsEnd() {
    accept(begin(3));
    assertEquals(
        List.of(new TaskEnded("w0", TaskOutcome.DONE, FIRST + 5)),
        accept(new TaskReported("w0", true, FIRST + 5)));
    assertEquals(
        List.of(new TaskEnded("w1", TaskOutcome.FAILED, FIRST + 6)),
        accept(new TaskReported("w1", false, FIRST + 6)));
    assertEquals(List.of(), accept(new BlockReached(FIRST + 599)));
    List<RoundEvent> close = accept(new BlockReached(FIRST + 600));
    assertEquals(new TaskEnded("w2", TaskOutcome.MISSED, FIRST + 600), close.getFirst());
    assertInstanceOf(RoundSettled.class, close.getLast());
    assertEquals(2, close.size());
  }

  @Test
  void shouldIgnoreReportsThatDoNotCount() {
    assertIgnored(Why.NOT_OPEN, new TaskReported("w0", true, FIRST));
    accept(begin(3));
    accept(new TaskReported("w0", true, FIRST + 5));
    assertIgnored(Why.ALREADY_ENDED, new TaskReported("w0", false, FIRST + 6));
    assertIgnored(Why.NOT_DRAWN, new TaskReported("stranger", true, FIRST + 6));
    assertIgnored(Why.TOO_LATE, new TaskReported("w1", true, FIRST + 600));
    accept(new BlockReached(FIRST + 600));
    assertIgnored(Why.NOT_OPEN, new TaskReported("w1", true, FIRST + 600));
    assertIgnored(Why.ALREADY_OPENED, begin(3));
    accept(new BlockReached(FIRST + 60_000));
    assertInstanceOf(RoundState.Released.class, state);
    assertIgnored(Why.NOT_OPEN, new TaskReported("w1", true, FIRST + 600));
    assertIgnored(Why.ALREADY_OPENED, begin(3));
    assertEquals(List.of(), accept(new BlockReached(FIRST + 90_000)));
    assertEquals(OptionalLong.empty(), RoundDecider.due(state));
  }

  @Test
  void shouldPayWhoComputedAndAllWhoWereOnline() {
    accept(begin(7));
    List<String> drawn = ((RoundState.Open) state).opened().drawn();
    accept(new TaskReported(drawn.get(0), true, FIRST + 5));
    accept(new TaskReported(drawn.get(1), false, FIRST + 5));
    var settled = (RoundSettled) accept(new BlockReached(FIRST + 600)).getLast();
    BigInteger prize =
        RewardRules.VENDETTA.forComputing(settled.minted()).divide(BigInteger.valueOf(5));
    for (Share share : settled.shares()) {
      boolean done = share.worker().equals(drawn.get(0));
      assertEquals(done ? prize : BigInteger.ZERO, share.computing());
      boolean missed = drawn.contains(share.worker()) && !done;
      assertEquals(missed ? prize : BigInteger.ZERO, share.missed());
      assertEquals(1, share.online().signum());
    }
    assertSumsToMinted(settled);
  }

  @Test
  void shouldGiveTheTreasuryWhatNobodyCanClaim() {
    accept(new FirstBlock(ROUND, FIRST, HASH, List.of()));
    var settled = (RoundSettled) accept(new BlockReached(FIRST + 600)).getLast();
    assertEquals(settled.minted(), settled.treasury());
    assertEquals(List.of(), settled.shares());
  }

  @Test
  void shouldReleaseWhatWasFrozenLongEnough() {
    accept(begin(2));
    accept(new BlockReached(FIRST + 600));
    assertEquals(List.of(), accept(new BlockReached(FIRST + 14_999)));
    assertEquals(
        List.of(new RewardsReleased(FIRST + 15_000)), accept(new BlockReached(FIRST + 15_000)));
  }

  /** A bridge that was away for long does everything that is due at once. */
  @Test
  void shouldCatchUpOverAnyNumberOfBlocks() {
    accept(begin(2));
    List<RoundEvent> events = accept(new BlockReached(FIRST + 15_600));
    assertEquals(4, events.size());
    assertInstanceOf(RoundSettled.class, events.get(2));
    assertEquals(List.of(), accept(new BlockReached(FIRST + 30_000)));
  }

  @Test
  void shouldSplitWithoutLosingAUnit() {
    assertEquals(amounts(4, 3, 3), LargestRemainder.split(BigInteger.TEN, amounts(1, 1, 1)));
    assertEquals(amounts(1, 6, 0), LargestRemainder.split(BigInteger.valueOf(7), amounts(1, 5, 0)));
    assertEquals(amounts(0, 0), LargestRemainder.split(BigInteger.TEN, amounts(0, 0)));
    assertEquals(List.of(), LargestRemainder.split(BigInteger.TEN, List.of()));
  }

  @Test
  void shouldRefuseWhatCannotHappen() {
    assertThrows(
        IllegalStateException.class,
        () -> RoundState.evolve(state, new TaskEnded("w0", TaskOutcome.DONE, 1)));
    assertRefused(Reason.MALFORMED_RULES, () -> new RoundRules(RewardRules.VENDETTA, 0, 14_400));
    assertRefused(Reason.MALFORMED_RULES, () -> new RoundRules(RewardRules.VENDETTA, 600, -1));
    assertRefused(Reason.MALFORMED_RULES, () -> new RoundRules(RewardRules.VENDETTA, 601, 14_400));
    assertRefused(
        Reason.WEIGHT_OVERFLOW, () -> new RoundCandidate("w", 1, Weights.MAX, Stake.ofCoins(1)));
  }

  static void assertSumsToMinted(RoundSettled settled) {
    BigInteger sum = settled.treasury();
    for (Share share : settled.shares()) {
      sum = sum.add(share.online()).add(share.computing()).add(share.missed());
    }
    assertEquals(settled.minted(), sum);
  }

  private static FirstBlock begin(int online) {
    var candidates = new ArrayList<RoundCandidate>();
    for (int i = online - 1; i >= 0; i--) {
      candidates.add(new RoundCandidate("w" + i, i % 2, 100 + 31L * i, Stake.ofCoins(1_000L * i)));
    }
    return new FirstBlock(ROUND, FIRST, HASH, candidates);
  }

  private List<RoundEvent> accept(RoundInput input) {
    var accepted = assertInstanceOf(Accepted.class, decide(input));
    for (RoundEvent event : accepted.events()) {
      state = RoundState.evolve(state, event);
    }
    return accepted.events();
  }

  private void assertIgnored(Why why, RoundInput input) {
    assertEquals(new Ignored(why), decide(input));
  }

  private RoundDecision decide(RoundInput input) {
    return new RoundDecider(RULES, ROUND).decide(state, input);
  }

  private static List<BigInteger> amounts(long... amounts) {
    return Arrays.stream(amounts).mapToObj(BigInteger::valueOf).toList();
  }
}
