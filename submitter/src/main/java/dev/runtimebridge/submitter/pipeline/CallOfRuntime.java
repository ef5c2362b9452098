package dev.runtimebridge.submitter.pipeline;

import com.google.protobuf.ByteString;
import dev.runtimebridge.schemas.v1.ChainCall;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.codec.UnfitValue;
import dev.runtimebridge.substrate.codec.Value;
import java.math.BigInteger;
import java.util.Map;

/**
 * A call by the names that Phala's runtimes give it, as {@code khala_metadata.scale} (Khala 1251)
 * has them. What chain or worker encoded is passed on byte for byte: signatures cover it.
 */
record CallOfRuntime(String pallet, String name, Map<String, Value> arguments) {
  private static final String MESSAGES = "PhalaMq";
  private static final String REGISTRY = "PhalaRegistry";
  private static final String POOLS = "PhalaStakePoolv2";
  private static final int KEY_SIZE = 32;

  /**
   * The call that is meant.
   *
   * @throws UnfitValue if nothing is meant, or an argument cannot be what it says
   */
  static CallOfRuntime of(ChainCall call) {
    return switch (call.getCallCase()) {
      case SYNC_OFFCHAIN_MESSAGE ->
          messages("signed_message", call.getSyncOffchainMessage().getSignedMessage());
      case REGISTER_WORKER ->
          new CallOfRuntime(
              REGISTRY,
              call.getRegisterWorker().getLegacy() ? "register_worker" : "register_worker_v2",
              Map.of(
                  "pruntime_info", encoded(call.getRegisterWorker().getRuntimeInfo()),
                  "attestation", encoded(call.getRegisterWorker().getAttestation())));
      case UPDATE_WORKER_ENDPOINT ->
          new CallOfRuntime(
              REGISTRY,
              "update_worker_endpoint",
              Map.of(
                  "endpoint_payload", encoded(call.getUpdateWorkerEndpoint().getPayload()),
                  "signature", blob(call.getUpdateWorkerEndpoint().getSignature())));
      case ADD_WORKER ->
          pools(
              "add_worker",
              call.getAddWorker().getPid(),
              Map.of("pubkey", key(call.getAddWorker().getPublicKey())));
      case REMOVE_WORKER ->
          pools(
              "remove_worker",
              call.getRemoveWorker().getPid(),
              worker(call.getRemoveWorker().getPublicKey()));
      case START_COMPUTING ->
          staked(
              "start_computing",
              call.getStartComputing().getPid(),
              call.getStartComputing().getPublicKey(),
              call.getStartComputing().getStake());
      case STOP_COMPUTING ->
          pools(
              "stop_computing",
              call.getStopComputing().getPid(),
              worker(call.getStopComputing().getPublicKey()));
      case RESTART_COMPUTING ->
          staked(
              "restart_computing",
              call.getRestartComputing().getPid(),
              call.getRestartComputing().getPublicKey(),
              call.getRestartComputing().getStake());
      case RECLAIM_POOL_WORKER ->
          pools(
              "reclaim_pool_worker",
              call.getReclaimPoolWorker().getPid(),
              worker(call.getReclaimPoolWorker().getPublicKey()));
      case CREATE_STAKE_POOL -> new CallOfRuntime(POOLS, "create", Map.of());
      case CALL_NOT_SET -> throw new UnfitValue("a request without a call that is known here");
    };
  }

  private static CallOfRuntime messages(String argument, ByteString encoded) {
    return new CallOfRuntime(MESSAGES, "sync_offchain_message", Map.of(argument, encoded(encoded)));
  }

  private static CallOfRuntime pools(String name, long pid, Map<String, Value> others) {
    var arguments = new java.util.HashMap<>(others);
    arguments.put("pid", Value.of(new BigInteger(Long.toUnsignedString(pid))));
    return new CallOfRuntime(POOLS, name, Map.copyOf(arguments));
  }

  private static CallOfRuntime staked(String name, long pid, ByteString worker, String stake) {
    return pools(name, pid, Map.of("worker", key(worker), "stake", amount(stake)));
  }

  private static Map<String, Value> worker(ByteString publicKey) {
    return Map.of("worker", key(publicKey));
  }

  private static Value key(ByteString publicKey) {
    if (publicKey.size() != KEY_SIZE) {
      throw new UnfitValue(
          "a worker's public key of " + publicKey.size() + " bytes where 32 were expected");
    }
    return blob(publicKey);
  }

  private static Value amount(String digits) {
    try {
      return Value.of(new BigInteger(digits));
    } catch (NumberFormatException e) {
      UnfitValue unfit = new UnfitValue("a stake of \"" + digits + "\" where digits were expected");
      unfit.initCause(e);
      throw unfit;
    }
  }

  private static Value blob(ByteString bytes) {
    return Value.of(bytes.toByteArray());
  }

  private static Value encoded(ByteString bytes) {
    return Value.encoded(Bytes.of(bytes.toByteArray()));
  }
}
