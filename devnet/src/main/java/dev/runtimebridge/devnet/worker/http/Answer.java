package dev.runtimebridge.devnet.worker.http;

import com.google.protobuf.Message;
import dev.runtimebridge.schemas.prpc.PrpcError;
import java.nio.charset.StandardCharsets;

/** What goes back to the caller. */
record Answer(int status, String contentType, byte[] body) {
  private static final String BINARY = "application/octet-stream";
  private static final String JSON = "application/json";

  static Answer ok(Message message, boolean json) {
    return json
        ? new Answer(200, JSON, JsonText.of(message))
        : new Answer(200, BINARY, message.toByteArray());
  }

  /** An error that the caller can decode. */
  static Answer error(int status, String message, boolean json) {
    return json
        ? new Answer(status, JSON, JsonText.error(message))
        : new Answer(
            status, BINARY, PrpcError.newBuilder().setMessage(message).build().toByteArray());
  }

  static Answer text(int status, String text) {
    return new Answer(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  static Answer html(int status, String text) {
    return new Answer(status, "text/html; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  static Answer json(int status, byte[] text) {
    return new Answer(status, JSON, text);
  }
}
