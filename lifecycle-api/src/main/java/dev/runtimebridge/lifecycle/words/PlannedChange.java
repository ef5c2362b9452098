package dev.runtimebridge.lifecycle.words;

import dev.runtimebridge.lifecycle.domain.PhaAmount;
import dev.runtimebridge.lifecycle.domain.Worker;
import dev.runtimebridge.schemas.v1.StakeChange;
import dev.runtimebridge.schemas.v1.WorkerRef;
import dev.runtimebridge.schemas.v1.WorkerState;
import java.math.BigInteger;

/**
 * What another stake of one worker would take.
 *
 * @param worker as it is
 * @param planned the stake that it is to have
 * @param more what its pool would need beyond what is staked on it, smallest units
 * @param possible whether the chain would take it without the worker being stopped before
 * @param text what would happen, or why it cannot be
 */
public record PlannedChange(
    Worker worker, PhaAmount planned, BigInteger more, boolean possible, String text) {

  /** The change of a worker's stake to {@code planned}. */
  public static PlannedChange of(Worker worker, PhaAmount planned) {
    WorkerState state = worker.state();
    BigInteger bound = OnChain.amount(state.getFacts().getStaked());
    BigInteger more = planned.smallestUnits().subtract(bound);
    boolean possible = !OnChain.computes(state) || more.signum() >= 0;
    String text =
        state.getConfig().getSyncOnly()
            ? "It is sync-only: nothing is staked on it."
            : OnChain.staked(state, planned.digits());
    return new PlannedChange(
        worker, planned, state.getConfig().getSyncOnly() ? BigInteger.ZERO : more, possible, text);
  }

  /** As callers see it. */
  public StakeChange view(WorkerRef asked) {
    String staked = worker.state().getFacts().getStaked();
    return StakeChange.newBuilder()
        .setWorker(asked)
        .setPid(worker.pool().pid())
        .setConfiguredPha(pha(worker.config().getStake()))
        .setStakedPha(worker.state().getFacts().hasSession() ? pha(staked) : "")
        .setPlannedPha(planned.toPha())
        .setText(text)
        .setPossible(possible)
        .build();
  }

  private static String pha(String digits) {
    return digits.isEmpty() ? "" : PhaAmount.inPha(digits);
  }
}
