package dev.runtimebridge.solo.chaos;

/**
 * Something that must hold, whatever was broken.
 *
 * @param name what must hold
 * @param checked how many were looked at
 * @param broken how many of them did not hold
 * @param example the first of those, or empty
 */
record Invariant(String name, long checked, long broken, String example) {

  /** Whether it holds for all, and there were any. */
  boolean holds() {
    return broken == 0 && checked > 0;
  }

  @Override
  public String toString() {
    String verdict = holds() ? "ok" : checked == 0 ? "NOTHING SEEN" : "BROKEN";
    return "%-58s %8d of %-8d %s %s"
        .formatted(name, broken, checked, verdict, example)
        .stripTrailing();
  }

  /** Counts while something is looked through. */
  static final class Count {
    private final String name;
    private long checked;
    private long broken;
    private String example = "";

    Count(String name) {
      this.name = name;
    }

    void see(boolean holds, String what) {
      checked++;
      if (!holds && broken++ == 0) {
        example = what;
      }
    }

    Invariant done() {
      return new Invariant(name, checked, broken, example);
    }
  }
}
