package dev.runtimebridge.solo.chaos;

import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** Finds out whom a planned fault hits; those who can be hit take turns. */
final class FaultMaker {
  private static final Set<Sign> ALL = EnumSet.allOf(Sign.class);
  private static final int PAUSABLE = ServiceRole.values().length + 1;

  private final ChaosStage stage;

  FaultMaker(ChaosStage stage) {
    this.stage = stage;
  }

  /** The fault, not begun yet. */
  Fault make(PlannedFault plan) throws InterruptedException {
    var random = new Random(plan.choice());
    Services services = stage.services();
    return switch (plan.kind()) {
      case KILL -> {
        ServiceRole role = role(plan.nth());
        yield new KilledService(role, services.working(role, random));
      }
      case PAUSE -> pause(plan, random);
      case BROKER -> new RestartedBroker(services.broker(), plan.nth() % 2 == 1);
      case DISK -> new FullDisk(stage.disk().orElseThrow(), services.broker());
      case NODE -> {
        int node = random.nextInt(stage.devnet().paraEndpoints().size());
        boolean para = plan.nth() % 2 == 1;
        yield IllNode.of(
            para ? stage.devnet().paraNode(node) : stage.devnet().relayNode(node), random);
      }
      case WORKER -> IllWorker.of(stage.farm(), random, plan.lasts());
      case CLOCK -> {
        var clocks = new TreeMap<>(services.clocks()).entrySet().stream().toList();
        var clock = clocks.get(plan.nth() % clocks.size());
        yield JumpedClock.of(clock.getKey(), clock.getValue(), random);
      }
      case RESET -> {
        var relays = new TreeMap<>(stage.relays()).entrySet().stream().toList();
        var relay = relays.get(plan.nth() % relays.size());
        yield new BrokenConnections(relay.getKey(), relay.getValue(), random.nextBoolean());
      }
    };
  }

  private Fault pause(PlannedFault plan, Random random) throws InterruptedException {
    int turn = plan.nth() % PAUSABLE;
    if (turn == 0) {
      return new PausedProcess("broker", stage.services().broker(), false, ALL);
    }
    ServiceRole role = role(turn - 1);
    return new PausedProcess(
        role.toString(), stage.services().working(role, random), role.isDoubled(), role.signs());
  }

  private static ServiceRole role(int turn) {
    List<ServiceRole> roles = List.of(ServiceRole.values());
    return roles.get(turn % roles.size());
  }
}
