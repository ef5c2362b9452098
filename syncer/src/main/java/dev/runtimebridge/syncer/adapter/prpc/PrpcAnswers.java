package dev.runtimebridge.syncer.adapter.prpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.runtimebridge.schemas.prpc.PrpcError;
import dev.runtimebridge.syncer.domain.FailureKind;
import dev.runtimebridge.syncer.port.PRuntimeFailure;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.Set;

/** Tells what kind of failure an answer is. */
final class PrpcAnswers {
  private static final String RCU_IN_PROGRESS = "RCU in progress";
  private static final Set<Integer> GATEWAY_SAYS_NO = Set.of(502, 503, 504);
  private static final int SHOWN = 120;
  private static final int LONGEST_MESSAGE = 2000;

  private PrpcAnswers() {}

  /** What an answer of another status than 200 means. */
  static PRuntimeFailure failure(URI address, HttpResponse<byte[]> response) {
    int status = response.statusCode();
    Optional<String> error = prpcError(response.body());
    if (error.isPresent()) {
      FailureKind kind =
          error.get().contains(RCU_IN_PROGRESS) ? FailureKind.BUSY : FailureKind.REFUSED;
      return new PRuntimeFailure(kind, "%s: %s".formatted(method(address), error.get()));
    }
    if (GATEWAY_SAYS_NO.contains(status)) {
      return new PRuntimeFailure(
          FailureKind.UNREACHABLE, "%s answered %s".formatted(address, describe(response)));
    }
    if (status == 403 && response.body().length == 0) {
      return new PRuntimeFailure(
          FailureKind.REFUSED,
          "%s is forbidden: this is pRuntime's public port; give its private one (usually 8000)"
              .formatted(address));
    }
    if (status == 413) {
      return new PRuntimeFailure(
          FailureKind.REFUSED,
          "%s is too large for the worker; lower bridge.syncer.max-request-bytes"
              .formatted(method(address)));
    }
    return notAPRuntime(address, describe(response));
  }

  /** Something else answers there. */
  static PRuntimeFailure notAPRuntime(URI address, String answer) {
    return new PRuntimeFailure(
        FailureKind.NOT_A_PRUNTIME,
        "%s is no pRuntime: it gave %s; expected is the base address of a worker's private port"
            .formatted(address, answer));
  }

  /** Status and beginning of an answer, printable. */
  static String describe(HttpResponse<byte[]> response) {
    byte[] body = response.body();
    if (body.length == 0) {
      return "status %d and no content".formatted(response.statusCode());
    }
    String start = new String(body, 0, Math.min(body.length, SHOWN), UTF_8);
    return "status %d and \"%s\"".formatted(response.statusCode(), printable(start));
  }

  private static Optional<String> prpcError(byte[] body) {
    try {
      PrpcError error = PrpcError.parseFrom(body);
      String message = error.getMessage();
      return message.isEmpty() ? Optional.empty() : Optional.of(shortened(printable(message)));
    } catch (InvalidProtocolBufferException e) {
      return Optional.empty();
    }
  }

  private static String method(URI address) {
    String path = address.getPath();
    return path.substring(path.lastIndexOf('.') + 1) + " at " + address.getAuthority();
  }

  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ").strip();
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE) + "…";
  }
}
