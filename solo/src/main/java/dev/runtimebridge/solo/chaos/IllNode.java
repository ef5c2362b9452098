package dev.runtimebridge.solo.chaos;

import dev.runtimebridge.devnet.node.DevNode;
import dev.runtimebridge.devnet.node.Faults;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** A node that fails in one of the ways that nodes do; another of its chain is sound. */
record IllNode(DevNode node, String illness) implements Fault {
  private static final Map<String, Faults> ILLNESSES =
      new TreeMap<>(
          Map.of(
              "refuses connections", Faults.NONE.withRefusedConnections(),
              "answers nothing", Faults.NONE.withStall(),
              "is slow", Faults.NONE.withSlow(Duration.ofSeconds(2)),
              "is behind", Faults.NONE.withLag(20),
              "has bad justifications", Faults.NONE.withBadJustification(),
              "has bad proofs", Faults.NONE.withBadProof(),
              "has wrong storage changes", Faults.NONE.withWrongStorageChanges(),
              "has wrong headers", Faults.NONE.withWrongParent(),
              "follows another chain", Faults.NONE.withWrongChain(),
              "loses transactions", Faults.NONE.withDroppedShare(100)));

  /** One of the illnesses. */
  static IllNode of(DevNode node, Random random) {
    var names = ILLNESSES.keySet().stream().toList();
    return new IllNode(node, names.get(random.nextInt(names.size())));
  }

  @Override
  public String name() {
    return "ill node";
  }

  @Override
  public String detail() {
    return node.name() + " " + illness;
  }

  @Override
  public void begin() {
    node.setFaults(ILLNESSES.getOrDefault(illness, Faults.NONE));
  }

  @Override
  public void end() {
    node.setFaults(Faults.NONE);
  }

  @Override
  public boolean isSurvivable() {
    return true;
  }

  @Override
  public Set<Sign> signs() {
    return EnumSet.of(Sign.BLOCKS, Sign.TRANSACTIONS);
  }
}
