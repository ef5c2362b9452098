package dev.runtimebridge.solo.chaos;

import java.time.Duration;

/**
 * A fault before it is known whom it hits.
 *
 * @param kind what is done
 * @param nth how many of this kind come before it
 * @param choice what its kind draws everything else from
 * @param gap quiet before it
 * @param lasts how long it is kept up, where it is not over at once
 * @param overlaps whether it comes while the one before is not recovered from
 */
record PlannedFault(
    FaultKind kind, int nth, long choice, Duration gap, Duration lasts, boolean overlaps) {}
