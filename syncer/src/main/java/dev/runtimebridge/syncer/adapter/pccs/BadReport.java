package dev.runtimebridge.syncer.adapter.pccs;

import org.jspecify.annotations.Nullable;

/** Bytes of a worker that are not the attestation they begin as; the message says what is wrong. */
final class BadReport extends Exception {
  private static final long serialVersionUID = 1L;

  BadReport(String message) {
    this(message, null);
  }

  BadReport(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
