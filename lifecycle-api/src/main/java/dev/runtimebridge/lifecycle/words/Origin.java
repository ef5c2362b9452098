package dev.runtimebridge.lifecycle.words;

import dev.runtimebridge.schemas.v1.WorkerEventRecord;

/** What an event comes from where nothing more is known of its cause. */
enum Origin {
  COMMAND("a command", "command "),
  TRANSACTION("what became of its transaction", Texts.OBSERVATION),
  CHAIN("what the chain says of it", Texts.OBSERVATION),
  FAILED_REQUEST("a request that failed", Texts.OBSERVATION),
  SYNCER("a syncer that took it over", Texts.OBSERVATION),
  SESSION("what its session saw of pRuntime", Texts.OBSERVATION),
  MESSAGE(Texts.EITHER, Texts.OBSERVATION),
  // Of these the cause may be a command as well.
  UNCERTAIN(Texts.EITHER, ""),
  UNKNOWN("", Texts.OBSERVATION);

  private final String words;
  private final String kind;

  Origin(String words, String kind) {
    this.words = words;
    this.kind = kind;
  }

  static Origin of(WorkerEventRecord event) {
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
          COMMAND;
      case CALL_ENDED, MESSAGE_ENDED -> TRANSACTION;
      case FACTS_CHANGED -> CHAIN;
      case RETRY_SCHEDULED -> FAILED_REQUEST;
      case SESSION_BEGAN -> SYNCER;
      case INITIALIZATION_BEGAN,
          RUNTIME_INITIALIZED,
          STATE_LOADING_BEGAN,
          CHAIN_STATE_LOADED,
          SYNCING_BEGAN,
          TIP_REACHED,
          FELL_BEHIND,
          HEIGHTS_WENT_BACK,
          RECOVERED ->
          SESSION;
      case MESSAGE_FORWARDED -> MESSAGE;
      case STAGE_ENTERED, ERRAND_BEGAN, ERRAND_ENDED, CALL_REQUESTED -> UNCERTAIN;
      case EVENT_NOT_SET -> UNKNOWN;
    };
  }

  /** In words, without naming the one. */
  String words() {
    return words;
  }

  /** What stands before the id of the one; empty where that may be this or that. */
  String kind() {
    return kind;
  }

  private static final class Texts {
    private static final String EITHER = "what its session or the chain told";
    private static final String OBSERVATION = "observation ";
  }
}
