package dev.runtimebridge.lifecycle.alert;

import java.util.List;
import java.util.stream.Stream;

/**
 * What one look has made of the alerts.
 *
 * @param begun that did not stand before
 * @param changed that stand as before and say something else
 * @param ended that do not stand any more
 */
public record Changes(List<Alert> begun, List<Alert> changed, List<Alert> ended) {
  /** Copies the lists. */
  public Changes {
    begun = List.copyOf(begun);
    changed = List.copyOf(changed);
    ended = List.copyOf(ended);
  }

  /** All of them. */
  public List<Alert> all() {
    return Stream.of(begun, changed, ended).flatMap(List::stream).toList();
  }
}
