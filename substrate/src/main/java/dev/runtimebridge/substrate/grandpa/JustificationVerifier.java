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

import dev.runtimebridge.substrate.grandpa.Verdict.Invalid;
import dev.runtimebridge.substrate.grandpa.Verdict.Reason;
import dev.runtimebridge.substrate.grandpa.Verdict.Valid;
import dev.runtimebridge.substrate.hash.Hash256;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Decides whether a justification makes a block final under an authority set, as nodes and pRuntime
 * decide it. Safe for all threads.
 *
 * <p>Every signature must hold, also that of a stranger, who weighs nothing. The lowest vote must
 * be on the target, each other vote must lead back to it through the headers given, and no header
 * may be left over. The voters must reach the threshold on the target and on no block above it.
 * Duplicates count once; a voter may equivocate once and then counts for every block.
 *
 * <p>In one case this is stricter than pRuntime, which lets the lowest vote be below the target
 * when the headers lead from the target to it. Only the second vote of an equivocator can come to
 * be there.
 *
 * <p>What costs little is looked at first, so a forged justification is refused at its first bad
 * signature at the latest. Time and memory grow linearly with the justification's size.
 *
 * @see <a
 *     href="https://github.com/Phala-Network/phala-blockchain/blob/654b1b6/crates/phactory/src/light_validation/justification.rs">verify_with_voter_set</a>
 */
public final class JustificationVerifier {
  private JustificationVerifier() {}

  /** Whether {@code justification} proves the given block final under {@code authorities}. */
  public static Verdict verify(
      GrandpaJustification justification,
      Hash256 targetHash,
      long targetNumber,
      AuthoritySet authorities) {
    return verify(justification, targetHash, targetNumber, authorities, SignatureCheck.ED25519);
  }

  static Verdict verify(
      GrandpaJustification justification,
      Hash256 targetHash,
      long targetNumber,
      AuthoritySet authorities,
      SignatureCheck signatures) {
    Commit commit = justification.commit();
    if (!commit.targetHash().equals(targetHash) || commit.targetNumber() != targetNumber) {
      String asked = block(targetNumber, targetHash);
      return new Invalid(WRONG_TARGET, "for " + target(commit) + ", asked about " + asked);
    }
    Optional<VoterSet> voters = VoterSet.of(authorities.authorities());
    if (voters.isEmpty()) {
      String set = Long.toUnsignedString(authorities.setId());
      return new Invalid(
          UNUSABLE_AUTHORITY_SET, "set " + set + " has no voters or weights beyond 63 bits");
    }
    // Two equal votes are one, so neither is a signature checked twice.
    Set<SignedPrecommit> votes = new LinkedHashSet<>(commit.precommits());
    var ancestry = new Ancestry(targetHash, justification.votesAncestries());
    return refuseBase(commit, votes)
        .or(() -> refuseRoutes(votes, ancestry))
        .or(() -> refuseWeight(votes, voters.get(), ancestry))
        .or(() -> refuseSignatures(votes, justification.round(), authorities.setId(), signatures))
        .orElseGet(Valid::new);
  }

  private static Optional<Verdict> refuseBase(Commit commit, Set<SignedPrecommit> votes) {
    Optional<SignedPrecommit> base =
        votes.stream().min(Comparator.comparingLong(SignedPrecommit::targetNumber));
    if (base.isEmpty()) {
      return invalid(NO_PRECOMMITS, "for " + target(commit));
    }
    SignedPrecommit lowest = base.get();
    if (lowest.targetHash().equals(commit.targetHash())
        && lowest.targetNumber() == commit.targetNumber()) {
      return Optional.empty();
    }
    String voted = block(lowest.targetNumber(), lowest.targetHash());
    return invalid(
        LOWEST_VOTE_NOT_ON_TARGET, "lowest vote on " + voted + ", target " + target(commit));
  }

  private static Optional<Verdict> refuseRoutes(Set<SignedPrecommit> votes, Ancestry ancestry) {
    for (SignedPrecommit vote : votes) {
      if (!ancestry.visit(vote.targetHash())) {
        return invalid(NO_ROUTE_TO_TARGET, "from the vote of " + vote.id().bytes());
      }
    }
    int unused = ancestry.unused();
    return unused == 0
        ? Optional.empty()
        : invalid(UNUSED_HEADERS, unused + " headers that no vote needs");
  }

  private static Optional<Verdict> refuseWeight(
      Set<SignedPrecommit> votes, VoterSet voters, Ancestry ancestry) {
    Optional<Ballot> counted = Ballot.count(votes, voters);
    if (counted.isEmpty()) {
      return invalid(REPEATED_EQUIVOCATION, "a voter has three different votes");
    }
    Ballot ballot = counted.get();
    long threshold = voters.threshold();
    if (ballot.total() < threshold) {
      return invalid(
          TOO_LITTLE_WEIGHT, "weight " + ballot.total() + " where " + threshold + " is needed");
    }
    return ancestry.cumulative(ballot.weightByTarget()).entrySet().stream()
        .filter(above -> above.getValue() + ballot.equivocated() >= threshold)
        .findFirst()
        .flatMap(above -> invalid(DESCENDANT_REACHES_THRESHOLD, "block " + above.getKey()));
  }

  private static Optional<Verdict> refuseSignatures(
      Set<SignedPrecommit> votes, long round, long setId, SignatureCheck signatures) {
    for (SignedPrecommit vote : votes) {
      byte[] payload =
          SignedPrecommit.payload(vote.targetHash(), vote.targetNumber(), round, setId);
      if (!signatures.holds(vote.id(), payload, vote.signature())) {
        return invalid(
            BAD_SIGNATURE,
            "of "
                + vote.id().bytes()
                + " on block "
                + vote.targetNumber()
                + " in round "
                + Long.toUnsignedString(round)
                + " of set "
                + Long.toUnsignedString(setId));
      }
    }
    return Optional.empty();
  }

  private static String target(Commit commit) {
    return block(commit.targetNumber(), commit.targetHash());
  }

  private static String block(long number, Hash256 hash) {
    return number + " " + hash;
  }

  private static Optional<Verdict> invalid(Reason reason, String detail) {
    return Optional.of(new Invalid(reason, detail));
  }
}
