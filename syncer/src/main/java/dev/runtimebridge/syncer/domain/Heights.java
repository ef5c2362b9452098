package dev.runtimebridge.syncer.domain;

/**
 * pRuntime's counters: each is the next number that it expects.
 *
 * @param nextRelayHeader {@code headernum}
 * @param nextParaHeader {@code para_headernum}
 * @param nextParaBlock {@code blocknum}
 */
public record Heights(long nextRelayHeader, long nextParaHeader, long nextParaBlock) {
  /** The counters of a worker that has nothing. */
  public static final Heights NONE = new Heights(0, 0, 0);

  private static final long MAX = 0xffff_ffffL;

  /** Refuses what does not fit in 32 bits. */
  public Heights {
    check(nextRelayHeader);
    check(nextParaHeader);
    check(nextParaBlock);
  }

  /** Whether any counter is lower than it was at {@code before}. */
  public boolean wentBackFrom(Heights before) {
    return nextRelayHeader < before.nextRelayHeader
        || nextParaHeader < before.nextParaHeader
        || nextParaBlock < before.nextParaBlock;
  }

  /** The same with another {@code headernum} and {@code para_headernum}. */
  public Heights withHeaders(long relayHeader, long paraHeader) {
    return new Heights(relayHeader, paraHeader, nextParaBlock);
  }

  /** The same with another {@code blocknum}. */
  public Heights withParaBlock(long paraBlock) {
    return new Heights(nextRelayHeader, nextParaHeader, paraBlock);
  }

  private static void check(long number) {
    if (number < 0 || number > MAX) {
      throw new IllegalArgumentException("height " + number + " does not fit in 32 bits");
    }
  }
}
