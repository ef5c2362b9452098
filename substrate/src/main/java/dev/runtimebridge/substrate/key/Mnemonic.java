package dev.runtimebridge.substrate.key;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * Seeds of BIP-39 mnemonics in English, the way Substrate makes them: from the entropy, not from
 * the words.
 *
 * @see <a
 *     href="https://github.com/paritytech/substrate-bip39/blob/ceb4fe5/src/lib.rs">substrate-bip39</a>
 */
final class Mnemonic {
  private static final List<String> WORDS = words();
  private static final int BITS_OF_WORD = 11;
  private static final int ROUNDS = 2048;
  private static final int DERIVED_BITS = 512;

  private Mnemonic() {}

  /** The 32-byte seed of {@code phrase} and {@code password}, which the caller wipes. */
  static byte[] seed(CharSequence phrase, CharSequence password) throws InvalidSecret {
    byte[] entropy = entropy(phrase);
    byte[] salt = {};
    var generator = new PKCS5S2ParametersGenerator(new SHA512Digest());
    byte[] derived = {};
    try {
      salt = salt(password);
      generator.init(entropy, salt, ROUNDS);
      derived = ((KeyParameter) generator.generateDerivedParameters(DERIVED_BITS)).getKey();
      return Arrays.copyOf(derived, Sr25519KeyPair.SEED_SIZE);
    } finally {
      Secrets.wipe(entropy, salt, derived);
    }
  }

  private static byte[] salt(CharSequence password) throws InvalidSecret {
    byte[] secret = Secrets.utf8(password);
    byte[] lead = "mnemonic".getBytes(StandardCharsets.US_ASCII);
    byte[] salt = Arrays.copyOf(lead, lead.length + secret.length);
    System.arraycopy(secret, 0, salt, lead.length, secret.length);
    Secrets.wipe(secret);
    return salt;
  }

  private static byte[] entropy(CharSequence phrase) throws InvalidSecret {
    List<CharSequence> words = split(phrase);
    int count = words.size();
    if (count < 12 || count > 24 || count % 3 != 0) {
      throw new InvalidSecret(
          "a mnemonic has 12, 15, 18, 21 or 24 words, this one has "
              + count
              + "; give all of them, separated by spaces");
    }
    int checkBits = count / 3;
    byte[] bits = new byte[(count * BITS_OF_WORD + 7) / 8];
    byte[] entropy = new byte[checkBits * 4];
    byte[] hash = new byte[32];
    try {
      for (int i = 0; i < count; i++) {
        put(bits, i * BITS_OF_WORD, indexOf(words.get(i), i + 1));
      }
      System.arraycopy(bits, 0, entropy, 0, entropy.length);
      var digest = new SHA256Digest();
      digest.update(entropy, 0, entropy.length);
      digest.doFinal(hash, 0);
      int unused = 8 - checkBits;
      if ((bits[entropy.length] & 0xff) >>> unused != (hash[0] & 0xff) >>> unused) {
        throw new InvalidSecret(
            "the checksum of the mnemonic is wrong: a word is, or two are swapped; compare it with"
                + " what you wrote down");
      }
      return entropy.clone();
    } finally {
      Secrets.wipe(bits, entropy, hash);
    }
  }

  private static void put(byte[] bits, int at, int word) {
    for (int i = 0; i < BITS_OF_WORD; i++) {
      if (((word >>> (BITS_OF_WORD - 1 - i)) & 1) != 0) {
        bits[(at + i) / 8] |= (byte) (0x80 >>> ((at + i) % 8));
      }
    }
  }

  private static List<CharSequence> split(CharSequence phrase) {
    List<CharSequence> words = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= phrase.length(); i++) {
      if (i == phrase.length() || Character.isWhitespace(phrase.charAt(i))) {
        if (i > start) {
          words.add(phrase.subSequence(start, i));
        }
        start = i + 1;
      }
    }
    return words;
  }

  private static int indexOf(CharSequence word, int place) throws InvalidSecret {
    int low = 0;
    int high = WORDS.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = CharSequence.compare(WORDS.get(middle), word);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    throw new InvalidSecret(
        "word "
            + place
            + " of the mnemonic is not in the English word list; check its spelling, in lower"
            + " case");
  }

  /** The English list of BIP-39, which is in the order of its letters. */
  private static List<String> words() {
    try (InputStream in = Mnemonic.class.getResourceAsStream("english.txt")) {
      if (in == null) {
        throw new IllegalStateException("the word list english.txt is missing beside this class");
      }
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the word list english.txt cannot be read", e);
    }
  }
}
