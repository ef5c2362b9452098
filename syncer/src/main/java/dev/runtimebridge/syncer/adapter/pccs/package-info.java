/**
 * Collateral for data-center attestation from a Provisioning Certificate Caching Service (PCCS).
 * Neither the worker's quote nor the service's answers are trusted to be well-formed.
 */
@NullMarked
package dev.runtimebridge.syncer.adapter.pccs;

import org.jspecify.annotations.NullMarked;
