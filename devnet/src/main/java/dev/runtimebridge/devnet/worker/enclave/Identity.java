package dev.runtimebridge.devnet.worker.enclave;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.hash.Hashing;
import dev.runtimebridge.substrate.key.Sr25519KeyPair;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A worker's keys, which outlive its checkpoints, and the speed of its machine: the same for the
 * same seed and index. Safe for all threads.
 */
public final class Identity {
  // A worker that went back to a checkpoint says again what it said, to the last byte.
  private static final int REMEMBERED = 64;
  private static final long SLOWEST = 150;
  private static final long SPEEDS = 200;

  private final Sr25519KeyPair keys;
  private final Bytes publicKey;
  private final Bytes ecdhPublicKey;
  private final Map<Hash256, byte[]> signatures =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Hash256, byte[]> eldest) {
          return size() > REMEMBERED;
        }
      };

  private Identity(Sr25519KeyPair keys, Bytes ecdhPublicKey) {
    this.keys = keys;
    this.publicKey = keys.account().bytes();
    this.ecdhPublicKey = ecdhPublicKey;
  }

  /** The identity of worker {@code index} in a farm of {@code seed}. */
  public static Identity of(long seed, int index) {
    return new Identity(
        Sr25519KeyPair.fromSeed(draw("worker identity", seed, index)),
        Bytes.of(draw("worker ecdh", seed, index)));
  }

  /** Its sr25519 key, which names it on the chain. */
  public Bytes publicKey() {
    return publicKey;
  }

  /** The key for secrets between enclaves; 32 bytes that nobody uses here. */
  public Bytes ecdhPublicKey() {
    return ecdhPublicKey;
  }

  /** Its sr25519 signature over a message; for a while the same one for the same message. */
  public byte[] sign(byte[] message) {
    Hash256 digest = Digests.of(message);
    synchronized (signatures) {
      return signatures.computeIfAbsent(digest, first -> keys.sign(message)).clone();
    }
  }

  /** How fast it measures itself to be; the chain makes six times as much of it. */
  public long iterationsPerSecond() {
    return SLOWEST + Byte.toUnsignedInt((byte) publicKey.at(0)) % SPEEDS;
  }

  private static byte[] draw(String purpose, long seed, int index) {
    byte[] input = new ScaleWriter().string(purpose).u64(seed).u32(index).toByteArray();
    return Hashing.blake2b256(input).bytes();
  }
}
