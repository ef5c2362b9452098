package dev.runtimebridge.submitter.adapter.kafka;

import static dev.runtimebridge.submitter.adapter.kafka.LogValues.account;
import static dev.runtimebridge.submitter.adapter.kafka.LogValues.amount;
import static dev.runtimebridge.submitter.adapter.kafka.LogValues.bytes;

import dev.runtimebridge.schemas.v1.RegisterWorker;
import dev.runtimebridge.schemas.v1.RestartComputing;
import dev.runtimebridge.schemas.v1.StartComputing;
import dev.runtimebridge.schemas.v1.TransactionRequestRecord;
import dev.runtimebridge.schemas.v1.UpdateWorkerEndpoint;
import dev.runtimebridge.submitter.domain.ChainCall;
import dev.runtimebridge.submitter.domain.Group;
import dev.runtimebridge.submitter.domain.Wish;
import dev.runtimebridge.substrate.key.AccountId;
import java.util.Optional;

/** Requests and their calls, from Protobuf to domain. */
public final class RequestCodec {
  private RequestCodec() {}

  /**
   * The request that a record holds. A call that is not understood is a request nevertheless.
   *
   * @throws IllegalArgumentException if it names no id, or accounts that are none; the message says
   *     which
   */
  public static Wish decode(TransactionRequestRecord from) {
    Optional<AccountId> proxied =
        from.hasProxied() ? Optional.of(account(from.getProxied())) : Optional.empty();
    return new Wish(
        from.getId(),
        from.getAggregateId(),
        account(from.getOperator()),
        new Group(from.getPid(), proxied),
        understood(from.getCall()));
  }

  private static ChainCall understood(dev.runtimebridge.schemas.v1.ChainCall from) {
    try {
      return call(from);
    } catch (IllegalArgumentException e) {
      return new ChainCall.NotUnderstood(String.valueOf(e.getMessage()));
    }
  }

  private static ChainCall call(dev.runtimebridge.schemas.v1.ChainCall from) {
    return switch (from.getCallCase()) {
      case SYNC_OFFCHAIN_MESSAGE ->
          new ChainCall.SyncOffchainMessage(
              bytes(from.getSyncOffchainMessage().getSignedMessage()));
      case REGISTER_WORKER -> register(from.getRegisterWorker());
      case UPDATE_WORKER_ENDPOINT -> endpoint(from.getUpdateWorkerEndpoint());
      case ADD_WORKER ->
          new ChainCall.AddWorker(
              from.getAddWorker().getPid(), bytes(from.getAddWorker().getPublicKey()));
      case REMOVE_WORKER ->
          new ChainCall.RemoveWorker(
              from.getRemoveWorker().getPid(), bytes(from.getRemoveWorker().getPublicKey()));
      case START_COMPUTING -> start(from.getStartComputing());
      case STOP_COMPUTING ->
          new ChainCall.StopComputing(
              from.getStopComputing().getPid(), bytes(from.getStopComputing().getPublicKey()));
      case RESTART_COMPUTING -> restart(from.getRestartComputing());
      case RECLAIM_POOL_WORKER ->
          new ChainCall.ReclaimPoolWorker(
              from.getReclaimPoolWorker().getPid(),
              bytes(from.getReclaimPoolWorker().getPublicKey()));
      case CREATE_STAKE_POOL -> new ChainCall.CreateStakePool();
      case CALL_NOT_SET ->
          new ChainCall.NotUnderstood("a request without a call that is known here");
    };
  }

  private static ChainCall register(RegisterWorker from) {
    return new ChainCall.RegisterWorker(
        bytes(from.getRuntimeInfo()), bytes(from.getAttestation()), from.getLegacy());
  }

  private static ChainCall endpoint(UpdateWorkerEndpoint from) {
    return new ChainCall.UpdateWorkerEndpoint(bytes(from.getPayload()), bytes(from.getSignature()));
  }

  private static ChainCall start(StartComputing from) {
    return new ChainCall.StartComputing(
        from.getPid(), bytes(from.getPublicKey()), amount(from.getStake()));
  }

  private static ChainCall restart(RestartComputing from) {
    return new ChainCall.RestartComputing(
        from.getPid(), bytes(from.getPublicKey()), amount(from.getStake()));
  }
}
