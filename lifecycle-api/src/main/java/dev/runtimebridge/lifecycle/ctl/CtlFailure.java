package dev.runtimebridge.lifecycle.ctl;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
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

  static CtlFailure of(StatusRuntimeException e, String server) {
    Status status = e.getStatus();
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
    String sentence = status.getDescription();
    return new CtlFailure(
        code, sentence == null ? "the API answered " + status.getCode() : sentence, e);
  }

  int exitCode() {
    return exitCode;
  }

  String sentence() {
    return String.valueOf(getMessage());
  }
}
