package dev.runtimebridge.submitter.domain;

import dev.runtimebridge.substrate.Bytes;
import java.math.BigInteger;

/** A call by what it means; the runtime's metadata says how it is encoded. */
public sealed interface ChainCall {
  /** {@code PhalaMq.sync_offchain_message}; the message is SCALE, byte for byte as pRuntime's. */
  record SyncOffchainMessage(Bytes signedMessage) implements ChainCall {}

  /**
   * {@code PhalaRegistry.register_worker_v2} or, where {@code legacy}, {@code register_worker}.
   *
   * @param runtimeInfo SCALE, byte for byte as pRuntime's
   * @param attestation SCALE {@code Option<AttestationReport>}, or {@code Attestation} where legacy
   */
  record RegisterWorker(Bytes runtimeInfo, Bytes attestation, boolean legacy)
      implements ChainCall {}

  /** {@code PhalaRegistry.update_worker_endpoint}, as pRuntime signed it. */
  record UpdateWorkerEndpoint(Bytes payload, Bytes signature) implements ChainCall {}

  /** {@code PhalaStakePoolv2.add_worker}. */
  record AddWorker(long pid, Bytes publicKey) implements ChainCall {}

  /** {@code PhalaStakePoolv2.remove_worker}. */
  record RemoveWorker(long pid, Bytes publicKey) implements ChainCall {}

  /** {@code PhalaStakePoolv2.start_computing}; the stake in smallest units. */
  record StartComputing(long pid, Bytes publicKey, BigInteger stake) implements ChainCall {}

  /** {@code PhalaStakePoolv2.stop_computing}. */
  record StopComputing(long pid, Bytes publicKey) implements ChainCall {}

  /** {@code PhalaStakePoolv2.restart_computing}; the stake in smallest units. */
  record RestartComputing(long pid, Bytes publicKey, BigInteger stake) implements ChainCall {}

  /** {@code PhalaStakePoolv2.reclaim_pool_worker}. */
  record ReclaimPoolWorker(long pid, Bytes publicKey) implements ChainCall {}

  /** {@code PhalaStakePoolv2.create}. */
  record CreateStakePool() implements ChainCall {}

  /** Nothing that can be sent: it is refused with the reason, so that who asked gets an answer. */
  record NotUnderstood(String reason) implements ChainCall {}

  /** About how many bytes it takes in a transaction. */
  default int size() {
    return switch (this) {
      case SyncOffchainMessage(Bytes message) -> OVERHEAD + message.length();
      case RegisterWorker(Bytes info, Bytes attestation, boolean _) ->
          OVERHEAD + info.length() + attestation.length();
      case UpdateWorkerEndpoint(Bytes payload, Bytes signature) ->
          OVERHEAD + payload.length() + signature.length();
      case AddWorker _, RemoveWorker _, StopComputing _, ReclaimPoolWorker _ -> OVERHEAD + WORKER;
      case StartComputing _, RestartComputing _ -> OVERHEAD + WORKER + STAKE;
      case CreateStakePool _, NotUnderstood _ -> OVERHEAD;
    };
  }

  /** Pallet, call and the lengths before its arguments. */
  int OVERHEAD = 16;

  /** The number of a pool and the public key of a worker. */
  int WORKER = 8 + 32;

  /** Unsigned 128 bit. */
  int STAKE = 16;
}
