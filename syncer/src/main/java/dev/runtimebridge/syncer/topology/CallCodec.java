package dev.runtimebridge.syncer.topology;

import static dev.runtimebridge.syncer.topology.Amounts.read;
import static dev.runtimebridge.syncer.topology.Amounts.write;

import com.google.protobuf.Timestamp;
import dev.runtimebridge.schemas.v1.AddWorker;
import dev.runtimebridge.schemas.v1.CallFailureKind;
import dev.runtimebridge.schemas.v1.ReclaimPoolWorker;
import dev.runtimebridge.schemas.v1.RegisterWorker;
import dev.runtimebridge.schemas.v1.RemoveWorker;
import dev.runtimebridge.schemas.v1.RestartComputing;
import dev.runtimebridge.schemas.v1.StartComputing;
import dev.runtimebridge.schemas.v1.StopComputing;
import dev.runtimebridge.schemas.v1.SyncOffchainMessage;
import dev.runtimebridge.schemas.v1.TransactionRequestRecord;
import dev.runtimebridge.schemas.v1.UpdateWorkerEndpoint;
import dev.runtimebridge.syncer.domain.AggregateId;
import dev.runtimebridge.syncer.domain.CallFailure;
import dev.runtimebridge.syncer.domain.CallKind;
import dev.runtimebridge.syncer.domain.CallResult;
import dev.runtimebridge.syncer.domain.ChainCall;
import dev.runtimebridge.syncer.domain.TransactionRequest;
import java.util.Optional;

/** Calls, requests and what became of them, between domain and Protobuf. */
final class CallCodec {
  private CallCodec() {}

  /** The record of a request that the event {@code cause} of {@code aggregate} asks for. */
  static TransactionRequestRecord request(
      AggregateId aggregate, String cause, Timestamp time, TransactionRequest from) {
    var to =
        TransactionRequestRecord.newBuilder()
            .setId(from.id())
            .setTime(time)
            .setCause(cause)
            .setAggregateId(aggregate.value())
            .setPid(from.pid())
            .setOperator(write(from.operator()))
            .setCall(call(from.call()));
    from.proxied().map(Amounts::write).ifPresent(to::setProxied);
    return to.build();
  }

  private static dev.runtimebridge.schemas.v1.ChainCall call(ChainCall from) {
    var to = dev.runtimebridge.schemas.v1.ChainCall.newBuilder();
    return switch (from) {
      case ChainCall.SyncOffchainMessage message ->
          to.setSyncOffchainMessage(message(message)).build();
      case ChainCall.RegisterWorker call -> to.setRegisterWorker(register(call)).build();
      case ChainCall.UpdateWorkerEndpoint call ->
          to.setUpdateWorkerEndpoint(endpoint(call)).build();
      case ChainCall.AddWorker(var pid, var key) ->
          to.setAddWorker(AddWorker.newBuilder().setPid(pid).setPublicKey(write(key))).build();
      case ChainCall.RemoveWorker(var pid, var key) ->
          to.setRemoveWorker(RemoveWorker.newBuilder().setPid(pid).setPublicKey(write(key)))
              .build();
      case ChainCall.StartComputing(var pid, var key, var stake) ->
          to.setStartComputing(
                  StartComputing.newBuilder()
                      .setPid(pid)
                      .setPublicKey(write(key))
                      .setStake(stake.toString()))
              .build();
      case ChainCall.StopComputing(var pid, var key) ->
          to.setStopComputing(StopComputing.newBuilder().setPid(pid).setPublicKey(write(key)))
              .build();
      case ChainCall.RestartComputing(var pid, var key, var stake) ->
          to.setRestartComputing(
                  RestartComputing.newBuilder()
                      .setPid(pid)
                      .setPublicKey(write(key))
                      .setStake(stake.toString()))
              .build();
      case ChainCall.ReclaimPoolWorker(var pid, var key) ->
          to.setReclaimPoolWorker(
                  ReclaimPoolWorker.newBuilder().setPid(pid).setPublicKey(write(key)))
              .build();
    };
  }

  static SyncOffchainMessage message(ChainCall.SyncOffchainMessage from) {
    return SyncOffchainMessage.newBuilder()
        .setSignedMessage(write(from.signedMessage()))
        .setSender(write(from.sender()))
        .setSequence(from.sequence())
        .build();
  }

