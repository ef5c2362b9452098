package dev.runtimebridge.lifecycle.alert;

import java.time.Duration;

/**
 * How one rule is applied.
 *
 * @param enabled whether it is
 * @param severity of its alerts
 * @param holdsFor how long its condition must hold before an alert begins
 * @param keep how long the condition must be gone before the alert ends
 * @param threshold the rule's number, if it has one
 */
public record RuleSettings(
    boolean enabled, Severity severity, Duration holdsFor, Duration keep, int threshold) {}
