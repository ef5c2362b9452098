package dev.runtimebridge.submitter.port;

import dev.runtimebridge.substrate.key.AccountId;
import dev.runtimebridge.substrate.key.Sr25519KeyPair;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The keys that the submitter holds at present. They come and go while it runs; any thread asks.
 */
public interface Signers {

  /** Whether there is a key for {@code account}. */
  boolean has(AccountId account);

  /** For whom there are keys. */
  Set<AccountId> accounts();

  /**
   * Who signs for pool {@code pid} in the place of {@code account}, which was replaced: no pool has
   * it as its operator any more. Empty where that is not known to be so.
   */
  Optional<AccountId> successor(long pid, AccountId account);

  /**
   * Lends the key of {@code account} to {@code use}, which must not keep it; the key is not wiped
   * before that is over. Empty, without a call, if there is no key.
   */
  <T> Optional<T> with(AccountId account, Function<Sr25519KeyPair, T> use);
}
