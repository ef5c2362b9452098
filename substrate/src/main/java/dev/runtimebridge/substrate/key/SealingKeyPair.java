package dev.runtimebridge.substrate.key;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hashing;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;

/** The X25519 key pair for whom secrets are sealed; {@link #close()} wipes the private key. */
public final class SealingKeyPair implements AutoCloseable {
  /** Number of bytes of either key. */
  public static final int KEY_SIZE = 32;

  private static final int KEY_ID_SIZE = 8;

  private final byte[] privateKey;
  private final Bytes publicKey;
  private volatile boolean closed;

  private SealingKeyPair(byte[] privateKey) {
    this.privateKey = privateKey;
    publicKey =
        Bytes.of(new X25519PrivateKeyParameters(privateKey).generatePublicKey().getEncoded());
  }

  /** A new pair from the system's random numbers. */
  public static SealingKeyPair generate() {
    return new SealingKeyPair(new X25519PrivateKeyParameters(new SecureRandom()).getEncoded());
  }

  /**
   * The pair of a private key, which the caller wipes.
   *
   * @throws IllegalArgumentException if it has not 32 bytes
   */
  public static SealingKeyPair fromPrivateKey(byte[] privateKey) {
    if (privateKey.length != KEY_SIZE) {
      throw new IllegalArgumentException(
          "an X25519 private key has " + KEY_SIZE + " bytes, this one has " + privateKey.length);
    }
    return new SealingKeyPair(privateKey.clone());
  }

  /** First 8 bytes of blake2b-256 of a public key, hex: names it in the log. */
  public static String keyId(Bytes publicKey) {
    byte[] hash = Hashing.blake2b256(publicKey.toByteArray()).bytes();
    return HexFormat.of().formatHex(hash, 0, KEY_ID_SIZE);
  }

  /** For whom to seal. */
  public Bytes publicKey() {
    return publicKey;
  }

  /** {@link #keyId(Bytes)} of the public key. */
  public String keyId() {
    return keyId(publicKey);
  }

  /** A copy of the private key, which the caller wipes. */
  public byte[] privateKey() {
    if (closed) {
      throw new IllegalStateException("the sealing key " + keyId() + " is closed");
    }
    return privateKey.clone();
  }

  @Override
  public void close() {
    closed = true;
    Arrays.fill(privateKey, (byte) 0);
  }

  /** The key's id; never the private key. */
  @Override
  public String toString() {
    return "sealing key " + keyId();
  }
}
