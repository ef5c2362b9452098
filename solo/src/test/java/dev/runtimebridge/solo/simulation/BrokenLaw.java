package dev.runtimebridge.solo.simulation;

/** A law did not hold. */
final class BrokenLaw extends AssertionError {
  private static final long serialVersionUID = 1L;

  private final Law law;

  BrokenLaw(Law law, String how) {
    super(law + ": " + how);
    this.law = law;
  }

  Law law() {
    return law;
  }
}
