package dev.runtimebridge.lifecycle.words;

import dev.runtimebridge.schemas.v1.WorkerCommandRecord.CommandCase;
import java.util.Locale;

/**
 * A command and who asked for it.
 *
 * @param issuedBy the role of who asked
 * @param command which command it was
 */
public record Asked(String issuedBy, CommandCase command) {

  /** The command as people write it, such as {@code stop-worker-computing}. */
  public String name() {
    return command.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
