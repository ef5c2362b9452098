package dev.runtimebridge.fetcher.pipeline;

import dev.runtimebridge.fetcher.domain.ParaBlock;
import dev.runtimebridge.fetcher.domain.ParaRuntime;
import dev.runtimebridge.fetcher.domain.WatchedChanges;
import java.util.Optional;

/**
 * A verified parachain block with what is to be told of it.
 *
 * @param upgrade the runtime that executes the next block, where this block changed it
 */
record FetchedBlock(ParaBlock block, WatchedChanges watched, Optional<ParaRuntime> upgrade) {

  /** About how much memory it takes; what is watched is a small part of the block. */
  long size() {
    return block.size();
  }
}
