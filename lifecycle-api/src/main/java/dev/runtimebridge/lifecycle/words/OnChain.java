package dev.runtimebridge.lifecycle.words;

import dev.runtimebridge.schemas.v1.ComputeTarget;
import dev.runtimebridge.schemas.v1.SessionState;
import dev.runtimebridge.schemas.v1.WorkerConfig;
import dev.runtimebridge.schemas.v1.WorkerFacts;
import dev.runtimebridge.schemas.v1.WorkerState;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a wish leads to on the chain: how its stake pools and sessions go from one state to the
 * next.
 */
final class OnChain {
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,39}");

  private OnChain() {}

  /** Whether the chain has it computing, responsive or not. */
  static boolean computes(WorkerState worker) {
    SessionState state = worker.getFacts().getSession().getState();
    return isAssigned(worker)
        && (state == SessionState.SESSION_WORKER_IDLE
            || state == SessionState.SESSION_WORKER_UNRESPONSIVE);
  }

  static boolean coolsDown(WorkerState worker) {
    return worker.getFacts().getSession().getState() == SessionState.SESSION_WORKER_COOLING_DOWN;
  }

  static boolean isAssigned(WorkerState worker) {
    return worker.getFacts().hasAssignedPid();
  }

  static String whatComesAtTheTip(WorkerConfig config) {
    if (config.getSyncOnly()) {
      return "It would follow the chain and send nothing to it.";
    }
    return config.getGatekeeper()
        ? "At the tip it would be registered, and then stay for a gatekeeper."
        : "At the tip it would be registered and measured, added to pool %s and started with %s, if the pool has an operator and as much free."
            .formatted(Long.toUnsignedString(config.getPid()), Words.pha(config.getStake()));
  }

  static List<String> movedTo(WorkerState now, long pid) {
    var would = new ArrayList<String>();
    would.add(
        "It would belong to pool %s instead of %s."
            .formatted(
                Long.toUnsignedString(pid), Long.toUnsignedString(now.getConfig().getPid())));
    if (isAssigned(now) && now.getFacts().getAssignedPid() != pid) {
      would.add(
          "The chain has it in pool %s: it would wait until it is taken out there. Let it leave that pool first."
              .formatted(Long.toUnsignedString(now.getFacts().getAssignedPid())));
    }
    return would;
  }

  /** What another stake would do. */
  static String staked(WorkerState now, String stake) {
    if (!computes(now)) {
      return "It would start with %s.".formatted(Words.pha(stake));
    }
    String present = now.getFacts().getStaked();
    int more = amount(stake).compareTo(amount(present));
    if (more == 0) {
      return "It has %s staked already: nothing would change.".formatted(Words.pha(stake));
    }
    return more > 0
        ? "The chain would be asked to raise its stake from %s to %s; it goes on computing."
            .formatted(Words.pha(present), Words.pha(stake))
        : "It computes with %s, and the stake of a computing worker can only rise: %s would count from its next start. Stop computing first and wait for the cool-down of %s."
            .formatted(Words.pha(present), Words.pha(stake), coolDown(now.getFacts()));
  }

  /** What comes after a worker was given this target. */
  static List<String> aimedAt(WorkerState now, ComputeTarget target) {
    if (now.getTarget() == target) {
      return List.of("It is %s already: nothing would change.".formatted(Words.target(target)));
    }
    var would = new ArrayList<String>();
    if (target == ComputeTarget.COMPUTE) {
      if (computes(now)) {
        would.add("It would go on computing.");
      } else if (coolsDown(now)) {
        would.add("It would start again once its cool-down is over.");
      } else {
        would.add(whatComesAtTheTip(now.getConfig()));
      }
      return would;
    }
    if (computes(now)) {
      would.add("The chain would be asked to stop it at once.");
      would.add(
          "It would cool down for %s; then %s would be taken back."
              .formatted(coolDown(now.getFacts()), Words.pha(now.getFacts().getStaked())));
    } else if (coolsDown(now)) {
      would.add("It would go on cooling down; then its stake would be taken back.");
    } else {
      would.add("It does not compute on the chain, so there is nothing to stop.");
    }
    if (isAssigned(now)) {
      would.add(
          target == ComputeTarget.OUT_OF_POOL
              ? "Then it would be taken out of pool %s."
                  .formatted(Long.toUnsignedString(now.getFacts().getAssignedPid()))
              : "It would stay in pool %s."
                  .formatted(Long.toUnsignedString(now.getFacts().getAssignedPid())));
    }
    return would;
  }

  /** How long the chain keeps a stake after the stop, in words. */
  static String coolDown(WorkerFacts facts) {
    return facts.getCoolDownSeconds() == 0
        ? "as long as the chain says"
        : Words.duration(Duration.ofSeconds(facts.getCoolDownSeconds()));
  }

  static BigInteger amount(String digits) {
    return DIGITS.matcher(digits).matches() ? new BigInteger(digits) : BigInteger.ZERO;
  }
}
