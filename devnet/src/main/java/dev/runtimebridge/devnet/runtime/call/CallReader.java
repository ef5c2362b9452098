package dev.runtimebridge.devnet.runtime.call;

import dev.runtimebridge.devnet.metadata.RuntimeShape;
import dev.runtimebridge.devnet.runtime.message.SignedMessage;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.scale.ScaleReader;
import java.util.Optional;

/**
 * Reads calls as one version of the runtime numbers them. Depth is bounded, and a number that is no
 * call is malformed like anything else that does not fit.
 */
public final class CallReader {
  private static final int DEEPEST = 64;

  private final RuntimeShape shape;

  /** A reader for a runtime. */
  public CallReader(RuntimeShape shape) {
    this.shape = shape;
  }

  /**
   * The call in these bytes, and in all of them.
   *
   * @throws dev.runtimebridge.substrate.scale.MalformedScale if there is none
   */
  public Call decode(Bytes encoded) {
    return ScaleReader.decodeAll(encoded.toByteArray(), in -> read(in, 0));
  }

  private Call read(ScaleReader in, int depth) {
    if (depth > DEEPEST) {
      throw in.malformed("calls within calls deeper than " + DEEPEST);
    }
    int pallet = in.u8();
    int index = in.u8();
    String name =
        shape
            .call(pallet, index)
            .orElseThrow(() -> in.malformed("no call " + index + " of pallet " + pallet));
    return switch (name) {
      case "System.remark" -> new Call.Remark(Bytes.read(in));
      case "Timestamp.set" -> new Call.SetTime(in.compact());
      case "Balances.transfer_keep_alive" -> new Call.Transfer(address(in), in.compact(), true);
      case "Balances.transfer_allow_death" -> new Call.Transfer(address(in), in.compact(), false);
      case "Utility.batch" -> batch(in, Call.Batch.Mode.STOP, depth);
      case "Utility.batch_all" -> batch(in, Call.Batch.Mode.ALL, depth);
      case "Utility.force_batch" -> batch(in, Call.Batch.Mode.FORCE, depth);
      case "Proxy.proxy" ->
          new Call.Proxied(address(in), in.option(ProxyType::read), read(in, depth + 1));
      case "Proxy.add_proxy" -> new Call.AddProxy(address(in), ProxyType.read(in), in.u32());
      case "Proxy.remove_proxy" -> new Call.RemoveProxy(address(in), ProxyType.read(in), in.u32());
      case "PhalaMq.sync_offchain_message" -> new Call.SyncMessage(SignedMessage.read(in));
      default -> ofWorkers(name, in);
    };
  }

  private static Call ofWorkers(String name, ScaleReader in) {
    return switch (name) {
      case "PhalaRegistry.register_gatekeeper" -> new Call.RegisterGatekeeper(key(in));
      case "PhalaRegistry.register_worker" ->
          new Call.RegisterWorker(
              Registration.read(in, false), Optional.of(Attestation.readLegacy(in)));
      case "PhalaRegistry.register_worker_v2" ->
          new Call.RegisterWorker(Registration.read(in, true), in.option(Attestation::read));
      case "PhalaRegistry.update_worker_endpoint" ->
          new Call.UpdateEndpoints(EndpointPayload.read(in), Bytes.read(in));
      case "PhalaStakePoolv2.create" -> new Call.CreatePool();
      case "PhalaStakePoolv2.add_worker" -> new Call.AddWorker(in.u64(), key(in));
      case "PhalaStakePoolv2.remove_worker" -> new Call.RemoveWorker(in.u64(), key(in));
      case "PhalaStakePoolv2.start_computing" ->
          new Call.StartComputing(in.u64(), key(in), in.u128());
      case "PhalaStakePoolv2.stop_computing" -> new Call.StopComputing(in.u64(), key(in));
      case "PhalaStakePoolv2.restart_computing" ->
          new Call.RestartComputing(in.u64(), key(in), in.u128());
      case "PhalaStakePoolv2.reclaim_pool_worker" -> new Call.ReclaimWorker(in.u64(), key(in));
      default -> throw new IllegalStateException("nobody reads the call " + name);
    };
  }

  private Call batch(ScaleReader in, Call.Batch.Mode mode, int depth) {
    return new Call.Batch(mode, in.list(2, each -> read(each, depth + 1)));
  }

  private static Bytes address(ScaleReader in) {
    int kind = in.u8();
    if (kind != 0) {
      throw in.malformed("an address of kind " + kind + " instead of an account");
    }
    return key(in);
  }

  private static Bytes key(ScaleReader in) {
    return Bytes.of(in.bytes(32));
  }
}
