package dev.runtimebridge.lifecycle.words;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import dev.runtimebridge.lifecycle.domain.FailureWords;
import dev.runtimebridge.lifecycle.domain.PhaAmount;
import dev.runtimebridge.schemas.v1.CallFailure;
import dev.runtimebridge.schemas.v1.CallKind;
import dev.runtimebridge.schemas.v1.Chain;
import dev.runtimebridge.schemas.v1.ComputeTarget;
import dev.runtimebridge.schemas.v1.Errand;
import dev.runtimebridge.schemas.v1.FailureKind;
import dev.runtimebridge.schemas.v1.RequestFailed;
import dev.runtimebridge.schemas.v1.SessionState;
import dev.runtimebridge.schemas.v1.TransactionState;
import dev.runtimebridge.schemas.v1.WorkerStage;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** What the API's values are called where people read them. */
public final class Words {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
  private static final int UNNAMED = 0;

  private Words() {}

  /** A stage as people write it. */
  public static String stage(WorkerStage stage) {
    return switch (stage) {
      case DISABLED -> "stopped";
      case REMOVED -> "deleted";
      case WORKER_STAGE_UNSPECIFIED, UNRECOGNIZED -> "unknown";
      case STARTING,
          INITIALIZING,
          LOADING_STATE,
          SYNCING,
          AT_TIP,
          REGISTERING,
          BENCHMARKING,
          ADDING_TO_POOL,
          STARTING_COMPUTE,
          COMPUTING,
          UNRESPONSIVE,
          STOPPING,
          COOLING_DOWN,
          RECLAIMING,
          LEAVING_POOL,
          GATEKEEPING,
          KICKED ->
          hyphenated(stage);
    };
  }

  /** The stage of this name, as people or as the API write it. */
  public static Optional<WorkerStage> stage(String text) {
    String wanted = text.strip().toLowerCase(Locale.ROOT).replace('_', '-');
    return Arrays.stream(WorkerStage.values())
        .filter(stage -> stage != WorkerStage.UNRECOGNIZED && stage.getNumber() != UNNAMED)
        .filter(stage -> stage(stage).equals(wanted) || hyphenated(stage).equals(wanted))
        .findFirst();
  }

  /** A chain by what it is. */
  public static String chain(Chain chain) {
    return switch (chain) {
      case RELAY -> "relay chain";
      case PARA -> "parachain";
      case CHAIN_UNSPECIFIED, UNRECOGNIZED -> "unknown";
    };
  }

  /** What went wrong with a request to pRuntime. */
  public static String failure(RequestFailed failure) {
    return failure.getMessage().isEmpty()
        ? kind(failure.getKind())
        : "%s: %s".formatted(kind(failure.getKind()), failure.getMessage());
  }

  /** What went wrong, how often, and when it is tried again. */
  public static String retry(RequestFailed failure, Instant now) {
    return "%s; failed %s, next try %s"
        .formatted(
            failure(failure),
            times(Integer.toUnsignedLong(failure.getAttempt())),
            until(failure.getRetryAt(), now));
  }

  /** Why a call has failed, in the runtime's words. */
  public static String failure(CallFailure failure) {
    String text = FailureWords.text(failure);
    return text.isEmpty() ? "failed" : text;
  }

  /** How far a transaction is. */
  public static String state(TransactionState state) {
    return switch (state) {
      case TX_QUEUED -> "queued";
      case TX_SIGNED -> "signed";
      case TX_SENT -> "sent";
      case TX_IN_BLOCK -> "in block";
      case TX_SUCCEEDED -> "done";
      case TX_FAILED -> "failed";
      case TRANSACTION_STATE_UNSPECIFIED, UNRECOGNIZED -> "unknown";
    };
  }

  /** What a call to the chain does. */
  public static String call(CallKind kind) {
    return switch (kind) {
      case CALL_REGISTER -> "registration";
      case CALL_ADD_TO_POOL -> "adding to the pool";
      case CALL_START -> "start of computing";
      case CALL_RESTART -> "restart with another stake";
      case CALL_STOP -> "stop of computing";
      case CALL_RECLAIM -> "taking back the stake";
      case CALL_REMOVE_FROM_POOL -> "removal from the pool";
      case CALL_UPDATE_ENDPOINT -> "telling the endpoint";
      case CALL_KIND_UNSPECIFIED, UNRECOGNIZED -> "a call";
    };
  }

