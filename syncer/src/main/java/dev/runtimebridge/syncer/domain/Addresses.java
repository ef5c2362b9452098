package dev.runtimebridge.syncer.domain;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.key.AccountId;
import dev.runtimebridge.substrate.key.Ss58;

/**
 * Accounts as operators know them.
 *
 * @param prefix SS58 number of the network
 */
public record Addresses(int prefix) {
  /** As Phala and Khala write them. */
  public static final Addresses PHALA = new Addresses(Ss58.PHALA);

  /** The address of an account that the chain told of; hexadecimal if it is none. */
  String text(Bytes account) {
    return account.length() == AccountId.SIZE
        ? Ss58.encode(new AccountId(account), prefix)
        : account.hex();
  }
}
