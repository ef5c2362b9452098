package dev.runtimebridge.substrate.key;

/** Addresses as people read them: base58 of prefix, account and two bytes of checksum. */
@SuppressWarnings("DoNotCallSuggester")
public final class Ss58 {
  private Ss58() {}

  /** An account and the number of the network that the address was written for. */
  public record Address(AccountId account, int prefix) {}

  /**
   * The address of {@code account} on the network {@code prefix}.
   *
   * @throws IllegalArgumentException if the prefix is not 0 to 16383
   */
  public static String encode(AccountId account, int prefix) {
    throw new UnsupportedOperationException();
  }

  /**
   * Reads an address of any network.
   *
   * @throws InvalidAddress if it is none
   */
  public static Address decode(String text) throws InvalidAddress {
    throw new UnsupportedOperationException();
  }
}
