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
import java.util.Locale;
import java.util.Map;
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
      return invalid(
          WRONG_TARGET,
          "for block %d %s, asked about %d %s",
          commit.targetNumber(),
          commit.targetHash(),
          targetNumber,
          targetHash);
    }
    Set<SignedPrecommit> votes = new LinkedHashSet<>(commit.precommits());
    return VoterSet.of(authorities.authorities())
        .map(voters -> structure(justification, votes, voters))
        .orElseGet(
            () ->
                Optional.of(
                    invalid(
                        UNUSABLE_AUTHORITY_SET,
                        "set %s has no voters or weights beyond 63 bits",
                        Long.toUnsignedString(authorities.setId()))))
        .or(() -> signatures(votes, justification.round(), authorities.setId(), signatures))
        .orElseGet(Valid::new);
  }

  private static Optional<Verdict> structure(
      GrandpaJustification justification, Set<SignedPrecommit> votes, VoterSet voters) {
    Commit commit = justification.commit();
    if (votes.isEmpty()) {
      return Optional.of(
          invalid(NO_PRECOMMITS, "block %d has no precommit", commit.targetNumber()));
    }
    SignedPrecommit lowest =
        votes.stream().min(Comparator.comparingLong(SignedPrecommit::targetNumber)).orElseThrow();
    if (!lowest.targetHash().equals(commit.targetHash())
        || lowest.targetNumber() != commit.targetNumber()) {
      return Optional.of(
          invalid(
              LOWEST_VOTE_NOT_ON_TARGET,
              "lowest vote on block %d %s, target %d %s",
              lowest.targetNumber(),
              lowest.targetHash(),
              commit.targetNumber(),
              commit.targetHash()));
    }
    var ancestry = new Ancestry(commit.targetHash(), justification.votesAncestries());
    for (SignedPrecommit vote : votes) {
      if (!ancestry.visit(vote.targetHash())) {
        return Optional.of(invalid(NO_ROUTE_TO_TARGET, "from the vote of %s", vote.id().bytes()));
      }
    }
    Set<Hash256> unused = ancestry.unused();
    if (!unused.isEmpty()) {
      return Optional.of(invalid(UNUSED_HEADERS, "%d headers that no vote needs", unused.size()));
    }
    return Ballot.count(votes, voters)
        .map(ballot -> weight(ballot, ancestry, voters))
        .orElseGet(() -> Optional.of(invalid(REPEATED_EQUIVOCATION, "a voter has three votes")));
  }

  private static Optional<Verdict> weight(Ballot ballot, Ancestry ancestry, VoterSet voters) {
    long threshold = voters.threshold();
    if (ballot.total() < threshold) {
      return Optional.of(
          invalid(TOO_LITTLE_WEIGHT, "weight %d where %d is needed", ballot.total(), threshold));
    }
    Map<Hash256, Long> above = ancestry.cumulative(ballot.weightByTarget());
    return above.entrySet().stream()
        .filter(block -> block.getValue() + ballot.equivocated() >= threshold)
        .findFirst()
        .map(block -> invalid(DESCENDANT_REACHES_THRESHOLD, "block %s", block.getKey()));
  }

  private static Optional<Verdict> signatures(
      Set<SignedPrecommit> votes, long round, long setId, SignatureCheck signatures) {
    return votes.stream()
        .filter(
            vote ->
                !signatures.holds(
                    vote.id(),
                    SignedPrecommit.payload(vote.targetHash(), vote.targetNumber(), round, setId),
                    vote.signature()))
        .findFirst()
        .map(
            vote ->
                invalid(
                    BAD_SIGNATURE,
                    "of %s on block %d in round %s of set %s",
                    vote.id().bytes(),
                    vote.targetNumber(),
                    Long.toUnsignedString(round),
                    Long.toUnsignedString(setId)));
  }

  private static Verdict invalid(Reason reason, String detail, Object... values) {
    return new Invalid(reason, String.format(Locale.ROOT, detail, values));
  }
}
