package dev.runtimebridge.devnet.worker.http;

/** A body that cannot be decoded: status 400. */
final class BadRequest extends Exception {
  private static final long serialVersionUID = 1L;

  BadRequest(String message) {
    super("DecodeError(" + message + ")", null, false, false);
  }
}
