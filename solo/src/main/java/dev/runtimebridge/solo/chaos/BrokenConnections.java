package dev.runtimebridge.solo.chaos;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Connections to one side are cut, or nothing comes through them for a while. */
record BrokenConnections(String to, List<TcpRelay> relays, boolean cut) implements Fault {
  /** Copies the list. */
  BrokenConnections {
    relays = List.copyOf(relays);
  }

  @Override
  public String name() {
    return cut ? "cut connections" : "hold connections";
  }

  @Override
  public String detail() {
    return "to " + to;
  }

  @Override
  public void begin() {
    relays.forEach(cut ? TcpRelay::reset : TcpRelay::hold);
  }

  @Override
  public void end() {
    relays.forEach(TcpRelay::letGo);
  }

  @Override
  public boolean isSurvivable() {
    return cut;
  }

  @Override
  public boolean isBrief() {
    return cut;
  }

  @Override
  public Set<Sign> signs() {
    return EnumSet.of(Sign.BLOCKS, Sign.TRANSACTIONS);
  }
}
