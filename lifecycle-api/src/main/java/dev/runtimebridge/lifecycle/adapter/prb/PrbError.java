package dev.runtimebridge.lifecycle.adapter.prb;

import com.google.gson.JsonObject;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/**
 * An answer of PRB that is no success. What its handlers met became status 500 and code {@code
 * ServerError}, whatever it was; what its framework could not read became 400, 415 or 422 with a
 * line of text.
 *
 * @see <a
 *     href="https://github.com/Phala-Network/phala-blockchain/blob/654b1b69995b559692bcd2d8a77c3940dd308ce7/standalone/prb/src/api.rs">api.rs,
 *     ApiError</a>
 */
final class PrbError extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final boolean json;

  private PrbError(int status, String message, boolean json) {
    super(message, null, false, false);
    this.status = status;
    this.json = json;
  }

  /** What a handler of PRB told. */
  static PrbError server(String message) {
    return new PrbError(500, message, true);
  }

  /** What its framework told of a body that it could not read. */
  static PrbError unreadable(int status, String message) {
    return new PrbError(status, message, false);
  }

  /** A refusal of the API; who may not call is told so, which PRB never did. */
  static PrbError of(StatusRuntimeException refused) {
    Status status = refused.getStatus();
    String text =
        status.getDescription() == null ? status.getCode().name() : status.getDescription();
    return switch (status.getCode()) {
      case UNAUTHENTICATED -> new PrbError(401, text, true);
      case PERMISSION_DENIED -> new PrbError(403, text, true);
      case UNAVAILABLE -> new PrbError(503, text, true);
      default -> server(text);
    };
  }

  int status() {
    return status;
  }

  boolean isJson() {
    return json;
  }

  String text() {
    return getMessage() == null ? "" : getMessage();
  }

  /** As PRB writes it; there is no backtrace to tell. */
  JsonObject body() {
    var body = new JsonObject();
    body.addProperty("error", true);
    body.addProperty("code", status == 500 ? "ServerError" : "NotAllowed");
    body.addProperty("message", text());
    if (status == 500) {
      body.addProperty("backtrace", "");
    }
    return body;
  }
}
