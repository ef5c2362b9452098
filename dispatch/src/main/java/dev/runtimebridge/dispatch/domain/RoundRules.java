package dev.runtimebridge.dispatch.domain;

import dev.runtimebridge.dispatch.domain.RefusedInput.Reason;

/**
 * How rounds go.
 *
 * @param rewards what they mint and for whom
 * @param windowBlocks after the first block, in which a task can end
 * @param freezeBlocks after the window has closed, until rewards can be used
 */
public record RoundRules(RewardRules rewards, int windowBlocks, int freezeBlocks) {
  /** Refuses negative spans, and a window that is open when the next round begins. */
  public RoundRules {
    if (windowBlocks < 1 || freezeBlocks < 0) {
      throw new RefusedInput(
          Reason.MALFORMED_RULES,
          "a window of %d blocks and a freeze of %d; give at least 1 and 0"
              .formatted(windowBlocks, freezeBlocks));
    }
    if (windowBlocks > rewards.roundBlocks()) {
      throw new RefusedInput(
          Reason.MALFORMED_RULES,
          "a window of %d blocks in rounds of %d; give no more than those"
              .formatted(windowBlocks, rewards.roundBlocks()));
    }
  }

  /** Whether a round begins with this block. */
  public boolean isFirst(long block) {
    return block % rewards.roundBlocks() == 0;
  }

  /** The round that a block belongs to. */
  public long roundOf(long block) {
    return block / rewards.roundBlocks();
  }
}
