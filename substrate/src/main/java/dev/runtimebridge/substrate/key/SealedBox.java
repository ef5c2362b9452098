package dev.runtimebridge.substrate.key;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.params.X25519PublicKeyParameters;

/**
 * A pool operator's secret, sealed so that only the submitter can open it: HPKE (RFC 9180) base
 * mode, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20Poly1305.
 *
 * @param encapsulatedKey what the receiver needs to find the shared key
 * @param ciphertext the sealed bytes and their tag
 */
public record SealedBox(Bytes encapsulatedKey, Bytes ciphertext) {
  private static final byte[] INFO =
      "runtime-bridge pool operator v1".getBytes(StandardCharsets.US_ASCII);
  private static final int TAG_SIZE = 16;

  /** The bytes that bind a box to a pool and an account, so that it opens for no other. */
  public static byte[] additionalData(long pid, AccountId operator) {
    return new ScaleWriter().u64(pid).bytes(operator.toByteArray()).toByteArray();
  }

  /**
   * Seals {@code plaintext}, which the caller wipes.
   *
   * @throws IllegalArgumentException if the public key is no X25519 key
   */
  public static SealedBox seal(Bytes publicKey, byte[] additionalData, byte[] plaintext) {
    if (publicKey.length() != SealingKeyPair.KEY_SIZE) {
      throw new IllegalArgumentException(
          "an X25519 public key has "
              + SealingKeyPair.KEY_SIZE
              + " bytes, this one has "
              + publicKey.length());
    }
    try {
      byte[][] parts =
          hpke()
              .seal(
                  new X25519PublicKeyParameters(publicKey.toByteArray()),
                  INFO,
                  additionalData,
                  plaintext,
                  null,
                  null,
                  null);
      return new SealedBox(Bytes.of(parts[1]), Bytes.of(parts[0]));
    } catch (InvalidCipherTextException | IllegalStateException e) {
      throw new IllegalArgumentException("nothing can be sealed for the key " + publicKey, e);
    }
  }

  /**
   * The bytes that were sealed, which the caller wipes.
   *
   * @throws InvalidSecret if the box is for another key, for other data, or broken
   */
  public byte[] open(SealingKeyPair keys, byte[] additionalData) throws InvalidSecret {
    return open(keys, INFO, additionalData);
  }

  /** The same for what was sealed for another purpose. */
  byte[] open(SealingKeyPair keys, byte[] info, byte[] additionalData) throws InvalidSecret {
    if (encapsulatedKey.length() != SealingKeyPair.KEY_SIZE || ciphertext.length() < TAG_SIZE) {
      throw new InvalidSecret(
          "a sealed secret has "
              + SealingKeyPair.KEY_SIZE
              + " bytes of key and at least "
              + TAG_SIZE
              + " sealed ones, this one "
              + encapsulatedKey.length()
              + " and "
              + ciphertext.length());
    }
    HPKE hpke = hpke();
    byte[] privateKey = keys.privateKey();
    try {
      return hpke.open(
          encapsulatedKey.toByteArray(),
          hpke.deserializePrivateKey(privateKey, keys.publicKey().toByteArray()),
          info,
          additionalData,
          ciphertext.toByteArray(),
          null,
          null,
          null);
    } catch (InvalidCipherTextException | IllegalStateException | IllegalArgumentException _) {
      throw new InvalidSecret(
          "this secret does not open with "
              + keys
              + ": it was sealed for another key, pool or account; set the pool's operator again");
    } finally {
      Secrets.wipe(privateKey);
    }
  }

  private static HPKE hpke() {
    return new HPKE(
        HPKE.mode_base, HPKE.kem_X25519_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_CHACHA20_POLY1305);
  }
}
