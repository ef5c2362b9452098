package dev.runtimebridge.lifecycle.adapter.alert;

import dev.runtimebridge.lifecycle.alert.Alert;
import dev.runtimebridge.lifecycle.alert.Changes;
import java.util.List;

/** Who is told. Telling never waits; sending is done by {@link #run}, until interrupted. */
interface Receiver extends Runnable {

  /** All that stands when this process has looked for the first time. */
  void begin(List<Alert> standing);

  /** What has changed since, and all that stands now. */
  void tell(Changes changes, List<Alert> standing);

  /** How it goes. */
  Delivery delivery();
}
