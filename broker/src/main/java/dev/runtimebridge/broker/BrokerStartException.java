package dev.runtimebridge.broker;

/** The broker cannot run on the folder or the port that it was given. */
public final class BrokerStartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BrokerStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
