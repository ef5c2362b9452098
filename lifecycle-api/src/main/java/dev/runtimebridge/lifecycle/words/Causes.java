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
        .orElseGet(() -> usual(event));
  }

  private static String whose(String issuedBy) {
    return issuedBy.isEmpty() ? "someone" : "the role " + issuedBy;
  }

  private static String usual(WorkerEventRecord event) {
    return switch (event.getEventCase()) {
      case POOL_CREATED,
          POOL_UPDATED,
          POOL_DELETED,
          POOL_OPERATOR_SET,
          POOL_OPERATOR_REMOVED,
          WORKER_CREATED,
          WORKER_UPDATED,
          WORKER_DELETED,
          WORKER_STARTED,
          WORKER_STOPPED,
          WORKER_RESTARTED,
          TARGET_CHANGED,
          COMMAND_REJECTED ->
          "a command";
      case CALL_ENDED, MESSAGE_ENDED -> "what became of its transaction";
      case FACTS_CHANGED -> "what the chain says of it";
      case RETRY_SCHEDULED -> "a request that failed";
      case SESSION_BEGAN -> "a syncer that took it over";
      case INITIALIZATION_BEGAN,
          RUNTIME_INITIALIZED,
          STATE_LOADING_BEGAN,
          CHAIN_STATE_LOADED,
          SYNCING_BEGAN,
          TIP_REACHED,
          FELL_BEHIND,
          HEIGHTS_WENT_BACK,
          RECOVERED ->
          "what its session saw of pRuntime";
      case STAGE_ENTERED, ERRAND_BEGAN, ERRAND_ENDED, CALL_REQUESTED, MESSAGE_FORWARDED ->
          "what its session or the chain told";
      case EVENT_NOT_SET -> "";
    };
  }
}
