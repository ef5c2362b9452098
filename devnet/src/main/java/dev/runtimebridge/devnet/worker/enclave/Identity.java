package dev.runtimebridge.devnet.worker.enclave;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hashing;
import dev.runtimebridge.substrate.scale.ScaleWriter;

/**
 * A worker's keys, which outlive its checkpoints. The public halves only: 32 bytes that are the
 * same for the same seed and index.
 */
public record Identity(Bytes publicKey, Bytes ecdhPublicKey) {

  /** The identity of worker {@code index} in a farm of {@code seed}. */
  public static Identity of(long seed, int index) {
    return new Identity(key("worker identity", seed, index), key("worker ecdh", seed, index));
  }

  private static Bytes key(String purpose, long seed, int index) {
    byte[] input = new ScaleWriter().string(purpose).u64(seed).u32(index).toByteArray();
    return Bytes.of(Hashing.blake2b256(input).bytes());
  }
}
