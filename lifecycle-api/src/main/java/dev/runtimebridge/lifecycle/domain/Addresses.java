package dev.runtimebridge.lifecycle.domain;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.key.AccountId;
import dev.runtimebridge.substrate.key.InvalidAddress;
import dev.runtimebridge.substrate.key.Ss58;

/**
 * Accounts as people write them on one network.
 *
 * @param prefix SS58 number of the network
 */
public record Addresses(int prefix) {
  /** SS58 number of Phala and of Khala. */
  public static final Addresses PHALA = new Addresses(Ss58.PHALA);

  /** SS58 number of no particular network, in which many tools write addresses. */
  private static final int GENERIC = 42;

  /** The address of an account in the log; hexadecimal if it is none, empty for no bytes. */
  public String text(Bytes account) {
    if (account.isEmpty()) {
      return "";
    }
    return account.length() == AccountId.SIZE ? text(new AccountId(account)) : account.hex();
  }

  /** The address of an account. */
  public String text(AccountId account) {
    return Ss58.encode(account, prefix);
  }

  /** Reads the address that a caller gave in {@code field}. */
  public Checked<AccountId> parse(String field, String text) {
    try {
      Ss58.Address address = Ss58.decode(text);
      return address.prefix() == prefix || address.prefix() == GENERIC
          ? Checked.valid(address.account())
          : Checked.invalid(
              "%s %s is an address of network %d: expected one of network %d, the account is there %s"
                  .formatted(
                      field, Quoted.of(text), address.prefix(), prefix, text(address.account())));
    } catch (InvalidAddress e) {
      return Checked.invalid("%s is no SS58 address: %s".formatted(field, e.getMessage()));
    }
  }
}
