package dev.runtimebridge.lifecycle.adapter.status;

import com.google.protobuf.Any;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import dev.runtimebridge.lifecycle.domain.Refusal;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;

/** Refusals as statuses with details: ErrorInfo always, BadRequest where fields are to blame. */
public final class RefusalStatus {
  /** Domain of the reasons in ErrorInfo. */
  public static final String DOMAIN = "runtime-bridge";

  /** Key of what to do, in ErrorInfo's metadata. */
  public static final String TODO = "todo";

  private RefusalStatus() {}

  /** The status as Google's APIs write it. */
  public static Status of(Refusal refusal) {
    Status.Builder status =
        Status.newBuilder()
            .setCode(code(refusal.reason()).getNumber())
            .setMessage(refusal.sentence())
            .addDetails(
                Any.pack(
                    ErrorInfo.newBuilder()
                        .setReason(refusal.reason().name())
                        .setDomain(DOMAIN)
                        .putMetadata(TODO, refusal.reason().todo())
                        .build()));
    if (!refusal.faults().isEmpty()) {
      BadRequest.Builder request = BadRequest.newBuilder();
      for (Refusal.Fault fault : refusal.faults()) {
        request
            .addFieldViolationsBuilder()
            .setField(fault.field())
            .setDescription(fault.sentence());
      }
      status.addDetails(Any.pack(request.build()));
    }
    return status.build();
  }

  /** The same, to end a call with. */
  public static StatusRuntimeException exception(Refusal refusal) {
    return StatusProto.toStatusRuntimeException(of(refusal));
  }

  /** Ends a call before a service has seen it. */
  public static void close(ServerCall<?, ?> call, Refusal refusal) {
    StatusRuntimeException exception = exception(refusal);
    Metadata trailers = exception.getTrailers();
    call.close(exception.getStatus(), trailers == null ? new Metadata() : trailers);
  }

  private static Code code(Refusal.Reason reason) {
    return switch (reason) {
      case INVALID_VALUE,
          TOO_MANY_TASKS,
          TOO_MANY_WORKERS,
          NO_MACHINES,
          TOO_MANY_MACHINES,
          STAKE_TOO_LARGE,
          WEIGHT_OVERFLOW,
          BUDGET_BELOW_MINIMUM,
          CHANCE_OUT_OF_RANGE ->
          Code.INVALID_ARGUMENT;
      case NOT_FOUND -> Code.NOT_FOUND;
      case ALREADY_EXISTS, IDEMPOTENCY_KEY_REUSED -> Code.ALREADY_EXISTS;
      case POOL_NOT_EMPTY, NOT_ENABLED, NOT_POSSIBLE_NOW -> Code.FAILED_PRECONDITION;
      case STALE_VERSION -> Code.ABORTED;
      case RESUME_TOKEN_TOO_OLD -> Code.OUT_OF_RANGE;
      case WATCH_TOO_SLOW, TOO_MUCH -> Code.RESOURCE_EXHAUSTED;
      case TIMED_OUT -> Code.DEADLINE_EXCEEDED;
      case UNAVAILABLE -> Code.UNAVAILABLE;
      case NOT_SIGNED_IN -> Code.UNAUTHENTICATED;
      case NOT_ALLOWED -> Code.PERMISSION_DENIED;
      case INTERNAL_ERROR -> Code.INTERNAL;
    };
  }
}
