package dev.runtimebridge.solo.replay;

import java.util.List;

/**
 * An entry that is not the same in both tables.
 *
 * @param key of the entry
 * @param details what differs, a line each
 */
record Difference(String key, List<String> details) {

  /** Copies the list. */
  Difference {
    details = List.copyOf(details);
  }

  static Difference of(String key, String detail) {
    return new Difference(key, List.of(detail));
  }
}
