package dev.runtimebridge.lifecycle.domain;

import dev.runtimebridge.schemas.v1.ChainCall;

/** Calls as people and as the chain's runtime name them. */
public final class CallWords {
  private CallWords() {}

  /** Pallet and call, such as {@code PhalaStakePoolv2.start_computing}. */
  public static String name(ChainCall call) {
    return switch (call.getCallCase()) {
      case SYNC_OFFCHAIN_MESSAGE -> "PhalaMq.sync_offchain_message";
      case REGISTER_WORKER ->
          call.getRegisterWorker().getLegacy()
              ? "PhalaRegistry.register_worker"
              : "PhalaRegistry.register_worker_v2";
      case UPDATE_WORKER_ENDPOINT -> "PhalaRegistry.update_worker_endpoint";
      case ADD_WORKER -> "PhalaStakePoolv2.add_worker";
      case REMOVE_WORKER -> "PhalaStakePoolv2.remove_worker";
      case START_COMPUTING -> "PhalaStakePoolv2.start_computing";
      case STOP_COMPUTING -> "PhalaStakePoolv2.stop_computing";
      case RESTART_COMPUTING -> "PhalaStakePoolv2.restart_computing";
      case RECLAIM_POOL_WORKER -> "PhalaStakePoolv2.reclaim_pool_worker";
      case CREATE_STAKE_POOL -> "PhalaStakePoolv2.create";
      case CALL_NOT_SET -> "";
    };
  }

  /** What the call does to {@code worker}, whose name it is. */
  public static String description(ChainCall call, String worker) {
    return switch (call.getCallCase()) {
      case SYNC_OFFCHAIN_MESSAGE ->
          "message %s of %s"
              .formatted(
                  Long.toUnsignedString(call.getSyncOffchainMessage().getSequence()), worker);
      case REGISTER_WORKER -> "register " + worker;
      case UPDATE_WORKER_ENDPOINT -> "tell the endpoint of " + worker;
      case ADD_WORKER -> "add %s to pool %s".formatted(worker, pid(call.getAddWorker().getPid()));
      case REMOVE_WORKER ->
          "remove %s from pool %s".formatted(worker, pid(call.getRemoveWorker().getPid()));
      case START_COMPUTING ->
          "start %s with %s PHA".formatted(worker, pha(call.getStartComputing().getStake()));
      case STOP_COMPUTING -> "stop " + worker;
      case RESTART_COMPUTING ->
          "restart %s with %s PHA".formatted(worker, pha(call.getRestartComputing().getStake()));
      case RECLAIM_POOL_WORKER -> "take back the stake of " + worker;
      case CREATE_STAKE_POOL -> "create a stake pool";
      case CALL_NOT_SET -> "";
    };
  }

  private static String pid(long pid) {
    return Long.toUnsignedString(pid);
  }

  /** What stands in the log is not worth an exception here. */
  private static String pha(String digits) {
    return PhaAmount.inPha(digits);
  }
}
