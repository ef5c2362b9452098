package dev.runtimebridge.syncer.adapter.prpc;

import java.util.OptionalInt;

/** How a worker proves what it runs on, as {@code InitRuntime} is told. */
public enum Attestation {
  /** Not at all. */
  NONE(OptionalInt.empty()),
  /** Intel's attestation service (EPID). */
  IAS(OptionalInt.of(1)),
  /** Data-center attestation. */
  DCAP(OptionalInt.of(2));

  private final OptionalInt provider;

  Attestation(OptionalInt provider) {
    this.provider = provider;
  }

  /** Index of the SCALE {@code AttestationProvider}; absent where the request has none. */
  OptionalInt provider() {
    return provider;
  }
}
