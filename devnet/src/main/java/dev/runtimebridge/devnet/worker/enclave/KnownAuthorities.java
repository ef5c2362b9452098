package dev.runtimebridge.devnet.worker.enclave;

import dev.runtimebridge.substrate.grandpa.AuthoritySet;
import dev.runtimebridge.substrate.hash.Hash256;

/** An authority set with a name to remember by what it has finalized. */
public record KnownAuthorities(AuthoritySet set, Hash256 digest) {

  /** The set that a worker trusts now. */
  public static KnownAuthorities of(AuthoritySet set) {
    return new KnownAuthorities(set, Digests.of(set.encode()));
  }
}
