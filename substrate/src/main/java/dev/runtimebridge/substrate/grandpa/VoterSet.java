package dev.runtimebridge.substrate.grandpa;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Weights of those who may vote: an authority of no weight is none, one that stands twice has the
 * sum.
 *
 * @see <a
 *     href="https://github.com/paritytech/finality-grandpa/blob/v0.16.0/src/voter_set.rs">voter_set.rs</a>
 */
record VoterSet(Map<AuthorityId, Long> weights, long totalWeight) {

  /** The voters, or nothing if there are none or their weights go beyond 63 bits. */
  static Optional<VoterSet> of(List<Authority> authorities) {
    Map<AuthorityId, Long> weights = new HashMap<>();
    long total = 0;
    for (Authority authority : authorities) {
      if (authority.weight() < 0 || total + authority.weight() < 0) {
        return Optional.empty();
      }
      if (authority.weight() > 0) {
        weights.merge(authority.id(), authority.weight(), Long::sum);
        total += authority.weight();
      }
    }
    return total == 0 ? Optional.empty() : Optional.of(new VoterSet(weights, total));
  }

  boolean has(AuthorityId id) {
    return weights.containsKey(id);
  }

  long weight(AuthorityId id) {
    return weights.getOrDefault(id, 0L);
  }

  /** The least weight that more than two thirds of the voters have. */
  long threshold() {
    return totalWeight - (totalWeight - 1) / 3;
  }
}
