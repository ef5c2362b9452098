package dev.runtimebridge.lifecycle.adapter.alert;

import dev.runtimebridge.lifecycle.alert.Alert;
import dev.runtimebridge.lifecycle.alert.Changes;
import dev.runtimebridge.lifecycle.alert.Situation.Trouble;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All receivers, each sending on a thread of its own. */
final class Notifications implements AutoCloseable {
  private final List<Receiver> receivers;
  private final List<Thread> threads = new ArrayList<>();
  private boolean begun;

  Notifications(List<Receiver> receivers) {
    this.receivers = List.copyOf(receivers);
  }

  void start() {
    for (Receiver receiver : receivers) {
      threads.add(
          Thread.ofVirtual()
              .name("lifecycle-api " + receiver.delivery().receiver())
              .start(receiver));
    }
  }

  /** Takes what one look has found; the first time all that stands counts. */
  void tell(Changes changes, List<Alert> standing) {
    for (Receiver receiver : receivers) {
      if (begun) {
        receiver.tell(changes, standing);
      } else {
        receiver.begin(standing);
      }
    }
    begun = true;
  }

  /** Receivers that do not take anything. */
  List<Trouble> troubles() {
    return receivers.stream()
        .map(receiver -> receiver.delivery().trouble())
        .flatMap(Optional::stream)
        .toList();
  }

  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
  }
}
