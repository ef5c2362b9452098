package dev.runtimebridge.lifecycle.command;

import dev.runtimebridge.schemas.v1.WorkerCommandRecord;
import java.util.concurrent.CompletionStage;

/** Where commands are written. */
@FunctionalInterface
public interface CommandLog {

  /**
   * Appends a command under the key of its aggregate; complete once the log has it for good, failed
   * if the log did not confirm it.
   */
  CompletionStage<?> publish(WorkerCommandRecord command);
}
