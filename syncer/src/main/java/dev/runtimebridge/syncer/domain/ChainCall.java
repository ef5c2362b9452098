package dev.runtimebridge.syncer.domain;

import dev.runtimebridge.substrate.Bytes;
import java.math.BigInteger;

/** A call that a worker's life needs; the submitter encodes it by the runtime's metadata. */
public sealed interface ChainCall {
  /** {@code PhalaMq.sync_offchain_message}; the message is SCALE, byte for byte as pRuntime's. */
  record SyncOffchainMessage(Bytes signedMessage, Bytes sender, long sequence)
      implements ChainCall {}

  /**
   * {@code PhalaRegistry.register_worker_v2} or, where {@code legacy}, {@code register_worker}.
   *
   * @param runtimeInfo SCALE, byte for byte as pRuntime's
   * @param attestation SCALE {@code Option<AttestationReport>}, or {@code Attestation} where
   *     legacy; empty if pRuntime gave none
   */
  record RegisterWorker(Bytes runtimeInfo, Bytes attestation, boolean legacy)
      implements ChainCall {}

  /** {@code PhalaRegistry.update_worker_endpoint}, as pRuntime signed it. */
  record UpdateWorkerEndpoint(Bytes payload, Bytes signature) implements ChainCall {}

  /** {@code PhalaStakePoolv2.add_worker}. */
  record AddWorker(long pid, Bytes publicKey) implements ChainCall {}

  /** {@code PhalaStakePoolv2.remove_worker}. */
  record RemoveWorker(long pid, Bytes publicKey) implements ChainCall {}

  /** {@code PhalaStakePoolv2.start_computing}. */
  record StartComputing(long pid, Bytes publicKey, BigInteger stake) implements ChainCall {}

  /** {@code PhalaStakePoolv2.stop_computing}. */
  record StopComputing(long pid, Bytes publicKey) implements ChainCall {}

  /** {@code PhalaStakePoolv2.restart_computing}. */
  record RestartComputing(long pid, Bytes publicKey, BigInteger stake) implements ChainCall {}

  /** {@code PhalaStakePoolv2.reclaim_pool_worker}. */
  record ReclaimPoolWorker(long pid, Bytes publicKey) implements ChainCall {}
}
