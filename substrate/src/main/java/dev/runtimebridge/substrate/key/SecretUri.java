package dev.runtimebridge.substrate.key;

import dev.runtimebridge.substrate.hash.Hashing;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.nio.CharBuffer;
import java.util.Arrays;

/**
 * Secrets as people write them: a mnemonic or a seed in hex, then junctions, then a password:
 * {@code <phrase>//hard/soft///password}. Without a phrase it is that of development chains, as in
 * {@code //Alice}. A password belongs to a mnemonic; behind a seed it changes nothing, as in every
 * Substrate tool.
 *
 * @see <a
 *     href="https://paritytech.github.io/polkadot-sdk/master/sp_core/crypto/trait.Pair.html#method.from_string_with_seed">sp_core::crypto::Pair</a>
 */
public final class SecretUri {
  /** Known to everyone; accounts of development chains come from it. */
  private static final String DEVELOPMENT_PHRASE =
      "bottom drive obey lake curtain smoke basket hold race lonely fit walk";

  private static final int LONGEST = 4096;
  private static final int MOST_JUNCTIONS = 32;

  private SecretUri() {}

  /**
   * The key pair that {@code uri} names. The caller wipes the array.
   *
   * @throws InvalidSecret if a word is unknown, the checksum or the form wrong
   */
  public static Sr25519KeyPair open(char[] uri) throws InvalidSecret {
    if (uri.length == 0 || uri.length > LONGEST) {
      throw new InvalidSecret(
          "a secret URI has 1 to " + LONGEST + " characters, this one has " + uri.length);
    }
    int password = find(uri, "///");
    int pathEnd = password < 0 ? uri.length : password;
    int slash = find(uri, "/");
    int phraseEnd = slash < 0 ? uri.length : slash;
    CharBuffer phrase = CharBuffer.wrap(uri, 0, phraseEnd);
    CharBuffer secretPart =
        password < 0
            ? CharBuffer.allocate(0)
            : CharBuffer.wrap(uri, password + 3, uri.length - password - 3);
    return derive(root(phrase, secretPart), uri, phraseEnd, pathEnd);
  }

  private static Sr25519KeyPair root(CharBuffer phrase, CharBuffer password) throws InvalidSecret {
    byte[] seed;
    if (phrase.isEmpty()) {
      seed = Mnemonic.seed(DEVELOPMENT_PHRASE, password);
    } else if (phrase.length() > 1 && phrase.charAt(0) == '0' && phrase.charAt(1) == 'x') {
      seed = hexSeed(phrase.subSequence(2, phrase.length()));
    } else {
      seed = Mnemonic.seed(phrase, password);
    }
    try {
      return Sr25519KeyPair.fromSeed(seed);
    } finally {
      Secrets.wipe(seed);
    }
  }

  private static byte[] hexSeed(CharSequence digits) throws InvalidSecret {
    if (digits.length() != 2 * Sr25519KeyPair.SEED_SIZE) {
      throw new InvalidSecret(
          "a seed is 0x and 64 hexadecimal digits, this one has "
              + digits.length()
              + "; check that it is complete");
    }
    byte[] seed = new byte[Sr25519KeyPair.SEED_SIZE];
    for (int i = 0; i < digits.length(); i++) {
      int digit = Character.digit(digits.charAt(i), 16);
      if (digit < 0 || digits.charAt(i) > 'f') {
        Secrets.wipe(seed);
        throw new InvalidSecret("digit " + (i + 1) + " of the seed is not hexadecimal");
      }
      seed[i / 2] = (byte) ((seed[i / 2] << 4) | digit);
    }
    return seed;
  }

  private static Sr25519KeyPair derive(Sr25519KeyPair root, char[] uri, int from, int to)
      throws InvalidSecret {
    Sr25519KeyPair pair = root;
    int at = from;
    int count = 0;
    while (at < to) {
      boolean hard = at + 1 < to && uri[at + 1] == '/';
      int start = at + (hard ? 2 : 1);
      int end = start;
      while (end < to && uri[end] != '/') {
        end++;
      }
      count++;
      if (end == start || count > MOST_JUNCTIONS) {
        pair.close();
        throw new InvalidSecret(
            end == start
                ? "junction " + count + " of the secret URI is empty; write /name or //name"
                : "a secret URI has at most " + MOST_JUNCTIONS + " junctions");
      }
      try (Sr25519KeyPair parent = pair) {
        byte[] chainCode = chainCode(CharBuffer.wrap(uri, start, end - start));
        pair = hard ? parent.deriveHard(chainCode) : parent.deriveSoft(chainCode);
        Secrets.wipe(chainCode);
      }
      at = end;
    }
    return pair;
  }

  /** A number of 64 bits as such, all else as a SCALE string, hashed if it is long. */
  private static byte[] chainCode(CharSequence junction) throws InvalidSecret {
    byte[] text = Secrets.utf8(junction);
    byte[] code;
    if (isNumber(junction)) {
      code = new ScaleWriter().u64(Long.parseUnsignedLong(junction.toString())).toByteArray();
    } else {
      code = new ScaleWriter().byteVec(text).toByteArray();
      if (code.length > Sr25519KeyPair.CHAIN_CODE_SIZE) {
        code = Hashing.blake2b256(code).bytes();
      }
    }
    Secrets.wipe(text);
    return Arrays.copyOf(code, Sr25519KeyPair.CHAIN_CODE_SIZE);
  }

  private static boolean isNumber(CharSequence text) {
    if (!text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return false;
    }
    try {
      Long.parseUnsignedLong(text, 0, text.length(), 10);
      return true;
    } catch (NumberFormatException _) {
      return false;
    }
  }

  private static int find(char[] uri, String text) {
    for (int i = 0; i + text.length() <= uri.length; i++) {
      boolean here = true;
      for (int j = 0; here && j < text.length(); j++) {
        here = uri[i + j] == text.charAt(j);
      }
      if (here) {
        return i;
      }
    }
    return -1;
  }
}
