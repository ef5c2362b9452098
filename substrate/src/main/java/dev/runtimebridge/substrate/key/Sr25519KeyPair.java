package dev.runtimebridge.substrate.key;

import cafe.cryptography.curve25519.Scalar;
import java.util.Arrays;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.jspecify.annotations.Nullable;

/**
 * An sr25519 secret key and its account. Many threads may sign at once; {@link #close()} wipes the
 * secret, after which nothing can be signed.
 *
 * @see <a
 *     href="https://docs.rs/schnorrkel/0.11.4/schnorrkel/derive/index.html">schnorrkel::derive</a>
 */
public final class Sr25519KeyPair implements AutoCloseable {
  /** Number of bytes of a secret key. */
  public static final int SECRET_KEY_SIZE = 64;

  /** Number of bytes of a seed, also called mini secret. */
  public static final int SEED_SIZE = 32;

  /** Number of bytes of a junction's chain code. */
  public static final int CHAIN_CODE_SIZE = 32;

  private static final int HALF = SECRET_KEY_SIZE / 2;
  private static final byte[] NOTHING = {};

  /** The secret of one key, dropped as a whole: the curve's scalar cannot be overwritten. */
  private static final class Secret {
    private final Scalar scalar;
    private final byte[] nonce;

    private Secret(Scalar scalar, byte[] nonce) {
      this.scalar = scalar;
      this.nonce = nonce;
    }
  }

  private final byte[] publicKey;
  private final AccountId account;
  private volatile @Nullable Secret secret;

  private Sr25519KeyPair(Scalar scalar, byte[] nonce) {
    publicKey = Sr25519.publicKey(scalar);
    account = AccountId.of(publicKey);
    secret = new Secret(scalar, nonce);
  }

  /**
   * The pair of a 32-byte seed, which the caller wipes.
   *
   * @throws IllegalArgumentException if it has another length
   */
  public static Sr25519KeyPair fromSeed(byte[] seed) {
    if (seed.length != SEED_SIZE) {
      throw new IllegalArgumentException(
          "a seed has " + SEED_SIZE + " bytes, this one has " + seed.length);
    }
    byte[] expanded = new byte[SECRET_KEY_SIZE];
    var digest = new SHA512Digest();
    digest.update(seed, 0, seed.length);
    digest.doFinal(expanded, 0);
    expanded[0] &= (byte) 0xf8;
    expanded[HALF - 1] &= 0x3f;
    expanded[HALF - 1] |= 0x40;
    try {
      return fromExpanded(expanded);
    } finally {
      wipe(expanded);
    }
  }

  /**
   * The pair of a 64-byte secret key in the ed25519-expanded form (scalar times 8, then the key's
   * nonce), which the caller wipes.
   *
   * @throws InvalidSecret if it is none
   */
  public static Sr25519KeyPair fromSecretKey(byte[] secretKey) throws InvalidSecret {
    if (secretKey.length != SECRET_KEY_SIZE) {
      throw new InvalidSecret(
          "a secret key has "
              + SECRET_KEY_SIZE
              + " bytes, this one has "
              + secretKey.length
              + "; give the whole key, or a seed of "
              + SEED_SIZE
              + " bytes as a secret URI");
    }
    if ((secretKey[0] & 7) != 0) {
      throw new InvalidSecret(
          "this is no sr25519 secret key in the ed25519-expanded form, in which polkadot-js keeps"
              + " keys; give the key in that form, or the mnemonic or seed instead");
    }
    try {
      return fromExpanded(secretKey);
    } catch (IllegalArgumentException _) {
      throw new InvalidSecret(
          "the first half of this secret key is no scalar of sr25519; check that the key is"
              + " complete and its bytes are in order");
    }
  }

  private static Sr25519KeyPair fromExpanded(byte[] expanded) {
    byte[] scalar = Arrays.copyOf(expanded, HALF);
    try {
      for (int i = 0; i < HALF; i++) {
        int above = i + 1 < HALF ? scalar[i + 1] & 7 : 0;
        scalar[i] = (byte) (((scalar[i] & 0xff) >>> 3) | (above << 5));
      }
      return new Sr25519KeyPair(
          Scalar.fromCanonicalBytes(scalar), Arrays.copyOfRange(expanded, HALF, SECRET_KEY_SIZE));
    } finally {
      wipe(scalar);
    }
  }

  /** The child that a hard junction leads to; only who has the secret can find its account. */
  public Sr25519KeyPair deriveHard(byte[] chainCode) {
    byte[] scalar = open().scalar.toByteArray();
    try (Transcript transcript = derivation(chainCode)) {
      transcript.append("secret-key", scalar);
      byte[] seed = transcript.challenge("HDKD-hard", SEED_SIZE);
      try {
        return fromSeed(seed);
      } finally {
        wipe(seed);
      }
    } finally {
      wipe(scalar);
    }
  }

  /** The child that a soft junction leads to. */
  public Sr25519KeyPair deriveSoft(byte[] chainCode) {
    Secret parent = open();
    byte[] scalar = parent.scalar.toByteArray();
    try (Transcript transcript = derivation(chainCode)) {
      transcript.append("public-key", publicKey);
      Scalar step = Sr25519.scalar(transcript, "HDKD-scalar");
      byte[] nonce = transcript.witness("HDKD-nonce", HALF, parent.nonce, scalar);
      return new Sr25519KeyPair(parent.scalar.add(step), nonce);
    } finally {
      wipe(scalar);
    }
  }

  private static Transcript derivation(byte[] chainCode) {
    if (chainCode.length != CHAIN_CODE_SIZE) {
      throw new IllegalArgumentException(
          "a chain code has " + CHAIN_CODE_SIZE + " bytes, this one has " + chainCode.length);
    }
    Transcript transcript = Transcript.of("SchnorrRistrettoHDKD");
    transcript.append("sign-bytes", NOTHING);
    transcript.append("chain-code", chainCode);
    return transcript;
  }

  /** The public key, which is the account. */
  public AccountId account() {
    return account;
  }

  /** 64 bytes of signature over {@code message}, another one at each call. */
  public byte[] sign(byte[] message) {
    Secret now = open();
    return Sr25519.sign(now.scalar, now.nonce, publicKey, message);
  }

  /** A copy of the secret key in the ed25519-expanded form, which the caller wipes. */
  public byte[] secretKey() {
    Secret now = open();
    byte[] scalar = now.scalar.toByteArray();
    byte[] expanded = new byte[SECRET_KEY_SIZE];
    for (int i = 0; i < HALF; i++) {
      int below = i > 0 ? (scalar[i - 1] & 0xff) >>> 5 : 0;
      expanded[i] = (byte) (((scalar[i] & 0xff) << 3) | below);
    }
    System.arraycopy(now.nonce, 0, expanded, HALF, HALF);
    wipe(scalar);
    return expanded;
  }

  private Secret open() {
    Secret now = secret;
    if (now == null) {
      throw new IllegalStateException("the key of " + account + " is closed");
    }
    return now;
  }

  /** Wipes the secret; who signs at this moment may still finish. */
  @Override
  public void close() {
    Secret now = secret;
    secret = null;
    if (now != null) {
      wipe(now.nonce);
    }
  }

  /** The account; never the secret. */
  @Override
  public String toString() {
    return "sr25519 key of " + account;
  }

  private static void wipe(byte[] bytes) {
    Arrays.fill(bytes, (byte) 0);
  }
}
