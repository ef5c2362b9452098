package dev.runtimebridge.substrate.extrinsic;

/** What signs: an sr25519 key pair, or a stand-in in tests. */
@FunctionalInterface
public interface Signer {
  /** The 64 bytes of the sr25519 signature of {@code payload}. */
  byte[] sign(byte[] payload);
}
