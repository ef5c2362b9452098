package dev.runtimebridge.dispatcher.port;

/** Where it is told how workers fared. */
public interface TaskReports {
  /**
   * Tells it; returns when the log has it.
   *
   * @param done false if the worker stands for a wrong result
   * @throws LogUnavailable if the log does not take it; it may be told again
   */
  void report(OpenTask task, boolean done) throws LogUnavailable, InterruptedException;

  /** The log did not take a report. */
  final class LogUnavailable extends Exception {
    private static final long serialVersionUID = 1;

    /** With what Kafka said. */
    public LogUnavailable(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
