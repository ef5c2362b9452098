package dev.runtimebridge.syncer.port;

import org.jspecify.annotations.Nullable;

/**
 * A worker's attestation that cannot be completed at present; the message says what stood in the
 * way and what to do. The worker itself is well.
 */
public final class NoCollateral extends Exception {
  private static final long serialVersionUID = 1L;

  /** Because of that. */
  public NoCollateral(String message) {
    this(message, null);
  }

  /** Because of that, to which another error led. */
  public NoCollateral(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
