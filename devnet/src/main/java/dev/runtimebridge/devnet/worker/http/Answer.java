package dev.runtimebridge.devnet.worker.http;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.runtimebridge.schemas.prpc.PrpcError;

/** What goes back to the caller. */
record Answer(int status, String contentType, ByteString body) {
  private static final String BINARY = "application/octet-stream";
  private static final String JSON = "application/json";

  static Answer ok(Message message, boolean json) {
    return json ? json(200, JsonText.of(message)) : new Answer(200, BINARY, message.toByteString());
  }

  /** An error that the caller can decode. */
  static Answer error(int status, String message, boolean json) {
    return json
        ? json(status, JsonText.error(message))
        : new Answer(
            status, BINARY, PrpcError.newBuilder().setMessage(message).build().toByteString());
  }

  static Answer text(int status, String text) {
    return new Answer(status, "text/plain; charset=utf-8", ByteString.copyFromUtf8(text));
  }

  static Answer html(int status, String text) {
    return new Answer(status, "text/html; charset=utf-8", ByteString.copyFromUtf8(text));
  }

  static Answer json(int status, byte[] text) {
    return new Answer(status, JSON, ByteString.copyFrom(text));
  }
}
