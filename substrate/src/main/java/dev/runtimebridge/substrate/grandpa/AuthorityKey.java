package dev.runtimebridge.substrate.grandpa;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** An authority's key pair, for simulated chains and tests. Safe for all threads. */
public final class AuthorityKey {
  private final byte[] seed;
  private final byte[] publicKey = new byte[Ed25519.PUBLIC_KEY_SIZE];

  private AuthorityKey(byte[] seed) {
    this.seed = seed;
    Ed25519.generatePublicKey(seed, 0, publicKey, 0);
  }

  /**
   * The key pair that a seed stands for.
   *
   * @throws IllegalArgumentException if it has not 32 bytes
   */
  public static AuthorityKey fromSeed(byte[] seed) {
    if (seed.length != Ed25519.SECRET_KEY_SIZE) {
      throw new IllegalArgumentException("a seed has 32 bytes, not " + seed.length);
    }
    return new AuthorityKey(seed.clone());
  }

  /** The public key. */
  public AuthorityId id() {
    return new AuthorityId(Bytes.of(publicKey));
  }

  /** The signature of 64 bytes over {@code payload}. */
  public Bytes sign(byte[] payload) {
    byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
    Ed25519.sign(seed, 0, publicKey, 0, payload, 0, payload.length, signature, 0);
    return Bytes.of(signature);
  }

  /** This authority's vote for a block. */
  public SignedPrecommit precommit(Hash256 targetHash, long targetNumber, long round, long setId) {
    byte[] payload = SignedPrecommit.payload(targetHash, targetNumber, round, setId);
    return new SignedPrecommit(targetHash, targetNumber, sign(payload), id());
  }
}
