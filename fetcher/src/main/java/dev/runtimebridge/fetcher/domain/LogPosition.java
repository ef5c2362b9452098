package dev.runtimebridge.fetcher.domain;

import dev.runtimebridge.substrate.grandpa.AuthoritySet;

/**
 * Where the log ends, and what must hold for what comes next. Read from the log and from nothing
 * else.
 *
 * @param relay last relay-chain header; the start header of the genesis while there is none
 * @param authorities the set that finalizes the next relay-chain header
 * @param para last parachain block
 */
public record LogPosition(
    ChainIdentity chains, ChainPoint relay, AuthoritySet authorities, EncodedHeader para) {

  /** The position once {@code segment} is in the log, with parachain blocks up to {@code last}. */
  public LogPosition after(RelaySegment segment, EncodedHeader last) {
    return new LogPosition(chains, segment.last().point(), segment.nextAuthorities(), last);
  }
}
