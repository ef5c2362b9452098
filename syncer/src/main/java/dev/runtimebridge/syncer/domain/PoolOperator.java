package dev.runtimebridge.syncer.domain;

import dev.runtimebridge.substrate.Bytes;
import java.util.Optional;

/**
 * Who signs for a pool.
 *
 * @param account that signs and pays
 * @param proxied account that owns the pool, where the operator is only its proxy
 * @param secret of the account
 */
public record PoolOperator(Bytes account, Optional<Bytes> proxied, SealedSecret secret) {}
