package dev.runtimebridge.lifecycle.table;

import dev.runtimebridge.lifecycle.domain.PublishedHeights;
import dev.runtimebridge.schemas.v1.Chain;
import dev.runtimebridge.schemas.v1.ChainGenesis;
import dev.runtimebridge.schemas.v1.ChainSpeed;
import dev.runtimebridge.schemas.v1.ChainTip;
import java.time.Instant;

/** How far both chains are and where the log begins. One thread writes, many read. */
public final class ChainTable {
  private volatile ChainTip relay = ChainTip.newBuilder().setChain(Chain.RELAY).build();
  private volatile ChainTip para = ChainTip.newBuilder().setChain(Chain.PARA).build();
  private final ChainPace relayPace = new ChainPace();
  private final ChainPace paraPace = new ChainPace();
  private volatile int paraId;
  private volatile int relayStart;

  void put(ChainTip tip) {
    switch (tip.getChain()) {
      case RELAY -> {
        relay = tip;
        relayPace.add(tip);
      }
      case PARA -> {
        para = tip;
        paraPace.add(tip);
      }
      case CHAIN_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalArgumentException(
              "a chain tip names neither the relay chain nor the parachain");
    }
  }

  // The genesis holds the parachain's whole state, so it is not kept.
  void put(ChainGenesis genesis) {
    paraId = genesis.getParaId();
    relayStart = genesis.getRelayStartNumber();
  }

  /** How fast blocks of a chain go into the log, as of {@code now}. */
  public ChainSpeed speed(Chain chain, Instant now) {
    return chain == Chain.RELAY ? relayPace.speed(relay, now) : paraPace.speed(para, now);
  }

  /** Tip of the relay chain; without heights while nobody told any. */
  public ChainTip relay() {
    return relay;
  }

  /** Tip of the parachain; without heights while nobody told any. */
  public ChainTip para() {
    return para;
  }

  /** Id of the parachain; 0 while the log has no genesis. */
  public int paraId() {
    return paraId;
  }

  /** What the log has of both chains. */
  public PublishedHeights published() {
    long start = Integer.toUnsignedLong(relayStart);
    return new PublishedHeights(
        start,
        Math.max(start, Integer.toUnsignedLong(relay.getPublishedNumber())),
        Integer.toUnsignedLong(para.getPublishedNumber()));
  }
}
