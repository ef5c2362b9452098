package dev.runtimebridge.solo.simulation;

import dev.runtimebridge.fetcher.domain.Genesis;
import dev.runtimebridge.solo.simulation.ChainTopics.Segment;
import dev.runtimebridge.syncer.domain.RelayMark;
import java.util.OptionalLong;

/** The log as the fetchers of this world wrote it. */
record FetchedLog(ChainTopics topics) implements PublishedChain {
  @Override
  public long start() {
    return topics.genesis().map(Genesis::start).map(header -> header.number()).orElse(0L);
  }

  @Override
  public boolean begun() {
    return topics.genesis().isPresent();
  }

  @Override
  public long relay() {
    return topics.relay();
  }

  @Override
  public long para() {
    return topics.para();
  }

  @Override
  public RelayMark mark(long number) {
    for (Segment segment : topics.segments()) {
      long last = segment.headers().last().number();
      if (number < last) {
        return new RelayMark(number, false, false, OptionalLong.empty());
      }
      if (number == last) {
        return new RelayMark(
            number,
            true,
            segment.headers().changesSet(),
            segment.head().stream().mapToLong(head -> head.header().number()).findFirst());
      }
    }
    throw new IllegalStateException("relay #" + number + " is not in the log");
  }
}
