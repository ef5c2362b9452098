package dev.runtimebridge.lifecycle.ctl.prb;

/** An old bridge cannot be asked, or answers what it should not. */
public final class PrbUnreadable extends Exception {
  private static final long serialVersionUID = 1L;

  PrbUnreadable(String sentence) {
    super(sentence);
  }

  /** What is wrong and what to do. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
