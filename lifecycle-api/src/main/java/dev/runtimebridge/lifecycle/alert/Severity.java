package dev.runtimebridge.lifecycle.alert;

/** How bad it is, the least first. */
public enum Severity {
  /** Worth knowing. */
  INFO,
  /** Look at it today. */
  WARNING,
  /** It costs stake or stops everything: look at it now. */
  CRITICAL
}
