package dev.runtimebridge.devnet.rpc;

import java.time.Duration;

/** What comes between a request and its answer. A sound node interferes with nothing. */
public interface Interference {

  /** Whether the connection is cut instead of answering this request. */
  default boolean dropsConnection() {
    return false;
  }

  /** Whether requests are taken and never answered. */
  default boolean stalls() {
    return false;
  }

  /** How long every answer is held back. */
  default Duration delay() {
    return Duration.ZERO;
  }

  /** Whether the method is treated as if the node did not have it. */
  default boolean hides(String method) {
    return false;
  }
}
