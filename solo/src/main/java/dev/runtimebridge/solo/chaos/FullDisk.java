package dev.runtimebridge.solo.chaos;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;

/** Nothing more can be written where the broker and the syncers keep what is theirs. */
record FullDisk(SmallDisk disk, ServiceProcess broker) implements Fault {
  @Override
  public String name() {
    return "full disk";
  }

  @Override
  public String detail() {
    return "of broker and syncers";
  }

  @Override
  public void begin() throws IOException {
    disk.fill();
  }

  /** A broker gives up on a full disk; who runs one has it started again. */
  @Override
  public void end() throws IOException {
    disk.free();
    broker.start();
  }

  @Override
  public boolean isSurvivable() {
    return false;
  }

  @Override
  public Set<Sign> signs() {
    return EnumSet.allOf(Sign.class);
  }
}
