package dev.runtimebridge.substrate.grandpa;

import dev.runtimebridge.substrate.Bytes;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** Says whether a signature is an authority's over given bytes. */
@FunctionalInterface
interface SignatureCheck {
  /**
   * Ed25519 as in RFC 8032. Nodes follow ZIP-215, which also takes encodings that no honest voter
   * makes; those are refused here.
   */
  SignatureCheck ED25519 =
      (id, payload, signature) ->
          Ed25519.verify(
              signature.toByteArray(), 0, id.bytes().toByteArray(), 0, payload, 0, payload.length);

  /** Whether {@code signature} is {@code id}'s over {@code payload}. */
  boolean holds(AuthorityId id, byte[] payload, Bytes signature);
}
