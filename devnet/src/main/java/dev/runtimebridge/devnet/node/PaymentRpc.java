package dev.runtimebridge.devnet.node;

import dev.runtimebridge.devnet.chain.Block;
import dev.runtimebridge.devnet.rpc.RpcException;
import dev.runtimebridge.devnet.rpc.RpcModule;
import dev.runtimebridge.devnet.rpc.RpcParams;
import dev.runtimebridge.devnet.runtime.InclusionCost;
import dev.runtimebridge.devnet.runtime.ParaRuntime;
import dev.runtimebridge.devnet.runtime.pallet.Dispatch;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.scale.MalformedScale;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a transaction would cost, asked by RPC or by a runtime call. The signature may be any:
 * wallets ask before they sign.
 *
 * @see <a
 *     href="https://github.com/paritytech/polkadot-sdk/blob/009c1010aa76648c6a8b2895fa02414212c73b8e/substrate/frame/transaction-payment/rpc/src/lib.rs">the
 *     node's methods</a>
 */
final class PaymentRpc {
  private static final int DECODE_ERROR = 2;
  private static final int NORMAL = 0;
  private static final int MANDATORY = 2;

  private final NodeView view;
  private final ParaRuntime runtime;

  PaymentRpc(NodeView view, ParaRuntime runtime) {
    this.view = view;
    this.runtime = runtime;
  }

  void addTo(RpcModule.Builder methods) {
    methods
        .method("payment_queryInfo", this::info)
        .method("payment_queryFeeDetails", this::feeDetails);
  }

  /** The same for {@code state_call}. */
  Map<String, RuntimeCall> runtimeCalls() {
    return Map.of(
        "TransactionPaymentApi_query_info", this::info,
        "TransactionPaymentApi_query_fee_details", this::feeDetails);
  }

  private Object info(RpcParams params) throws RpcException {
    InclusionCost cost = cost(params, "Unable to query dispatch info.");
    Map<String, Object> weight = new LinkedHashMap<>();
    weight.put("ref_time", cost.weight());
    weight.put("proof_size", Dispatch.PROOF_SIZE);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("weight", weight);
    json.put("class", cost.mandatory() ? "mandatory" : "normal");
    json.put("partialFee", total(cost).toString());
    return json;
  }

  private Object feeDetails(RpcParams params) throws RpcException {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(
        "inclusionFee",
        cost(params, "Unable to query fee details.").fee().map(PaymentRpc::json).orElse(null));
    return json;
  }

  private static Map<String, Object> json(InclusionCost.Fee fee) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("baseFee", hex(fee.base()));
    json.put("lenFee", hex(fee.length()));
    json.put("adjustedWeightFee", hex(fee.weight()));
    return json;
  }

  private void info(Block at, Bytes input, ScaleWriter answer) throws MalformedScale {
    InclusionCost cost = cost(at, input);
    answer.compact(cost.weight()).compact(Dispatch.PROOF_SIZE);
    answer.u8(cost.mandatory() ? MANDATORY : NORMAL).u128(total(cost));
  }

  private void feeDetails(Block at, Bytes input, ScaleWriter answer) throws MalformedScale {
    answer.option(
        cost(at, input).fee(),
        (out, fee) -> out.u128(fee.base()).u128(fee.length()).u128(fee.weight()));
    // The tip, which is the sender's affair.
    answer.u128(BigInteger.ZERO);
  }

  private InclusionCost cost(RpcParams params, String failure) throws RpcException {
    Bytes extrinsic = params.bytes(0);
    Block at = view.stateAt(params.hash(1));
    try {
      return runtime.cost(extrinsic, extrinsic.length(), at.state());
    } catch (MalformedScale e) {
      throw new RpcException(DECODE_ERROR, failure, e.getMessage());
    }
  }

  /** The arguments of the runtime's functions are an extrinsic and its length. */
  private InclusionCost cost(Block at, Bytes input) throws MalformedScale {
    int end = Math.max(0, input.length() - Integer.BYTES);
    long length = ScaleReader.of(input.slice(end, input.length()).toByteArray()).u32();
    return runtime.cost(input.slice(0, end), length, at.state());
  }

  private static BigInteger total(InclusionCost cost) {
    return cost.fee().map(InclusionCost.Fee::total).orElse(BigInteger.ZERO);
  }

  private static String hex(BigInteger value) {
    return "0x" + value.toString(16);
  }
}
