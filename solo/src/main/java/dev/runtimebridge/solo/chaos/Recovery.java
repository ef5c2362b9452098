package dev.runtimebridge.solo.chaos;

/**
 * What came of one fault.
 *
 * @param fault what was done
 * @param detail to whom
 * @param atSeconds when, since the run began
 * @param recovered whether the bridge did its work again
 * @param seconds how long that took
 * @param overlapped whether another fault was going on, too
 * @param mostBehind final parachain blocks that a worker lacked at the most meanwhile
 */
record Recovery(
    String fault,
    String detail,
    double atSeconds,
    boolean recovered,
    double seconds,
    boolean overlapped,
    long mostBehind) {

  @Override
  public String toString() {
    return "%6.1f s  %-18s %-44s %s%s"
        .formatted(
            atSeconds,
            fault,
            detail,
            recovered ? "%5.1f s".formatted(seconds) : "NOT RECOVERED FROM",
            overlapped ? "  (not alone)" : "");
  }
}
