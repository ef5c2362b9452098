package dev.runtimebridge.lifecycle.words;

import com.google.protobuf.Timestamp;
import dev.runtimebridge.schemas.v1.ErrandFailure;
import dev.runtimebridge.schemas.v1.WorkerState;
import dev.runtimebridge.schemas.v1.WorkerView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Why a worker stands still, and whether the bridge tries again by itself or a person has to act.
 */
public final class Trouble {
  private Trouble() {}

  /** What is most in the way, in one line; empty if nothing is. */
  public static String of(WorkerView worker, Instant now) {
    List<List<String>> lines = lines(worker, now);
    return lines.isEmpty() ? "" : lines.getFirst().getLast();
  }

  /** All that is in the way, each with its name, what is most in the way first. */
  public static List<List<String>> lines(WorkerView worker, Instant now) {
    WorkerState state = worker.getState();
    var lines = new ArrayList<List<String>>();
    if (state.hasRetry()) {
      lines.add(List.of("trouble", Words.retry(state.getRetry(), now)));
    }
    if (!state.getWaitingForOperator().isEmpty()) {
      lines.add(
          List.of(
              "waits",
              "for you: %s%s".formatted(state.getWaitingForOperator(), again(state, now))));
    }
    if (worker.hasCallWaitsFor()) {
      lines.add(
          List.of(
              "waits",
              "%s: %s"
                  .formatted(
                      Words.call(state.getCall().getKind()),
                      Words.failure(worker.getCallWaitsFor()))));
    }
    if (state.hasErrandFailure()) {
      lines.add(List.of("not done", errand(state, now)));
    }
    if (state.hasLastFailure()) {
      lines.add(List.of("last failure", Words.failure(state.getLastFailure()) + again(state, now)));
    }
    return lines;
  }

  private static String errand(WorkerState state, Instant now) {
    ErrandFailure failure = state.getErrandFailure();
    return "pRuntime did not %s: %s%s"
        .formatted(Words.errand(failure.getErrand()), failure.getMessage(), next(state, now));
  }

  private static String next(WorkerState state, Instant now) {
    if (state.getErrand().getErrandCase() == state.getErrandFailure().getErrand().getErrandCase()) {
      return "; it is being asked again";
    }
    return state.getErrandFailure().hasRetryAt()
        ? "; next try " + Words.until(state.getErrandFailure().getRetryAt(), now)
        : "; waits for you to ask again";
  }

  /** When a call or a message that has failed is sent again. */
  private static String again(WorkerState state, Instant now) {
    Timestamp call = state.getCall().getRetryAt();
    Timestamp message = state.getMessagePause().getUntil();
    Timestamp next = call.equals(Timestamp.getDefaultInstance()) ? message : call;
    return next.equals(Timestamp.getDefaultInstance())
        ? ""
        : "; next try " + Words.until(next, now);
  }
}
