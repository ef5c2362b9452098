package dev.runtimebridge.substrate.grandpa;

import dev.runtimebridge.substrate.hash.Hash256;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The votes of a commit, counted: each voter once, who voted twice for every block.
 *
 * @param weightByTarget weight of those who voted once, by the block they voted for
 * @param equivocated weight of those who voted twice
 * @param total weight of all who voted
 */
record Ballot(Map<Hash256, Long> weightByTarget, long equivocated, long total) {

  /**
   * Counts {@code distinct} votes; strangers weigh nothing.
   *
   * @return nothing if a voter voted more than twice
   */
  static Optional<Ballot> count(Collection<SignedPrecommit> distinct, VoterSet voters) {
    Map<AuthorityId, SignedPrecommit> first = new HashMap<>();
    Set<AuthorityId> equivocators = new HashSet<>();
    for (SignedPrecommit vote : distinct) {
      boolean again = voters.has(vote.id()) && first.putIfAbsent(vote.id(), vote) != null;
      if (again && !equivocators.add(vote.id())) {
        return Optional.empty();
      }
    }
    Map<Hash256, Long> weightByTarget = new HashMap<>();
    long equivocated = 0;
    long total = 0;
    for (SignedPrecommit vote : first.values()) {
      long weight = voters.weight(vote.id());
      total += weight;
      if (equivocators.contains(vote.id())) {
        equivocated += weight;
      } else {
        weightByTarget.merge(vote.targetHash(), weight, Long::sum);
      }
    }
    return Optional.of(new Ballot(weightByTarget, equivocated, total));
  }
}
