package dev.runtimebridge.devnet.worker.enclave;

/** A refusal of pRuntime; its message is the text that the caller gets with status 500. */
public final class AppError extends Exception {
  private static final long serialVersionUID = 1L;

  /** A refusal with exactly this text. */
  public AppError(String message) {
    super(message, null, false, false);
  }
}
