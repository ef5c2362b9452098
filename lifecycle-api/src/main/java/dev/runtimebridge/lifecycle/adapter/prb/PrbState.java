package dev.runtimebridge.lifecycle.adapter.prb;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.runtimebridge.schemas.v1.WorkerStage;
import dev.runtimebridge.schemas.v1.WorkerState;
import dev.runtimebridge.schemas.v1.WorkerView;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * A worker's state in PRB's few words: {@code HasError} with a text where someone should look, and
 * otherwise how far it has come.
 *
 * @see <a
 *     href="https://github.com/Phala-Network/phala-blockchain/blob/654b1b69995b559692bcd2d8a77c3940dd308ce7/standalone/prb/src/worker.rs">worker.rs,
 *     WorkerLifecycleState</a>
 */
final class PrbState {
  /** PRB called a worker ill when a third request in a row had failed. */
  private static final int FAILURES_TO_TELL = 3;

  // processor.rs, display_last_message
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  private PrbState() {}

  static JsonElement of(WorkerState state) {
    String error = error(state);
    if (!error.isEmpty()) {
      var json = new JsonObject();
      json.addProperty("HasError", error);
      return json;
    }
    return new JsonPrimitive(
        switch (state.getStage()) {
          case DISABLED, REMOVED -> "Disabled";
          case STARTING, INITIALIZING, LOADING_STATE, WORKER_STAGE_UNSPECIFIED, UNRECOGNIZED ->
              "Starting";
          case SYNCING -> "Synchronizing";
          case AT_TIP,
              REGISTERING,
              BENCHMARKING,
              ADDING_TO_POOL,
              STARTING_COMPUTE,
              STOPPING,
              COOLING_DOWN,
              RECLAIMING,
              LEAVING_POOL ->
              "Preparing";
          case COMPUTING, UNRESPONSIVE -> "Working";
          case GATEKEEPING -> "GatekeeperWorking";
          case KICKED -> "Restarting";
        });
  }

  /** The newest that there is to say of a worker, with its time. */
  static String message(WorkerView view) {
    WorkerState state = view.getState();
    Instant since =
        Instant.ofEpochSecond(state.getStageSince().getSeconds(), state.getStageSince().getNanos());
    String text = error(state);
    if (text.isEmpty() && state.hasRetry()) {
      text = state.getRetry().getMessage();
    }
    if (text.isEmpty()) {
      text = view.getAdvice();
    }
    if (text.isEmpty()) {
      text = state.getStageReason();
    }
    if (text.isEmpty()) {
      text = words(state);
    }
    return "[%s] %s".formatted(TIME.format(since), text);
  }

  private static String error(WorkerState state) {
    if (state.getStage() == WorkerStage.KICKED) {
      return "pRuntime was kicked: start it again, then restart the worker";
    }
    if (state.hasRetry() && state.getRetry().getAttempt() >= FAILURES_TO_TELL) {
      return state.getRetry().getMessage();
    }
    if (!state.getWaitingForOperator().isEmpty()) {
      return state.getWaitingForOperator();
    }
    return state.hasLastFailure() ? state.getLastFailure().getMessage() : "";
  }

  private static String words(WorkerState state) {
    return switch (state.getStage()) {
      case DISABLED -> "Disabled";
      case STARTING, INITIALIZING -> "Starting lifecycle...";
      case LOADING_STATE -> "Loading chain state...";
      case SYNCING -> "Now start synchronizing!";
      case COMPUTING -> "Computing Now!";
      default -> state.getStage().name();
    };
  }
}
