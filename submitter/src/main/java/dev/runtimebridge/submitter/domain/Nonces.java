package dev.runtimebridge.submitter.domain;

import java.util.Collection;

/** Which nonce the next transaction of an account takes. */
public final class Nonces {
  private Nonces() {}

  /**
   * The lowest nonce that nobody holds, so that no gap keeps later transactions out.
   *
   * <p>A nonce below {@code nodeNext} is held by a transaction of the best chain or of the pool. It
   * is taken nevertheless where that can only be a dead one of ours; else it is a stranger's, who
   * uses the account by another way, and the next one after all of those is taken.
   *
   * @param finalized the account's nonce in the finalized state
   * @param nodeNext the nonce after those that the node knows
   * @param live nonces of transactions of ours that may still land
   * @param freed nonces of dead ones
   */
  public static long next(
      long finalized, long nodeNext, Collection<Long> live, Collection<Long> freed) {
    long gap = firstFree(finalized, live);
    return gap >= nodeNext || freed.contains(gap) ? gap : firstFree(nodeNext, live);
  }

  private static long firstFree(long from, Collection<Long> live) {
    long nonce = from;
    while (live.contains(nonce)) {
      nonce++;
    }
    return nonce;
  }
}
