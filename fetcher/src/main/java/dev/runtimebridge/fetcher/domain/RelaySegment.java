package dev.runtimebridge.fetcher.domain;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.grandpa.AuthoritySet;
import java.util.List;

/**
 * Verified relay-chain headers that follow what the log holds, in one batch for workers.
 *
 * @param headers one or more, linked by parent hashes; only the last may change the authority set
 * @param justification GRANDPA's, of the last header
 * @param authorities the set that gave it
 * @param nextAuthorities the set that finalizes what follows
 */
public record RelaySegment(
    List<EncodedHeader> headers,
    Bytes justification,
    AuthoritySet authorities,
    AuthoritySet nextAuthorities) {

  /** Copies the list and refuses an empty one. */
  public RelaySegment {
    headers = List.copyOf(headers);
    if (headers.isEmpty()) {
      throw new IllegalArgumentException("a segment of no headers");
    }
  }

  /** The justified header. */
  public EncodedHeader last() {
    return headers.getLast();
  }

  /** Whether the last header announces the next authority set. */
  public boolean changesSet() {
    return nextAuthorities.setId() != authorities.setId();
  }
}
