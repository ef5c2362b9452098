package dev.runtimebridge.submitter.port;

import dev.runtimebridge.substrate.key.AccountId;
import dev.runtimebridge.substrate.key.Sr25519KeyPair;
import java.util.Optional;
import java.util.function.Function;

/**
 * The keys that the submitter holds at present. They come and go while it runs; any thread asks.
 */
public interface Signers {

  /** Whether there is a key for {@code account}. */
  boolean has(AccountId account);

  /**
   * Lends the key of {@code account} to {@code use}, which must not keep it; the key is not wiped
   * before that is over. Empty, without a call, if there is no key.
   */
  <T> Optional<T> with(AccountId account, Function<Sr25519KeyPair, T> use);
}
