package dev.runtimebridge.lifecycle.domain;

import dev.runtimebridge.substrate.Bytes;

/**
 * Who signs and pays for a pool, as the log has it.
 *
 * @param account its account
 * @param proxied the account on whose behalf it acts; empty where it owns the pool itself
 */
public record Operator(Bytes account, Bytes proxied) {}
