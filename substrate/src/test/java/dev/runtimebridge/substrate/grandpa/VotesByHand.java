package dev.runtimebridge.substrate.grandpa;

import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.header.Header;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A handful of authorities and a small chain with a fork, to vote on by hand. */
final class VotesByHand {
  static final long ROUND = 42;
  static final long SET_ID = 7;

  /** Blocks: target – child – grandchild, and a fork beside the child; parent before target. */
  static final Header PARENT = block(Hash256.ZERO, 9, 0);

  static final Header TARGET = block(PARENT.hash(), 10, 0);
  static final Header CHILD = block(TARGET.hash(), 11, 0);
  static final Header GRANDCHILD = block(CHILD.hash(), 12, 0);
  static final Header FORK = block(TARGET.hash(), 11, 1);
  static final Header UNCLE = block(PARENT.hash(), 10, 1);

  private VotesByHand() {}

  /** Authority number {@code index}; those from 7 on are strangers. */
  static AuthorityKey key(int index) {
    byte[] seed = new byte[32];
    Arrays.fill(seed, (byte) (index + 1));
    return AuthorityKey.fromSeed(seed);
  }

  /** Seven authorities of weight 1, so that five decide. */
  static AuthoritySet authorities() {
    return new AuthoritySet(
        SET_ID, IntStream.range(0, 7).mapToObj(i -> new Authority(key(i).id(), 1)).toList());
  }

  static SignedPrecommit vote(int voter, Header block) {
    return key(voter).precommit(block.hash(), block.number(), ROUND, SET_ID);
  }

  /** Votes of {@code voters} for one block. */
  static List<SignedPrecommit> votes(Header block, int... voters) {
    return Arrays.stream(voters).mapToObj(voter -> vote(voter, block)).toList();
  }

  static GrandpaJustification justification(List<SignedPrecommit> votes, Header... ancestries) {
    var commit = new Commit(TARGET.hash(), TARGET.number(), votes);
    return new GrandpaJustification(ROUND, commit, List.of(ancestries));
  }

  static Verdict verify(GrandpaJustification justification) {
    return verify(justification, authorities());
  }

  static Verdict verify(GrandpaJustification justification, AuthoritySet authorities) {
    return JustificationVerifier.verify(justification, TARGET.hash(), TARGET.number(), authorities);
  }

  private static Header block(Hash256 parent, long number, int fork) {
    byte[] root = new byte[32];
    root[0] = (byte) fork;
    return new Header(parent, number, Hash256.of(root), Hash256.ZERO, List.of());
  }
}
