package dev.runtimebridge.devnet.chain;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.grandpa.AuthorityKey;
import dev.runtimebridge.substrate.grandpa.Commit;
import dev.runtimebridge.substrate.grandpa.FinalityProof;
import dev.runtimebridge.substrate.grandpa.GrandpaJustification;
import dev.runtimebridge.substrate.grandpa.SignedPrecommit;
import dev.runtimebridge.substrate.header.Header;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The votes of the relay chain. A justification is signed when somebody asks for it, and is the
 * same whenever that is.
 */
public final class Finality {
  private final DevChain chain;
  private final AuthoritySets sets;
  private final int keepEvery;
  private final Map<Long, GrandpaJustification> signed = new ConcurrentHashMap<>();

  Finality(DevChain chain, AuthoritySets sets, int keepEvery) {
    this.chain = chain;
    this.sets = sets;
    this.keepEvery = keepEvery;
  }

  /** The voters. */
  public AuthoritySets sets() {
    return sets;
  }

  /**
   * The justification that a node with this finalized height has stored with a block, if it has.
   */
  public Optional<GrandpaJustification> stored(long block, long finalized) {
    boolean kept = sets.changesAt(block) || block % keepEvery == 0 || block == finalized;
    return block > 0 && block <= finalized && kept ? Optional.of(justify(block)) : Optional.empty();
  }

  /**
   * What {@code grandpa_proveFinality} gives: the justification of the last block of the set that
   * voted on the block, or of the newest finalized block while that set still votes. Nothing for
   * the genesis block of a chain where nothing else is final yet.
   *
   * @param finalized finalized height of the node that is asked; the block must not be above it
   */
  public Optional<FinalityProof> prove(long block, long finalized) {
    if (finalized == 0) {
      return Optional.empty();
    }
    long proven = Math.min(sets.lastOf(sets.setOf(block)), finalized);
    List<Header> unknown = new ArrayList<>();
    for (long number = block + 1; number <= proven; number++) {
      unknown.add(at(number).header());
    }
    Bytes justification = Bytes.of(justify(proven).encode());
    return Optional.of(new FinalityProof(at(proven).hash(), justification, unknown));
  }

  private GrandpaJustification justify(long number) {
    return signed.computeIfAbsent(number, this::sign);
  }

  private GrandpaJustification sign(long number) {
    Block target = at(number);
    long setId = sets.setOf(number);
    long round = sets.roundOf(number);
    List<AuthorityKey> keys = sets.keys(setId);
    int threshold = keys.size() - (keys.size() - 1) / 3;
    // Sometimes one more than needed votes, as in real rounds.
    int voters = Math.min(keys.size(), threshold + (int) (number % 2));
    // Nobody votes beyond the block that ends a set; elsewhere one voter has seen the next block
    // already.
    boolean ahead = voters > 1 && threshold > 1 && number % 3 != 0 && !sets.changesAt(number);
    Optional<Block> child = ahead ? chain.block(number + 1) : Optional.empty();
    List<SignedPrecommit> votes = new ArrayList<>();
    for (int i = 0; i < voters; i++) {
      Block voted = i == voters - 1 ? child.orElse(target) : target;
      votes.add(keys.get(i).precommit(voted.hash(), voted.number(), round, setId));
    }
    return new GrandpaJustification(
        round,
        new Commit(target.hash(), number, votes),
        child.map(Block::header).stream().toList());
  }

  private Block at(long number) {
    return chain
        .block(number)
        .orElseThrow(() -> new IllegalStateException("relay block " + number + " is not there"));
  }
}
