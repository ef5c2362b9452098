package dev.runtimebridge.devnet.worker.host;

/** The worker ended while it worked on a call: the caller sees its connection close. */
public final class ProcessDied extends Exception {
  private static final long serialVersionUID = 1L;

  ProcessDied(int worker) {
    super("worker " + worker + " ended during the call", null, false, false);
  }
}