  static ChainCall.SyncOffchainMessage message(SyncOffchainMessage from) {
    return new ChainCall.SyncOffchainMessage(
        read(from.getSignedMessage()), read(from.getSender()), from.getSequence());
  }

  static RegisterWorker register(ChainCall.RegisterWorker from) {
    return RegisterWorker.newBuilder()
        .setRuntimeInfo(write(from.runtimeInfo()))
        .setAttestation(write(from.attestation()))
        .setLegacy(from.legacy())
        .build();
  }

  static ChainCall.RegisterWorker register(RegisterWorker from) {
    return new ChainCall.RegisterWorker(
        read(from.getRuntimeInfo()), read(from.getAttestation()), from.getLegacy());
  }

  static UpdateWorkerEndpoint endpoint(ChainCall.UpdateWorkerEndpoint from) {
    return UpdateWorkerEndpoint.newBuilder()
        .setPayload(write(from.payload()))
        .setSignature(write(from.signature()))
        .build();
  }

  static ChainCall.UpdateWorkerEndpoint endpoint(UpdateWorkerEndpoint from) {
    return new ChainCall.UpdateWorkerEndpoint(read(from.getPayload()), read(from.getSignature()));
  }

  static dev.runtimebridge.schemas.v1.CallKind kind(CallKind from) {
    return dev.runtimebridge.schemas.v1.CallKind.valueOf("CALL_" + from.name());
  }

  static CallKind kind(dev.runtimebridge.schemas.v1.CallKind from) {
    return switch (from) {
      case CALL_REGISTER -> CallKind.REGISTER;
      case CALL_ADD_TO_POOL -> CallKind.ADD_TO_POOL;
      case CALL_START -> CallKind.START;
      case CALL_RESTART -> CallKind.RESTART;
      case CALL_STOP -> CallKind.STOP;
      case CALL_RECLAIM -> CallKind.RECLAIM;
      case CALL_REMOVE_FROM_POOL -> CallKind.REMOVE_FROM_POOL;
      case CALL_UPDATE_ENDPOINT -> CallKind.UPDATE_ENDPOINT;
      case CALL_KIND_UNSPECIFIED, UNRECOGNIZED ->
          throw new UnreadableRecord("no kind of call: " + from);
    };
  }

  static dev.runtimebridge.schemas.v1.CallResult result(AggregateId aggregate, CallResult from) {
    var to =
        dev.runtimebridge.schemas.v1.CallResult.newBuilder()
            .setRequestId(from.requestId())
            .setAggregateId(aggregate.value());
    from.failure().map(CallCodec::failure).ifPresent(to::setFailure);
    return to.build();
  }

  static CallResult result(dev.runtimebridge.schemas.v1.CallResult from) {
    return new CallResult(
        from.getRequestId(),
        from.hasFailure() ? Optional.of(failure(from.getFailure())) : Optional.empty());
  }

  static dev.runtimebridge.schemas.v1.CallFailure failure(CallFailure from) {
    return dev.runtimebridge.schemas.v1.CallFailure.newBuilder()
        .setKind(CallFailureKind.valueOf(from.kind().name()))
        .setPallet(from.pallet())
        .setName(from.name())
        .setMessage(from.message())
        .build();
  }

  static CallFailure failure(dev.runtimebridge.schemas.v1.CallFailure from) {
    return new CallFailure(
        failureKind(from.getKind()), from.getPallet(), from.getName(), from.getMessage());
  }

  private static CallFailure.Kind failureKind(CallFailureKind from) {
    return switch (from) {
      case MODULE -> CallFailure.Kind.MODULE;
      case DISPATCH -> CallFailure.Kind.DISPATCH;
      case NOT_ENCODABLE -> CallFailure.Kind.NOT_ENCODABLE;
      case NO_KEY -> CallFailure.Kind.NO_KEY;
      case NOT_ACCEPTED -> CallFailure.Kind.NOT_ACCEPTED;
      case GAVE_UP -> CallFailure.Kind.GAVE_UP;
      case OPERATOR_REPLACED -> CallFailure.Kind.OPERATOR_REPLACED;
      case CALL_FAILURE_KIND_UNSPECIFIED, UNRECOGNIZED ->
          throw new UnreadableRecord("no kind of a call's failure: " + from);
    };
  }
}
