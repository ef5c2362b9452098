package dev.runtimebridge.dispatch.domain;

/**
 * A worker that is online when a round begins, as of the round's first block.
 *
 * @param worker id
 * @param pool number of the pool that it belongs to
 * @param score on the chain
 * @param stake on the chain
 */
public record RoundCandidate(String worker, long pool, long score, Stake stake) {
  /** Refuses a score or a stake that gives no weight. */
  public RoundCandidate {
    Weights.of(score, stake);
  }

  /** Who takes part in the draw. */
  public Candidate inDraw() {
    return new Candidate(worker, Weights.of(score, stake));
  }
}
