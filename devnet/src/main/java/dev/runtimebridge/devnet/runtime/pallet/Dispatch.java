package dev.runtimebridge.devnet.runtime.pallet;

import static dev.runtimebridge.devnet.runtime.pallet.DispatchFailure.require;

import dev.runtimebridge.devnet.runtime.call.Call;
import dev.runtimebridge.devnet.runtime.call.Call.Batch.Mode;
import dev.runtimebridge.devnet.runtime.call.ProxyType;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Executes calls in somebody's name; what a proxy may not do, it may not do in a batch either. */
public final class Dispatch {
  /** Bytes of proof that every extrinsic is said to need. */
  public static final int PROOF_SIZE = 1_500;

  private static final int MOST_CALLS = 10_922;

  private final Execution block;

  /** Who calls, and what the rights by which he acts for another allow. */
  private record Origin(Bytes account, List<ProxyType> filters) {
    boolean allows(Call call) {
      return filters.stream().allMatch(filter -> filter.allows(call));
    }

    Origin actingFor(Bytes real, ProxyType filter) {
      List<ProxyType> more = new ArrayList<>(filters);
      more.add(filter);
      return new Origin(real, more);
    }
  }

  /** For calls in this block. */
  public Dispatch(Execution block) {
    this.block = block;
  }

  /**
   * Executes a transaction that was checked: takes the fee, makes the call, and tells how that
   * went.
   *
   * @param weight time that the call takes, picoseconds
   */
  public void transaction(Bytes account, Call call, BigInteger fee, BigInteger tip, long weight) {
    Balances.payFee(block, account, fee);
    Optional<DispatchFailure> failure = attempt(new Origin(account, List.of()), call);
    block.deposit(
        "TransactionPayment.TransactionFeePaid",
        out -> out.bytes(account.toByteArray()).u128(fee).u128(tip));
    if (failure.isEmpty()) {
      block.deposit("System.ExtrinsicSuccess", out -> info(out, weight, 0));
    } else {
      block.deposit(
          "System.ExtrinsicFailed",
          out -> {
            failure.get().write(out, block.shape());
            info(out, weight, 0);
          });
    }
  }

  /**
   * Tells of the inherent that sets the time.
   *
   * @param weight time that it takes, picoseconds
   */
  public void inherent(long weight) {
    block.deposit("System.ExtrinsicSuccess", out -> info(out, weight, 2));
  }

  /** Does what the pallets do once a block's extrinsics are done. */
  public void endOfBlock() {
    Heartbeats.endOfBlock(block);
  }

  private static void info(ScaleWriter out, long weight, int dispatchClass) {
    out.compact(weight).compact(PROOF_SIZE).u8(dispatchClass).u8(0);
  }

  private Optional<DispatchFailure> attempt(Origin origin, Call call) {
    try {
      block.transactional(() -> call(origin, call));
      return Optional.empty();
    } catch (DispatchFailure refused) {
      return Optional.of(refused);
    }
  }

  private void call(Origin origin, Call call) throws DispatchFailure {
    require(origin.allows(call), "System.CallFiltered");
    Bytes who = origin.account();
    switch (call) {
      case Call.Remark _ -> {}
      case Call.SetTime _ -> throw new DispatchFailure("BadOrigin");
      case Call.Transfer transfer -> Balances.transfer(block, who, transfer);
      case Call.Batch(Mode mode, List<Call> calls) -> batch(origin, mode, calls);
      case Call.Proxied proxied -> proxy(origin, proxied);
      case Call.AddProxy added -> Proxies.add(block, who, added);
      case Call.RemoveProxy removed -> Proxies.remove(block, who, removed);
      case Call.SyncMessage(var message) -> MessageQueue.accept(block, message);
      case Call.RegisterGatekeeper(Bytes key) -> Registry.addGatekeeper(block, who, key);
      case Call.RegisterWorker register -> Registry.register(block, register);
      case Call.UpdateEndpoints update -> Registry.updateEndpoints(block, update);
      case Call.CreatePool() -> StakePools.create(block, who);
      case Call.AddWorker add -> StakePools.addWorker(block, who, add);
      case Call.RemoveWorker remove -> StakePools.removeWorker(block, who, remove);
      case Call.StartComputing start -> StakePools.start(block, who, start);
      case Call.StopComputing stop -> StakePools.stop(block, who, stop);
      case Call.RestartComputing restart -> StakePools.restart(block, who, restart);
      case Call.ReclaimWorker reclaim -> StakePools.reclaim(block, reclaim);
    }
  }

  private void batch(Origin origin, Mode mode, List<Call> calls) throws DispatchFailure {
    require(calls.size() <= MOST_CALLS, "Utility.TooManyCalls");
    boolean failed = false;
    for (int index = 0; index < calls.size(); index++) {
      Optional<DispatchFailure> failure = attempt(origin, calls.get(index));
      if (failure.isEmpty()) {
        block.deposit("Utility.ItemCompleted", out -> {});
        continue;
      }
      DispatchFailure why = failure.get();
      failed = true;
      switch (mode) {
        case ALL -> throw why;
        case FORCE -> block.deposit("Utility.ItemFailed", out -> why.write(out, block.shape()));
        case STOP -> {
          long at = index;
          block.deposit("Utility.BatchInterrupted", out -> why.write(out.u32(at), block.shape()));
          return;
        }
      }
    }
    block.deposit("Utility." + (failed ? "BatchCompletedWithErrors" : "BatchCompleted"), out -> {});
  }

  private void proxy(Origin origin, Call.Proxied proxied) throws DispatchFailure {
    Proxies.Definition right =
        Proxies.find(block, origin.account(), proxied.real(), proxied.forced());
    Optional<DispatchFailure> failure =
        attempt(origin.actingFor(proxied.real(), right.type()), proxied.call());
    // The outer call has done its work even if the inner one is refused.
    block.deposit(
        "Proxy.ProxyExecuted",
        out -> {
          out.bool(failure.isPresent());
          failure.ifPresent(why -> why.write(out, block.shape()));
        });
  }
}
