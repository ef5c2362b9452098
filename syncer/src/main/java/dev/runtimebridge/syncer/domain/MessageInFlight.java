package dev.runtimebridge.syncer.domain;

import dev.runtimebridge.substrate.Bytes;
import java.util.Optional;

/**
 * A message whose transaction is under way.
 *
 * @param requestId its request
 * @param sender SCALE {@code MessageOrigin}
 * @param sequence its number among the sender's messages
 * @param operator account that signs for it; empty if an earlier version asked for it
 */
public record MessageInFlight(
    String requestId, Bytes sender, long sequence, Optional<Bytes> operator) {

  /** Whether another account signs for it than {@code now}, which knows nothing of its order. */
  boolean goesByAnotherThan(Bytes now) {
    return operator.filter(account -> !account.equals(now)).isPresent();
  }
}
