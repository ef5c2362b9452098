package dev.runtimebridge.solo.chaos;

import java.util.Set;

/** SIGKILL of a service that does its work, which is started again a while later. */
record KilledService(ServiceRole role, ServiceProcess process) implements Fault {
  @Override
  public String name() {
    return "kill " + role;
  }

  @Override
  public String detail() {
    return process.name();
  }

  @Override
  public void begin() throws InterruptedException {
    process.kill();
  }

  @Override
  public void end() {
    process.start();
  }

  @Override
  public boolean isSurvivable() {
    return role.isDoubled();
  }

  @Override
  public Set<Sign> signs() {
    return role.signs();
  }
}
