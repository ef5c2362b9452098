package dev.runtimebridge.dispatch.domain;

import dev.runtimebridge.dispatch.domain.RoundEvent.RoundSettled;
import dev.runtimebridge.dispatch.domain.RoundEvent.Share;
import dev.runtimebridge.dispatch.domain.RoundState.Open;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Shares out what a round minted. Those drawn divide the part for computing equally; who did not
 * compute has missed its part. All online divide theirs by score. The treasury has the rest, also
 * of a part that nobody can claim. Parts are whole units, see {@link LargestRemainder}, so paid,
 * missed and treasury sum to what was minted.
 */
final class Settlement {
  private Settlement() {}

  static RoundSettled of(RoundRules rules, long round, Open open, long block) {
    BigInteger minted = rules.rewards().minted(round);
    List<RoundCandidate> online = open.opened().candidates();
    List<String> drawn = open.opened().drawn();
    List<BigInteger> forOnline =
        LargestRemainder.split(
            rules.rewards().forOnline(minted),
            online.stream().map(worker -> BigInteger.valueOf(worker.score())).toList());
    List<BigInteger> forComputing =
        LargestRemainder.split(
            rules.rewards().forComputing(minted),
            drawn.stream().map(worker -> BigInteger.ONE).toList());
    Map<String, BigInteger> ofTask = new HashMap<>();
    for (int i = 0; i < drawn.size(); i++) {
      ofTask.put(drawn.get(i), forComputing.get(i));
    }
    BigInteger treasury = minted;
    var shares = new ArrayList<Share>();
    for (int i = 0; i < online.size(); i++) {
      RoundCandidate worker = online.get(i);
      BigInteger task = ofTask.getOrDefault(worker.worker(), BigInteger.ZERO);
      boolean done = open.outcome(worker.worker()).map(TaskOutcome.DONE::equals).orElse(false);
      shares.add(
          new Share(
              worker.worker(),
              worker.pool(),
              forOnline.get(i),
              done ? task : BigInteger.ZERO,
              done ? BigInteger.ZERO : task));
      treasury = treasury.subtract(forOnline.get(i)).subtract(task);
    }
    // Counted from when the round closed, so that nobody waits longer because the bridge was away.
    long releasesAt = open.opened().closesAt() + rules.freezeBlocks();
    return new RoundSettled(block, minted, treasury, shares, releasesAt);
  }
}
