package dev.runtimebridge.submitter.domain;

import dev.runtimebridge.substrate.key.AccountId;
import java.util.Optional;

/**
 * Which requests of an account may share a transaction.
 *
 * @param pid the pool, so that fees can be told by pool
 * @param proxied on whose behalf it acts, where the account is a proxy
 */
public record Group(long pid, Optional<AccountId> proxied) {}
