package dev.runtimebridge.syncer.port;

import java.util.Collection;

/** Starts and ends sessions, so that they are what the states ask for. Never blocks. */
public interface SessionControl {
  /** The sessions that the states of {@code partition} ask for now. */
  void reconcile(int partition, Collection<WantedSession> wanted);

  /** Ends all sessions of {@code partition}: another process may drive them. */
  void release(int partition);
}
