package dev.runtimebridge.solo.chaos;

import java.util.Set;

/** SIGSTOP of a process, as a long pause of its host would be: its connections stay. */
record PausedProcess(String what, ServiceProcess process, boolean isSurvivable, Set<Sign> signs)
    implements Fault {
  @Override
  public String name() {
    return "pause " + what;
  }

  @Override
  public String detail() {
    return process.name();
  }

  @Override
  public void begin() throws InterruptedException {
    process.pause();
  }

  @Override
  public void end() throws InterruptedException {
    process.resume();
  }
}
