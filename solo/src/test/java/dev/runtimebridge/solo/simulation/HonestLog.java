package dev.runtimebridge.solo.simulation;

import dev.runtimebridge.syncer.domain.RelayMark;
import java.util.OptionalLong;

/** A log that a fetcher without failures writes: always what the chains have finalized. */
record HonestLog(ChainTime time) implements PublishedChain {
  private static final int JUSTIFIED_EVERY = 3;

  @Override
  public long start() {
    return time.chains().chains().status().relayStart();
  }

  @Override
  public boolean begun() {
    return true;
  }

  @Override
  public long relay() {
    long height = time.relay();
    return time.lastRelay() == height ? height : height / JUSTIFIED_EVERY * JUSTIFIED_EVERY;
  }

  @Override
  public long para() {
    return time.chains().chains().paraIncludedBy(relay());
  }

  @Override
  public RelayMark mark(long number) {
    boolean changes = time.chains().chains().finality().sets().changesAt(number);
    boolean justified = changes || number % JUSTIFIED_EVERY == 0 || number == time.lastRelay();
    long head = time.chains().chains().paraIncludedBy(number);
    return new RelayMark(
        number,
        justified,
        changes,
        justified && head > 0 ? OptionalLong.of(head) : OptionalLong.empty());
  }
}
