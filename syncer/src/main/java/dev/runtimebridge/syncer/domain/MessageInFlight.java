package dev.runtimebridge.syncer.domain;

import dev.runtimebridge.substrate.Bytes;

/**
 * A message whose transaction is under way.
 *
 * @param requestId its request
 * @param sender SCALE {@code MessageOrigin}
 * @param sequence its number among the sender's messages
 */
public record MessageInFlight(String requestId, Bytes sender, long sequence) {}