  /** What an operator wants of a worker. */
  public static String target(ComputeTarget target) {
    return switch (target) {
      case COMPUTE -> "to compute";
      case IDLE -> "to stay in its pool without computing";
      case OUT_OF_POOL -> "to be in no pool";
      case UNRECOGNIZED -> "unknown";
    };
  }

  /** What a session on the chain does. */
  public static String session(SessionState state) {
    return switch (state) {
      case SESSION_READY -> "is ready";
      case SESSION_WORKER_IDLE -> "computes";
      case SESSION_WORKER_UNRESPONSIVE -> "misses heartbeats";
      case SESSION_WORKER_COOLING_DOWN -> "cools down";
      case SESSION_STATE_UNSPECIFIED, UNRECOGNIZED -> "is in an unknown state";
    };
  }

  /** What pRuntime is asked to do. */
  public static String errand(Errand errand) {
    return switch (errand.getErrandCase()) {
      case FETCH_REGISTRATION -> "fetch what the registration needs";
      case SIGN_ENDPOINTS ->
          "sign the endpoints " + String.join(", ", errand.getSignEndpoints().getEndpointsList());
      case TAKE_CHECKPOINT -> "take a checkpoint";
      case KICK -> "end pRuntime";
      case ERRAND_NOT_SET -> "do nothing";
    };
  }

  /** Bytes in hexadecimal, with 0x. */
  public static String hex(ByteString bytes) {
    return "0x" + HexFormat.of().formatHex(bytes.toByteArray());
  }

  /** A number of things, in the plural where it is not one. */
  public static String count(int count, String thing) {
    return count == 1 ? "1 " + thing : Integer.toUnsignedString(count) + " " + thing + "s";
  }

  /** The text, or a dash for none. */
  public static String orDash(String text) {
    return text.isEmpty() ? "-" : text;
  }

  /** Yes or no. */
  public static String yesNo(boolean value) {
    return value ? "yes" : "no";
  }

  /** A date and time where the reader is; a dash for one that never was. */
  public static String time(Timestamp time) {
    return time(time, ZoneId.systemDefault());
  }

  /** A date and time in a zone, which is named if it is that of nobody in particular. */
  public static String time(Timestamp time, ZoneId zone) {
    if (time.equals(Timestamp.getDefaultInstance())) {
      return "-";
    }
    String text = TIME.format(instant(time).atZone(zone));
    return zone.equals(ZoneOffset.UTC) ? text + " UTC" : text;
  }

  /** How long ago a time was. */
  public static String ago(Timestamp time, Instant now) {
    return time.equals(Timestamp.getDefaultInstance())
        ? "never"
        : duration(Duration.between(instant(time), now)) + " ago";
  }

  /** The number before the one that is expected next; a dash where nothing was reached yet. */
  public static String reached(int next) {
    return next == 0 ? "-" : Integer.toUnsignedString(next - 1);
  }

  /** An amount in PHA of one in smallest units. */
  public static String pha(String digits) {
    return digits.isEmpty() ? "0 PHA" : PhaAmount.inPha(digits) + " PHA";
  }

  private static String kind(FailureKind kind) {
    return switch (kind) {
      case UNREACHABLE -> "not reachable";
      case TIMED_OUT -> "no answer in time";
      case BUSY -> "busy";
      case REFUSED -> "refused";
      case NOT_A_PRUNTIME -> "not a pRuntime";
      case WRONG_CHAIN -> "wrong chain";
      case LOG_UNAVAILABLE -> "the log cannot be read";
      case INTERNAL -> "fault in the bridge";
      case FAILURE_KIND_UNSPECIFIED, UNRECOGNIZED -> "failed";
    };
  }

  private static String times(long count) {
    return count <= 1 ? "once" : count + " times";
  }

  /** How long it is until a time. */
  public static String until(Timestamp time, Instant now) {
    Duration left = Duration.between(now, instant(time));
    return left.isPositive() ? "in " + duration(left) : "due now";
  }

  /** A length of time in its largest fitting unit. */
  public static String duration(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < 120) {
      return seconds + " s";
    }
    if (seconds < 7_200) {
      return seconds / 60 + " min";
    }
    return seconds < 172_800 ? seconds / 3_600 + " h" : seconds / 86_400 + " days";
  }

  private static Instant instant(Timestamp time) {
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }

  private static String hyphenated(WorkerStage stage) {
    return stage.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
