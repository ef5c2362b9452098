package dev.runtimebridge.fetcher.domain;

/** What came of checking something that a node said. */
public sealed interface Check<T> {

  /** It holds. */
  record Passed<T>(T value) implements Check<T> {}

  /**
   * It does not hold.
   *
   * @param detail names the values: what was sent, what was expected
   */
  record Failed<T>(Fault fault, String detail) implements Check<T> {}

  /** In what way an answer was wrong. */
  enum Fault {
    /** Bytes that do not decode. */
    MALFORMED,
    /** A header does not follow the one before it. */
    BROKEN_CHAIN,
    /** A justification that the tracked authority set did not give. */
    BAD_JUSTIFICATION,
    /** An authority set change with a delay, which no pRuntime accepts. */
    DELAYED_CHANGE,
    /** A storage proof that does not prove what was asked. */
    BAD_PROOF,
    /** Storage or changes of storage that do not give the header's state root. */
    WRONG_STATE,
    /** The parachain's head is not one that follows what the log holds. */
    WRONG_PARA_HEAD
  }

  /** A failure with its detail formatted. */
  @SuppressWarnings("AnnotateFormatMethod")
  static <T> Check<T> failed(Fault fault, String detail, Object... values) {
    return new Failed<>(fault, detail.formatted(values));
  }
}
