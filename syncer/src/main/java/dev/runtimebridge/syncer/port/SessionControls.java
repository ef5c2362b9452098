package dev.runtimebridge.syncer.port;

import java.util.Collection;
import java.util.List;

/**
 * Several that hear what the states ask for, one after another.
 *
 * @param each in the order in which they hear it
 */
public record SessionControls(List<SessionControl> each) implements SessionControl {
  /** Copies the list. */
  public SessionControls {
    each = List.copyOf(each);
  }

  @Override
  public void reconcile(int partition, Collection<WantedSession> wanted) {
    each.forEach(control -> control.reconcile(partition, wanted));
  }

  @Override
  public void release(int partition) {
    each.forEach(control -> control.release(partition));
  }
}
