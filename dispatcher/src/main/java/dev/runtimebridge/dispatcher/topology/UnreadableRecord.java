package dev.runtimebridge.dispatcher.topology;

/**
 * A record that no rule can be applied to; it stops the task, because leaving it out loses money.
 */
final class UnreadableRecord extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnreadableRecord(String message) {
    super(message);
  }
}
