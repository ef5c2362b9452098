package dev.runtimebridge.lifecycle.ctl.inventory;

import java.util.List;

/** What came of reading a document: all of it, or all that is wrong with it. */
public sealed interface Sheet {

  /** The document is good. */
  record Read(Declaration declaration) implements Sheet {}

  /** The document is refused whole. */
  record Faulty(List<Fault> faults) implements Sheet {
    /** Copies the list, in the order of lines. */
    public Faulty {
      faults = faults.stream().sorted().toList();
    }
  }

  /** The declaration, or its faults where there are any. */
  static Sheet of(Declaration declaration, List<Fault> faults) {
    return faults.isEmpty() ? new Read(declaration) : new Faulty(faults);
  }
}
