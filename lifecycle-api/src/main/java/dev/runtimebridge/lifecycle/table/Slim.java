package dev.runtimebridge.lifecycle.table;

import dev.runtimebridge.schemas.v1.ChainCall;
import dev.runtimebridge.schemas.v1.TransactionRequestRecord;
import dev.runtimebridge.schemas.v1.TransactionSigned;

/** Records of the log without the bytes that only the chain reads, which may be many. */
final class Slim {
  private Slim() {}

  static TransactionRequestRecord of(TransactionRequestRecord request) {
    return request.toBuilder().setCall(of(request.getCall())).build();
  }

  static TransactionSigned of(TransactionSigned signed) {
    return signed.toBuilder().clearExtrinsic().build();
  }

  private static ChainCall of(ChainCall call) {
    ChainCall.Builder slim = call.toBuilder();
    switch (call.getCallCase()) {
      case SYNC_OFFCHAIN_MESSAGE -> slim.getSyncOffchainMessageBuilder().clearSignedMessage();
      case REGISTER_WORKER -> slim.getRegisterWorkerBuilder().clearRuntimeInfo().clearAttestation();
      case UPDATE_WORKER_ENDPOINT ->
          slim.getUpdateWorkerEndpointBuilder().clearPayload().clearSignature();
      case ADD_WORKER,
          REMOVE_WORKER,
          START_COMPUTING,
          STOP_COMPUTING,
          RESTART_COMPUTING,
          RECLAIM_POOL_WORKER,
          CREATE_STAKE_POOL,
          CALL_NOT_SET -> {}
    }
    return slim.build();
  }
}
