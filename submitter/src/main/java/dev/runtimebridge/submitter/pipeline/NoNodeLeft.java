package dev.runtimebridge.submitter.pipeline;

/** No node gave an answer that holds; the message says why each did not. */
final class NoNodeLeft extends Exception {
  private static final long serialVersionUID = 1L;

  NoNodeLeft(String message) {
    super(message);
  }
}
