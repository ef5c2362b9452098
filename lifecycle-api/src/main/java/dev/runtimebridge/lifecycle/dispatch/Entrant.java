package dev.runtimebridge.lifecycle.dispatch;

import dev.runtimebridge.dispatch.domain.Stake;
import dev.runtimebridge.dispatch.domain.Weights;
import dev.runtimebridge.lifecycle.dispatch.Crowd.Member;
import dev.runtimebridge.lifecycle.domain.PhaAmount;
import dev.runtimebridge.schemas.v1.MachineChance;

/**
 * A machine that is asked about.
 *
 * @param workerId UUID; empty for a machine that is no worker here
 * @param name for people
 * @param pid of its pool
 * @param online whether it is part of the population anyway
 * @param member with score and stake
 */
record Entrant(String workerId, String name, long pid, boolean online, Member member) {
  long weight() {
    return member.weight();
  }

  /** The weight that it would have with another stake. */
  long weight(Stake stake) {
    return Weights.of(member.score(), stake);
  }

  MachineChance.Builder view(double chance) {
    return MachineChance.newBuilder()
        .setWorkerId(workerId)
        .setName(name)
        .setPid(pid)
        .setOnline(online)
        .setScore((int) member.score())
        .setStakePha(pha(member.stake()))
        .setWeight((int) weight())
        .setChance(chance);
  }

  static String pha(Stake stake) {
    return PhaAmount.inPha(stake.toSmallestUnits().toString());
  }
}
