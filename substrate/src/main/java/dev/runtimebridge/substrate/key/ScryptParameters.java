package dev.runtimebridge.substrate.key;

import dev.runtimebridge.substrate.scale.ScaleReader;
import java.util.Arrays;
import org.bouncycastle.crypto.generators.SCrypt;

/**
 * How a key file makes a key of its password. Bounded before anything is allocated: the numbers
 * stand in the file, and memory is 128 * N * r bytes.
 */
final class ScryptParameters {
  /** Number of bytes. */
  static final int SIZE = 44;

  private static final int SALT_SIZE = 32;
  private static final int KEY_SIZE = 32;

  /** polkadot-js derives 64 bytes and uses the first half. */
  private static final int DERIVED_SIZE = 64;

  private static final long LARGEST_N = 1 << 17;
  private static final long LARGEST_R = 8;
  private static final long LARGEST_P = 10;
  private static final long MOST_WORK = LARGEST_N * LARGEST_R;

  private final byte[] salt;
  private final long n;
  private final long p;
  private final long r;

  private ScryptParameters(ScaleReader reader) {
    salt = reader.bytes(SALT_SIZE);
    n = reader.u32();
    p = reader.u32();
    r = reader.u32();
  }

  /** Reads the first bytes of {@code encoded}, of which there are enough. */
  static ScryptParameters read(byte[] encoded) throws InvalidSecret {
    var read = new ScryptParameters(ScaleReader.of(encoded));
    if (read.n < 2
        || read.n > LARGEST_N
        || Long.bitCount(read.n) != 1
        || read.r < 1
        || read.r > LARGEST_R
        || read.p < 1
        || read.p > LARGEST_P
        || read.n * read.r * read.p > MOST_WORK) {
      throw new InvalidSecret(
          ("this key file asks for scrypt with N %d, r %d and p %d, which"
                  + " polkadot-js never does; export the account again")
              .formatted(read.n, read.r, read.p));
    }
    return read;
  }

  /** The key of {@code password}; the caller wipes both. */
  byte[] key(byte[] password) {
    byte[] derived = SCrypt.generate(password, salt, (int) n, (int) r, (int) p, DERIVED_SIZE);
    byte[] key = Arrays.copyOf(derived, KEY_SIZE);
    Secrets.wipe(derived);
    return key;
  }
}
