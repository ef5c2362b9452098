package dev.runtimebridge.fetcher.domain;

import java.util.List;

/**
 * Parachain blocks read back from the log.
 *
 * @param blocks in order; some that precede those asked for may be among them
 * @param next where to read on
 */
public record LoggedBlocks(List<ParaBlock> blocks, long next) {

  /** Copies the list. */
  public LoggedBlocks {
    blocks = List.copyOf(blocks);
  }
}
