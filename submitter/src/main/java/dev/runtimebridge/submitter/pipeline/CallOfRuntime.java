package dev.runtimebridge.submitter.pipeline;

import dev.runtimebridge.submitter.domain.ChainCall;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.codec.UnfitValue;
import dev.runtimebridge.substrate.codec.Value;
import java.math.BigInteger;
import java.util.HashMap;
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
    return switch (call) {
      case ChainCall.SyncOffchainMessage(Bytes message) ->
          new CallOfRuntime(
              MESSAGES, "sync_offchain_message", Map.of("signed_message", Value.encoded(message)));
      case ChainCall.RegisterWorker(Bytes info, Bytes attestation, boolean legacy) ->
          new CallOfRuntime(
              REGISTRY,
              legacy ? "register_worker" : "register_worker_v2",
              Map.of(
                  "pruntime_info", Value.encoded(info), "attestation", Value.encoded(attestation)));
      case ChainCall.UpdateWorkerEndpoint(Bytes payload, Bytes signature) ->
          new CallOfRuntime(
              REGISTRY,
              "update_worker_endpoint",
              Map.of("endpoint_payload", Value.encoded(payload), "signature", Value.of(signature)));
      case ChainCall.AddWorker(long pid, Bytes key) ->
          pools("add_worker", pid, Map.of("pubkey", key(key)));
      case ChainCall.RemoveWorker(long pid, Bytes key) ->
          pools("remove_worker", pid, Map.of("worker", key(key)));
      case ChainCall.StartComputing(long pid, Bytes key, BigInteger stake) ->
          staked("start_computing", pid, key, stake);
      case ChainCall.StopComputing(long pid, Bytes key) ->
          pools("stop_computing", pid, Map.of("worker", key(key)));
      case ChainCall.RestartComputing(long pid, Bytes key, BigInteger stake) ->
          staked("restart_computing", pid, key, stake);
      case ChainCall.ReclaimPoolWorker(long pid, Bytes key) ->
          pools("reclaim_pool_worker", pid, Map.of("worker", key(key)));
      case ChainCall.CreateStakePool _ -> new CallOfRuntime(POOLS, "create", Map.of());
      case ChainCall.NotUnderstood(String reason) -> throw new UnfitValue(reason);
    };
  }

  private static CallOfRuntime pools(String name, long pid, Map<String, Value> others) {
    var arguments = new HashMap<>(others);
    arguments.put("pid", Value.of(new BigInteger(Long.toUnsignedString(pid))));
    return new CallOfRuntime(POOLS, name, Map.copyOf(arguments));
  }

  private static CallOfRuntime staked(String name, long pid, Bytes worker, BigInteger stake) {
    return pools(name, pid, Map.of("worker", key(worker), "stake", Value.of(stake)));
  }

  private static Value key(Bytes publicKey) {
    if (publicKey.length() != KEY_SIZE) {
      throw new UnfitValue(
          "a worker's public key of " + publicKey.length() + " bytes where 32 were expected");
    }
    return Value.of(publicKey);
  }
}
