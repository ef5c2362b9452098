package dev.runtimebridge.devnet.runtime.call;

import dev.runtimebridge.devnet.runtime.message.SignedMessage;
import dev.runtimebridge.substrate.Bytes;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** A call of the runtime with its arguments; accounts and public keys are 32 bytes. */
public sealed interface Call {

  /** {@code System.remark}. */
  record Remark(Bytes remark) implements Call {}

  /** {@code Timestamp.set}, in the block's first extrinsic only. */
  record SetTime(BigInteger now) implements Call {}

  /** {@code Balances.transfer_keep_alive} and {@code transfer_allow_death}. */
  record Transfer(Bytes to, BigInteger value, boolean keepAlive) implements Call {}

  /** {@code Utility.batch}, {@code batch_all}, {@code force_batch}. */
  record Batch(Mode mode, List<Call> calls) implements Call {

    /** What an item that fails means for the others. */
    public enum Mode {
      /** Those after it are not executed. */
      STOP,
      /** None is. */
      ALL,
      /** Nothing. */
      FORCE
    }

    /** Copies the list. */
    public Batch {
      calls = List.copyOf(calls);
    }
  }

  /** {@code Proxy.proxy}. */
  record Proxied(Bytes real, Optional<ProxyType> forced, Call call) implements Call {}

  /** {@code Proxy.add_proxy}. */
  record AddProxy(Bytes delegate, ProxyType type, long delay) implements Call {}

  /** {@code Proxy.remove_proxy}. */
  record RemoveProxy(Bytes delegate, ProxyType type, long delay) implements Call {}

  /** {@code PhalaMq.sync_offchain_message}. */
  record SyncMessage(SignedMessage message) implements Call {}

  /** {@code PhalaRegistry.register_gatekeeper}. */
  record RegisterGatekeeper(Bytes gatekeeper) implements Call {}

  /** {@code PhalaRegistry.register_worker} and {@code register_worker_v2}. */
  record RegisterWorker(Registration info, Optional<Attestation> attestation) implements Call {}

  /** {@code PhalaRegistry.update_worker_endpoint}. */
  record UpdateEndpoints(EndpointPayload payload, Bytes signature) implements Call {}

  /** {@code PhalaStakePoolv2.create}. */
  record CreatePool() implements Call {}

  /** {@code PhalaStakePoolv2.add_worker}. */
  record AddWorker(long pid, Bytes worker) implements Call {}

  /** {@code PhalaStakePoolv2.remove_worker}. */
  record RemoveWorker(long pid, Bytes worker) implements Call {}

  /** {@code PhalaStakePoolv2.start_computing}. */
  record StartComputing(long pid, Bytes worker, BigInteger stake) implements Call {}

  /** {@code PhalaStakePoolv2.stop_computing}. */
  record StopComputing(long pid, Bytes worker) implements Call {}

  /** {@code PhalaStakePoolv2.restart_computing}. */
  record RestartComputing(long pid, Bytes worker, BigInteger stake) implements Call {}

  /** {@code PhalaStakePoolv2.reclaim_pool_worker}. */
  record ReclaimWorker(long pid, Bytes worker) implements Call {}
}
