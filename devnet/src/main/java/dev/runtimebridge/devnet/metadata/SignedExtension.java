package dev.runtimebridge.devnet.metadata;

import dev.runtimebridge.devnet.metadata.Types.Param;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * One thing that a transaction is signed with.
 *
 * @param extra type of what stands in the transaction
 * @param additional type of what is only signed
 */
record SignedExtension(String name, int extra, int additional) {

  void write(ScaleWriter out) {
    out.string(name).compact(extra).compact(additional);
  }

  /** The standard ones, in their order. */
  static List<SignedExtension> standard(Types types, CommonTypes common) {
    String system = "frame_system::extensions::";
    return List.of(
        empty(types, system + "check_non_zero_sender::CheckNonZeroSender", types.unit()),
        empty(types, system + "check_spec_version::CheckSpecVersion", types.u32()),
        empty(types, system + "check_tx_version::CheckTxVersion", types.u32()),
        empty(types, system + "check_genesis::CheckGenesis", common.hash()),
        with(types, system + "check_mortality::CheckMortality", common.era(), common.hash()),
        with(types, system + "check_nonce::CheckNonce", types.compact(types.u32()), types.unit()),
        empty(types, system + "check_weight::CheckWeight", types.unit()),
        with(
            types,
            "pallet_transaction_payment::ChargeTransactionPayment",
            types.compact(types.u128()),
            types.unit()));
  }

  /** The standard ones, and before the fee the check of a message's number. */
  static List<SignedExtension> phala(Types types, CommonTypes common) {
    List<SignedExtension> extensions = new ArrayList<>(standard(types, common));
    String path = "phala_pallets::mq::check_seq::CheckMqSequence";
    extensions.add(extensions.size() - 1, empty(types, path, types.unit()));
    return extensions;
  }

  private static SignedExtension empty(Types types, String path, int additional) {
    int extra = types.struct(path, List.of(new Param("T", Types.NO_TYPE)));
    return new SignedExtension(last(path), extra, additional);
  }

  private static SignedExtension with(Types types, String path, int content, int additional) {
    List<Param> params = List.of(new Param("T", Types.NO_TYPE));
    int extra = types.struct(path, params, Types.field("", content));
    return new SignedExtension(last(path), extra, additional);
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf(':') + 1);
  }
}
