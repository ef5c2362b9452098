package dev.runtimebridge.lifecycle.words;

import com.google.protobuf.Timestamp;
import dev.runtimebridge.schemas.v1.ErrandFailure;
import dev.runtimebridge.schemas.v1.WorkerEventRecord;
import dev.runtimebridge.schemas.v1.WorkerEventRecord.EventCase;
import dev.runtimebridge.schemas.v1.WorkerState;
import dev.runtimebridge.schemas.v1.WorkerView;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Why a worker is as it is: in a sentence or two, and by the events that led there. */
public final class Explanation {
  /** Events that are looked through for those that led there. */
  public static final int LOOKED_THROUGH = 200;

  private static final int MOST = 20;

  /** What is going on all the time and explains nothing. */
  private static final Set<EventCase> EVERYDAY =
      EnumSet.of(EventCase.MESSAGE_FORWARDED, EventCase.MESSAGE_ENDED, EventCase.FACTS_CHANGED);

  private static final Set<EventCase> WISHES =
      EnumSet.of(
          EventCase.WORKER_CREATED,
          EventCase.WORKER_UPDATED,
          EventCase.WORKER_DELETED,
          EventCase.WORKER_STARTED,
          EventCase.WORKER_STOPPED,
          EventCase.WORKER_RESTARTED,
          EventCase.TARGET_CHANGED);

  private Explanation() {}

  /** Its stage, since when and because of what, and what it waits for. */
  public static String summary(WorkerView worker, Instant now) {
    WorkerState state = worker.getState();
    var sentences = new ArrayList<String>();
    sentences.add(
        "%s is %s since %s%s."
            .formatted(
                state.getConfig().getName(),
                Words.stage(state.getStage()),
                Words.time(state.getStageSince(), ZoneOffset.UTC),
                state.getStageReason().isEmpty() ? "" : ": " + state.getStageReason()));
    Trouble.lines(worker, now).stream()
        .findFirst()
        .ifPresent(line -> sentences.add(sentence(lead(line.getFirst()) + line.getLast())));
    if (sentences.size() == 1 && worker.getParaBehind() > 0) {
      sentences.add(
          "It has %s to go to what the log has."
              .formatted(Words.count(worker.getParaBehind(), "parachain block")));
    }
    return String.join(" ", sentences);
  }

  /** What to do: about the failure, or about what it waits for. */
  public static String advice(WorkerView worker) {
    if (!worker.getAdvice().isEmpty()) {
      return worker.getAdvice();
    }
    WorkerState state = worker.getState();
    if (!state.getWaitingForOperator().isEmpty()) {
      return "Do what it waits for: %s.".formatted(state.getWaitingForOperator());
    }
    if (state.hasRetry()) {
      return switch (state.getRetry().getKind()) {
        case UNREACHABLE, TIMED_OUT ->
            "See whether pRuntime runs and listens at %s; the bridge tries again by itself."
                .formatted(state.getConfig().getEndpoint());
        case WRONG_CHAIN ->
            "pRuntime was initialized for another chain: delete its data and let it initialize again.";
        case NOT_A_PRUNTIME ->
            "Something else answers at %s: correct the worker's endpoint."
                .formatted(state.getConfig().getEndpoint());
        case REFUSED -> "pRuntime's own log says why it refuses; the bridge tries again by itself.";
        case BUSY, LOG_UNAVAILABLE -> "Nothing to do: the bridge tries again by itself.";
        case INTERNAL -> "See the syncer's log.";
        case FAILURE_KIND_UNSPECIFIED, UNRECOGNIZED -> "";
      };
    }
    ErrandFailure errand = state.getErrandFailure();
    return state.hasErrandFailure() && !errand.hasRetryAt()
        ? "pRuntime did not %s: mend what it says and ask again."
            .formatted(Words.errand(errand.getErrand()))
        : "";
  }

  /**
   * What led to the present stage: all since it was entered but what happens every day, what was
   * decided together with that, and the last wish of an operator before.
   */
  public static List<WorkerEventRecord> because(
      WorkerState state, List<WorkerEventRecord> newestFirst) {
    var because = new ArrayList<WorkerEventRecord>();
    String entering = "";
    for (WorkerEventRecord event : newestFirst) {
      boolean since = compare(event.getMeta().getTime(), state.getStageSince()) >= 0;
      if (since) {
        entering = event.getMeta().getCause();
      }
      boolean wish = WISHES.contains(event.getEventCase());
      boolean tells =
          since
              ? !EVERYDAY.contains(event.getEventCase())
              : wish || event.getMeta().getCause().equals(entering);
      if (tells && because.size() < MOST) {
        because.add(event);
      }
      if (!since && wish) {
        break;
      }
    }
    return because;
  }

  private static String sentence(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
  }

  private static String lead(String what) {
    return switch (what) {
      case "waits" -> "It waits ";
      case "last failure" -> "Last failure: ";
      default -> "";
    };
  }

  private static int compare(Timestamp one, Timestamp other) {
    return one.getSeconds() == other.getSeconds()
        ? Integer.compare(one.getNanos(), other.getNanos())
        : Long.compare(one.getSeconds(), other.getSeconds());
  }
}
