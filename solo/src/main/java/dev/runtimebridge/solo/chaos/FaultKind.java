package dev.runtimebridge.solo.chaos;

import java.util.Locale;

/** A way to break the bridge; on the command line in small letters. */
enum FaultKind {
  /** SIGKILL of a service, which is started again some seconds later. */
  KILL(4),
  /** SIGSTOP of a service or of the broker for some seconds. */
  PAUSE(2),
  /** The broker is killed or ended, and started again at once. */
  BROKER(2),
  /** No space is left for the broker and the syncers. */
  DISK(1),
  /** A node of one of the chains fails. */
  NODE(2),
  /** A worker fails or is started again. */
  WORKER(2),
  /** The clock of a service is set to another time, and back. */
  CLOCK(1),
  /** Connections are cut, or nothing goes through them. */
  RESET(2);

  private final int share;

  FaultKind(int share) {
    this.share = share;
  }

  /** How often it is among the faults of one round. */
  int share() {
    return share;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
