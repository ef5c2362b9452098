package dev.runtimebridge.lifecycle.ctl;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Ends the command with an exit code and one sentence. */
final class CtlFailure extends RuntimeException {
  private final int exitCode;

  private CtlFailure(int exitCode, String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
    this.exitCode = exitCode;
  }

  static CtlFailure unreachable(String sentence) {
    return new CtlFailure(Ctl.UNREACHABLE, sentence, null);
  }

  static CtlFailure wrongUsage(String sentence) {
    return new CtlFailure(Ctl.WRONG_USAGE, sentence, null);
  }

  static CtlFailure refused(String sentence) {
    return new CtlFailure(Ctl.REFUSED, sentence, null);
  }

  /** Some of what was asked was done. */
  static CtlFailure partly(String sentence) {
    return new CtlFailure(Ctl.PARTLY_DONE, sentence, null);
  }

  /** What was waited for did not come in time. */
  static CtlFailure late(String sentence) {
    return new CtlFailure(Ctl.NOT_IN_TIME, sentence, null);
  }

  static CtlFailure of(StatusRuntimeException e, String server) {
    Status status = e.getStatus();
    if (status.getCode() == Status.Code.UNIMPLEMENTED) {
      return new CtlFailure(
          Ctl.REFUSED,
          "the API at %s does not have this call yet: its version is older than this ctl"
              .formatted(server),
          e);
    }
    Throwable transport = status.getCause();
    if (status.getCode() == Status.Code.UNAVAILABLE && transport != null) {
      Throwable root = transport.getCause() == null ? transport : transport.getCause();
      return new CtlFailure(
          Ctl.UNREACHABLE,
          "no API answers at %s (%s): start it, or say where it is with --server"
              .formatted(server, root.getMessage()),
          e);
    }
    int code = status.getCode() == Status.Code.UNAVAILABLE ? Ctl.UNREACHABLE : Ctl.REFUSED;
    return new CtlFailure(code, faults(e).orElseGet(() -> sentence(status)), e);
  }

  private static String sentence(Status status) {
    String sentence = status.getDescription();
    return sentence == null ? "the API answered " + status.getCode() : sentence;
  }

  /** The fields that are wrong, a line each, where there are several. */
  private static Optional<String> faults(StatusRuntimeException e) {
    var details = StatusProto.fromThrowable(e);
    if (details == null) {
      return Optional.empty();
    }
    for (Any detail : details.getDetailsList()) {
      if (detail.is(BadRequest.class)) {
        try {
          List<BadRequest.FieldViolation> faults =
              detail.unpack(BadRequest.class).getFieldViolationsList();
          return faults.size() < 2
              ? Optional.empty()
              : Optional.of(
                  faults.stream()
                      .map(it -> "\n  %s: %s".formatted(it.getField(), it.getDescription()))
                      .collect(Collectors.joining("", faults.size() + " fields are wrong:", "")));
        } catch (InvalidProtocolBufferException unreadable) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  int exitCode() {
    return exitCode;
  }

  String sentence() {
    return String.valueOf(getMessage());
  }
}
