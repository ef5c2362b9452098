/**
 * Keys, addresses and signatures: sr25519 as the chain's accounts and workers use it, the forms in
 * which operators keep their secrets, and the box in which a secret travels to the submitter.
 * Secrets are wiped after use and stand in no message, no {@code toString} and no exception.
 */
@NullMarked
package dev.runtimebridge.substrate.key;

import org.jspecify.annotations.NullMarked;
