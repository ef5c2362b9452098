package dev.runtimebridge.substrate.key;

import dev.runtimebridge.substrate.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Addresses as people read them: base58 of prefix, account and two bytes of checksum.
 *
 * <pre>
 * prefix   = one byte below 64; from 64 on two: 01 and bits 2 to 7, then bits 8 to 13 under bits 0, 1
 * checksum = first two bytes of blake2b-512("SS58PRE" prefix account)
 * </pre>
 *
 * @see <a
 *     href="https://docs.polkadot.com/polkadot-protocol/parachain-basics/accounts/">Accounts</a>
 */
public final class Ss58 {
  /** The number of Phala and of Khala. */
  public static final int PHALA = 30;

  private static final int LARGEST_PREFIX = 16383;
  private static final int FIRST_OF_TWO_BYTES = 64;
  private static final int CHECKSUM_SIZE = 2;

  /** Longer texts are no address of an account, and not worth decoding. */
  private static final int LONGEST_TEXT = 64;

  private static final byte[] SALT = "SS58PRE".getBytes(StandardCharsets.US_ASCII);

  private Ss58() {}

  /** An account and the number of the network that the address was written for. */
  public record Address(AccountId account, int prefix) {}

  /**
   * The address of {@code account} on the network {@code prefix}.
   *
   * @throws IllegalArgumentException if the prefix is not 0 to 16383
   */
  public static String encode(AccountId account, int prefix) {
    if (prefix < 0 || prefix > LARGEST_PREFIX) {
      throw new IllegalArgumentException(
          "an SS58 prefix is 0 to " + LARGEST_PREFIX + ", this one is " + prefix);
    }
    byte[] head =
        prefix < FIRST_OF_TWO_BYTES
            ? new byte[] {(byte) prefix}
            : new byte[] {
              (byte) (((prefix & 0xfc) >> 2) | 0x40), (byte) ((prefix >> 8) | ((prefix & 3) << 6))
            };
    byte[] body = Arrays.copyOf(head, head.length + AccountId.SIZE);
    System.arraycopy(account.toByteArray(), 0, body, head.length, AccountId.SIZE);
    byte[] whole = Arrays.copyOf(body, body.length + CHECKSUM_SIZE);
    System.arraycopy(checksum(body), 0, whole, body.length, CHECKSUM_SIZE);
    return Base58.encode(whole);
  }

  /**
   * Reads an address of any network.
   *
   * @throws InvalidAddress if it is none
   */
  public static Address decode(String text) throws InvalidAddress {
    if (text.isEmpty() || text.length() > LONGEST_TEXT) {
      throw new InvalidAddress(
          "an SS58 address has about 48 characters, this text has " + text.length());
    }
    byte[] whole = Base58.decode(text);
    int headSize = whole.length > 0 && (whole[0] & 0xff) >= FIRST_OF_TWO_BYTES ? 2 : 1;
    if (whole.length != headSize + AccountId.SIZE + CHECKSUM_SIZE || (whole[0] & 0x80) != 0) {
      throw new InvalidAddress(
          "'" + text + "' is no SS58 address of a 32-byte account; check that it is complete");
    }
    byte[] body = Arrays.copyOf(whole, whole.length - CHECKSUM_SIZE);
    if (!Arrays.equals(
        checksum(body), Arrays.copyOfRange(whole, whole.length - CHECKSUM_SIZE, whole.length))) {
      throw new InvalidAddress(
          "the checksum of '" + text + "' is wrong: a character is; copy the address again");
    }
    int prefix =
        headSize == 1
            ? whole[0]
            : ((whole[0] & 0x3f) << 2) | ((whole[1] & 0xff) >> 6) | ((whole[1] & 0x3f) << 8);
    return new Address(
        AccountId.of(Arrays.copyOfRange(body, headSize, headSize + AccountId.SIZE)), prefix);
  }

  private static byte[] checksum(byte[] body) {
    return Arrays.copyOf(Hashing.blake2b512(SALT, body), CHECKSUM_SIZE);
  }
}
