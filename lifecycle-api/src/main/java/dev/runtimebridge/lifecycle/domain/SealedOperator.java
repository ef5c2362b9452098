package dev.runtimebridge.lifecycle.domain;

import dev.runtimebridge.substrate.key.AccountId;
import dev.runtimebridge.substrate.key.SealedBox;
import java.util.Optional;

/**
 * An operator whose secret only the submitter can open.
 *
 * @param account the account of the secret
 * @param proxied on whose behalf it acts, where it does not own the pool
 * @param keyId which key opens the secret
 * @param secret the sealed secret
 */
public record SealedOperator(
    AccountId account, Optional<AccountId> proxied, String keyId, SealedBox secret) {}
