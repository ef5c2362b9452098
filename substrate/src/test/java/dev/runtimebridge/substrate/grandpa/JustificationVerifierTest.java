package dev.runtimebridge.substrate.grandpa;

import static dev.runtimebridge.substrate.grandpa.Verdict.Reason.BAD_SIGNATURE;
import static dev.runtimebridge.substrate.grandpa.Verdict.Reason.DESCENDANT_REACHES_THRESHOLD;
import static dev.runtimebridge.substrate.grandpa.Verdict.Reason.LOWEST_VOTE_NOT_ON_TARGET;
import static dev.runtimebridge.substrate.grandpa.Verdict.Reason.NO_PRECOMMITS;
import static dev.runtimebridge.substrate.grandpa.Verdict.Reason.NO_ROUTE_TO_TARGET;
import static dev.runtimebridge.substrate.grandpa.Verdict.Reason.REPEATED_EQUIVOCATION;
import static dev.runtimebridge.substrate.grandpa.Verdict.Reason.TOO_LITTLE_WEIGHT;
import static dev.runtimebridge.substrate.grandpa.Verdict.Reason.UNUSABLE_AUTHORITY_SET;
import static dev.runtimebridge.substrate.grandpa.Verdict.Reason.UNUSED_HEADERS;
import static dev.runtimebridge.substrate.grandpa.Verdict.Reason.WRONG_TARGET;
import static dev.runtimebridge.substrate.grandpa.VotesByHand.CHILD;
import static dev.runtimebridge.substrate.grandpa.VotesByHand.FORK;
import static dev.runtimebridge.substrate.grandpa.VotesByHand.GRANDCHILD;
import static dev.runtimebridge.substrate.grandpa.VotesByHand.PARENT;
import static dev.runtimebridge.substrate.grandpa.VotesByHand.ROUND;
import static dev.runtimebridge.substrate.grandpa.VotesByHand.SET_ID;
import static dev.runtimebridge.substrate.grandpa.VotesByHand.TARGET;
import static dev.runtimebridge.substrate.grandpa.VotesByHand.UNCLE;
import static dev.runtimebridge.substrate.grandpa.VotesByHand.authorities;
import static dev.runtimebridge.substrate.grandpa.VotesByHand.justification;
import static dev.runtimebridge.substrate.grandpa.VotesByHand.key;
import static dev.runtimebridge.substrate.grandpa.VotesByHand.verify;
import static dev.runtimebridge.substrate.grandpa.VotesByHand.vote;
import static dev.runtimebridge.substrate.grandpa.VotesByHand.votes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.runtimebridge.substrate.grandpa.Verdict.Invalid;
import dev.runtimebridge.substrate.grandpa.Verdict.Reason;
import dev.runtimebridge.substrate.grandpa.Verdict.Valid;
import dev.runtimebridge.substrate.header.Header;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JustificationVerifierTest {
  private static final List<SignedPrecommit> FIVE = votes(TARGET, 0, 1, 2, 3, 4);

  @Test
  void shouldAcceptVotesOfMoreThanTwoThirds() {
    assertEquals(new Valid(), verify(justification(FIVE)));
  }

  @Test
  void shouldRefuseVotesOfTwoThirdsOrLess() {
    assertInvalid(TOO_LITTLE_WEIGHT, justification(votes(TARGET, 0, 1, 2, 3)));
  }

  @Test
  void shouldRefuseAJustificationForAnotherBlock() {
    Verdict otherHash =
        JustificationVerifier.verify(justification(FIVE), UNCLE.hash(), 10, authorities());
    Verdict otherNumber =
        JustificationVerifier.verify(justification(FIVE), TARGET.hash(), 11, authorities());
    assertEquals(WRONG_TARGET, assertInstanceOf(Invalid.class, otherHash).reason());
    assertEquals(WRONG_TARGET, assertInstanceOf(Invalid.class, otherNumber).reason());
  }

  @Test
  void shouldRefuseAnAuthoritySetWithoutVotersOrWithWeightsBeyond63Bits() {
    for (long[] weights : new long[][] {{}, {0, 0}, {-1}, {Long.MAX_VALUE, 1}}) {
      List<Authority> authorities = new ArrayList<>();
      for (long weight : weights) {
        authorities.add(new Authority(key(authorities.size()).id(), weight));
      }
      Verdict verdict = verify(justification(FIVE), new AuthoritySet(SET_ID, authorities));
      assertEquals(UNUSABLE_AUTHORITY_SET, assertInstanceOf(Invalid.class, verdict).reason());
    }
  }

  @Test
  void shouldRefuseAJustificationWithoutPrecommits() {
    assertInvalid(NO_PRECOMMITS, justification(List.of()));
  }

  @Test
  void shouldRefuseVotesBelowOrBesideTheTarget() {
    assertInvalid(LOWEST_VOTE_NOT_ON_TARGET, justification(with(FIVE, vote(5, PARENT)), TARGET));
    assertInvalid(LOWEST_VOTE_NOT_ON_TARGET, justification(votes(CHILD, 0, 1, 2, 3, 4), CHILD));
    assertInvalid(NO_ROUTE_TO_TARGET, justification(with(FIVE, vote(5, UNCLE)), UNCLE));
  }

  @Test
  void shouldCountVotesForDescendantsThatTheHeadersLeadTo() {
    List<SignedPrecommit> votes =
        all(votes(TARGET, 0, 1), votes(CHILD, 2), votes(GRANDCHILD, 3), votes(FORK, 4));
    assertEquals(new Valid(), verify(justification(votes, GRANDCHILD, FORK, CHILD)));
  }

  @Test
  void shouldRefuseAVoteWithoutARouteToTheTarget() {
    List<SignedPrecommit> votes = with(FIVE, vote(5, GRANDCHILD));
    assertEquals(new Valid(), verify(justification(votes, CHILD, GRANDCHILD)));
    assertInvalid(NO_ROUTE_TO_TARGET, justification(votes, GRANDCHILD));
    assertInvalid(NO_ROUTE_TO_TARGET, justification(votes, CHILD));
    assertInvalid(NO_ROUTE_TO_TARGET, justification(votes));
  }

  @Test
  void shouldRefuseHeadersThatNoVoteNeeds() {
    assertInvalid(UNUSED_HEADERS, justification(FIVE, CHILD));
    assertInvalid(UNUSED_HEADERS, justification(FIVE, TARGET));
    List<SignedPrecommit> votes = with(FIVE, vote(5, CHILD));
    assertInvalid(UNUSED_HEADERS, justification(votes, CHILD, GRANDCHILD));
    assertInvalid(UNUSED_HEADERS, justification(votes, CHILD, FORK));
  }

  @Test
  void shouldCountAHeaderGivenTwiceAsOne() {
    GrandpaJustification twice = justification(with(FIVE, vote(5, CHILD)), CHILD, CHILD);
    assertEquals(new Valid(), verify(twice));
  }

  @Test
  void shouldRefuseATargetBelowWhatWasDecided() {
    List<SignedPrecommit> votes = with(votes(CHILD, 0, 1, 2, 3, 4), vote(5, TARGET));
    assertInvalid(DESCENDANT_REACHES_THRESHOLD, justification(votes, CHILD));
    List<SignedPrecommit> spread =
        all(votes(CHILD, 0, 1), votes(GRANDCHILD, 2, 3, 4), votes(TARGET, 5));
    assertInvalid(DESCENDANT_REACHES_THRESHOLD, justification(spread, CHILD, GRANDCHILD));
  }

  @Test
  void shouldCountADuplicateOnce() {
    List<SignedPrecommit> four = votes(TARGET, 0, 1, 2, 3);
    assertInvalid(TOO_LITTLE_WEIGHT, justification(all(four, four, four)));
    assertEquals(new Valid(), verify(justification(all(FIVE, FIVE, FIVE))));
  }

  @Test
  void shouldTolerateOneEquivocationOfAVoter() {
    List<SignedPrecommit> votes =
        with(all(votes(TARGET, 0, 1, 2, 3), votes(CHILD, 4)), vote(4, FORK));
    assertEquals(new Valid(), verify(justification(votes, CHILD, FORK)));
  }

  @Test
  void shouldCountAnEquivocatorOnce() {
    List<SignedPrecommit> votes = with(all(votes(TARGET, 0, 1, 2), votes(CHILD, 3)), vote(3, FORK));
    assertInvalid(TOO_LITTLE_WEIGHT, justification(votes, CHILD, FORK));
  }

  @Test
  void shouldCountAnEquivocatorForEveryBlock() {
    List<SignedPrecommit> votes =
        all(votes(CHILD, 0, 1, 2, 3), votes(TARGET, 4, 5), votes(FORK, 4));
    assertInvalid(DESCENDANT_REACHES_THRESHOLD, justification(votes, CHILD, FORK));
  }

  @Test
  void shouldRefuseASecondEquivocationOfAVoter() {
    List<SignedPrecommit> votes = all(FIVE, votes(CHILD, 4), votes(FORK, 4));
    assertInvalid(REPEATED_EQUIVOCATION, justification(votes, CHILD, FORK));
  }

  @Test
  void shouldTolerateAnEquivocationOfEachVoter() {
    List<SignedPrecommit> votes = all(FIVE, votes(CHILD, 4), votes(FORK, 3));
    assertEquals(new Valid(), verify(justification(votes, CHILD, FORK)));
  }

  @Test
  void shouldGiveStrangersNoWeight() {
    List<SignedPrecommit> four = votes(TARGET, 0, 1, 2, 3);
    assertInvalid(TOO_LITTLE_WEIGHT, justification(all(four, votes(TARGET, 7, 8, 9))));
    assertEquals(new Valid(), verify(justification(with(FIVE, vote(7, TARGET)))));
  }

  @Test
  void shouldTakeAnAuthorityWithoutWeightForAStranger() {
    List<Authority> weightless = new ArrayList<>(authorities().authorities());
    weightless.set(4, new Authority(key(4).id(), 0));
    weightless.set(5, new Authority(key(5).id(), 2));
    Verdict verdict = verify(justification(FIVE), new AuthoritySet(SET_ID, weightless));
    assertEquals(TOO_LITTLE_WEIGHT, assertInstanceOf(Invalid.class, verdict).reason());
  }

  @Test
  void shouldAddTheWeightsOfAnAuthorityThatStandsTwice() {
    List<Authority> authorities = new ArrayList<>(authorities().authorities());
    authorities.set(6, new Authority(key(0).id(), 1));
    Verdict verdict =
        verify(justification(votes(TARGET, 0, 1, 2, 3)), new AuthoritySet(SET_ID, authorities));
    assertEquals(new Valid(), verdict);
  }

  @Test
  void shouldRefuseABadSignatureEvenOfAStrangerWhoIsNotNeeded() {
    for (int voter : new int[] {0, 5, 7}) {
      SignedPrecommit good = vote(voter, TARGET);
      SignedPrecommit other = vote(voter, CHILD);
      var forged = new SignedPrecommit(TARGET.hash(), 10, other.signature(), good.id());
      assertInvalid(
          BAD_SIGNATURE, justification(all(List.of(forged), votes(TARGET, 1, 2, 3, 4, 6))));
    }
  }

  @Test
  void shouldRefuseSignaturesOfAnotherRoundOrSet() {
    var commit = new Commit(TARGET.hash(), TARGET.number(), FIVE);
    assertInvalid(BAD_SIGNATURE, new GrandpaJustification(ROUND + 1, commit, List.of()));
    var nextSet = new AuthoritySet(SET_ID + 1, authorities().authorities());
    assertEquals(
        BAD_SIGNATURE,
        assertInstanceOf(Invalid.class, verify(justification(FIVE), nextSet)).reason());
  }

  @Test
  void shouldNeedTheThresholdThatNodesNeed() {
    int[] thresholds = {1, 2, 3, 3, 4, 5, 5, 6, 7, 7};
    for (int total = 1; total <= thresholds.length; total++) {
      List<Authority> one = List.of(new Authority(key(0).id(), total));
      assertEquals(thresholds[total - 1], VoterSet.of(one).orElseThrow().threshold());
    }
  }

  @Test
  void shouldBearALongChainBehindEachOfManyVotes() {
    List<Header> chain = new ArrayList<>();
    List<SignedPrecommit> votes = new ArrayList<>(FIVE);
    Header at = TARGET;
    for (int i = 0; i < 20_000; i++) {
      at = new Header(at.hash(), at.number() + 1, at.stateRoot(), at.extrinsicsRoot(), List.of());
      chain.add(at);
      votes.add(new SignedPrecommit(at.hash(), at.number(), FIVE.get(0).signature(), key(7).id()));
    }
    GrandpaJustification long20k =
        new GrandpaJustification(ROUND, new Commit(TARGET.hash(), 10, votes), chain);
    assertInvalid(BAD_SIGNATURE, long20k);
  }

  private static void assertInvalid(Reason reason, GrandpaJustification justification) {
    Invalid invalid = assertInstanceOf(Invalid.class, verify(justification));
    assertEquals(reason, invalid.reason(), invalid.detail());
  }

  private static List<SignedPrecommit> with(List<SignedPrecommit> votes, SignedPrecommit more) {
    return all(votes, List.of(more));
  }

  @SafeVarargs
  private static List<SignedPrecommit> all(List<SignedPrecommit>... votes) {
    List<SignedPrecommit> all = new ArrayList<>();
    for (List<SignedPrecommit> each : votes) {
      all.addAll(each);
    }
    return all;
  }
}
