package dev.runtimebridge.lifecycle.words;

import dev.runtimebridge.schemas.v1.WorkerEventRecord;
import java.util.Optional;

/** What kind of cause an event has, in words. */
final class Causes {
  private Causes() {}

  /** The command that led to it where it is known, else what such events come from. */
  static String of(WorkerEventRecord event, Optional<Asked> asked) {
    return asked
        .map(it -> "the command %s of %s".formatted(it.name(), whose(it.issuedBy())))
        .orElseGet(() -> Origin.of(event).words());
  }

  private static String whose(String issuedBy) {
    return issuedBy.isEmpty() ? "someone" : "the role " + issuedBy;
  }
}
