package dev.runtimebridge.lifecycle.ctl.inventory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A pool as somebody wants it to be, or as it is.
 *
 * @param pid number on the chain
 * @param operator who signs for it; empty where nothing is said of it, or nobody does
 */
public record DeclaredPool(
    long pid, String name, boolean syncOnly, Optional<DeclaredOperator> operator) {

  /** What has to change to make it the one that is wanted, in words; the operator apart. */
  public List<String> differences(DeclaredPool wanted) {
    var words = new ArrayList<String>();
    if (!name.equals(wanted.name)) {
      words.add("name %s → %s".formatted(name, wanted.name));
    }
    if (syncOnly != wanted.syncOnly) {
      words.add(
          "sync only %s → %s".formatted(syncOnly ? "yes" : "no", wanted.syncOnly ? "yes" : "no"));
    }
    return words;
  }
}
