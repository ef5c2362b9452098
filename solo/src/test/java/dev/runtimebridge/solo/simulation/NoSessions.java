package dev.runtimebridge.solo.simulation;

import dev.runtimebridge.syncer.port.SessionControl;
import dev.runtimebridge.syncer.port.WantedSession;
import java.util.Collection;

/** Drives nobody. */
final class NoSessions implements SessionControl {
  @Override
  public void reconcile(int partition, Collection<WantedSession> wanted) {}

  @Override
  public void release(int partition) {}
}
