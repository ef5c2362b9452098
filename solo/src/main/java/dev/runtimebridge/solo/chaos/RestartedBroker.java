package dev.runtimebridge.solo.chaos;

import java.util.EnumSet;
import java.util.Set;

/** The broker ends, by SIGKILL or in order, and is started again at once. */
record RestartedBroker(ServiceProcess broker, boolean inOrder) implements Fault {
  @Override
  public String name() {
    return "restart broker";
  }

  @Override
  public String detail() {
    return inOrder ? "SIGTERM" : "SIGKILL";
  }

  @Override
  public void begin() throws InterruptedException {
    if (inOrder) {
      broker.stop();
    } else {
      broker.kill();
    }
    broker.start();
  }

  @Override
  public void end() {}

  @Override
  public boolean isSurvivable() {
    return true;
  }

  @Override
  public boolean isBrief() {
    return true;
  }

  @Override
  public Set<Sign> signs() {
    return EnumSet.allOf(Sign.class);
  }
}
