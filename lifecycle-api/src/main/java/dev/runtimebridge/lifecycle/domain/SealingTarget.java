package dev.runtimebridge.lifecycle.domain;

import dev.runtimebridge.substrate.Bytes;

/**
 * For whom secrets are sealed.
 *
 * @param keyId by which its owner knows the key
 * @param publicKey X25519
 */
public record SealingTarget(String keyId, Bytes publicKey) {}
