package dev.runtimebridge.devnet.metadata;

import static dev.runtimebridge.devnet.metadata.Types.field;

import dev.runtimebridge.devnet.metadata.Types.Param;
import dev.runtimebridge.devnet.metadata.Types.Variant;
import java.util.ArrayList;
import java.util.List;

/** Types of the framework that every runtime has, under the paths by which clients know them. */
final class CommonTypes {
  private final Types types;

  CommonTypes(Types types) {
    this.types = types;
  }

  int accountId() {
    return types.struct("sp_core::crypto::AccountId32", field("", types.array(32, types.u8())));
  }

  int hash() {
    return types.struct("primitive_types::H256", field("", types.array(32, types.u8())));
  }

  int accountInfo() {
    int data =
        types.struct(
            "pallet_balances::types::AccountData",
            List.of(new Param("Balance", types.u128())),
            field("free", types.u128()),
            field("reserved", types.u128()),
            field("frozen", types.u128()),
            field(
                "flags",
                types.struct("pallet_balances::types::ExtraFlags", field("", types.u128()))));
    return types.struct(
        "frame_system::AccountInfo",
        List.of(new Param("Nonce", types.u32()), new Param("AccountData", data)),
        field("nonce", types.u32()),
        field("consumers", types.u32()),
        field("providers", types.u32()),
        field("sufficients", types.u32()),
        field("data", data));
  }

  int digest() {
    int engine = types.array(4, types.u8());
    int item =
        types.choice(
            "sp_runtime::generic::digest::DigestItem",
            Variant.of("PreRuntime", 6, field("", engine), field("", types.bytes())),
            Variant.of("Consensus", 4, field("", engine), field("", types.bytes())),
            Variant.of("Seal", 5, field("", engine), field("", types.bytes())),
            Variant.of("Other", 0, field("", types.bytes())),
            Variant.of("RuntimeEnvironmentUpdated", 8));
    return types.struct("sp_runtime::generic::digest::Digest", field("logs", types.sequence(item)));
  }

  int lastRuntimeUpgrade() {
    return types.struct(
        "frame_system::LastRuntimeUpgradeInfo",
        field("spec_version", types.compact(types.u32())),
        field("spec_name", types.text()));
  }

  int runtimeVersion() {
    int apis = types.sequence(types.tuple(types.array(8, types.u8()), types.u32()));
    return types.struct(
        "sp_version::RuntimeVersion",
        field("spec_name", types.text()),
        field("impl_name", types.text()),
        field("authoring_version", types.u32()),
        field("spec_version", types.u32()),
        field("impl_version", types.u32()),
        field("apis", types.struct("Cow", List.of(new Param("T", apis)), field("", apis))),
        field("transaction_version", types.u32()),
        field("state_version", types.u8()));
  }

  int dispatchInfo() {
    int weight =
        types.struct(
            "sp_weights::weight_v2::Weight",
            field("ref_time", types.compact(types.u64())),
            field("proof_size", types.compact(types.u64())));
    int dispatchClass =
        types.choice(
            "frame_support::dispatch::DispatchClass",
            Variant.of("Normal", 0),
            Variant.of("Operational", 1),
            Variant.of("Mandatory", 2));
    int pays =
        types.choice("frame_support::dispatch::Pays", Variant.of("Yes", 0), Variant.of("No", 1));
    return types.struct(
        "frame_support::dispatch::DispatchInfo",
        field("weight", weight),
        field("class", dispatchClass),
        field("pays_fee", pays));
  }

  int dispatchError() {
    int module =
        types.struct(
            "sp_runtime::ModuleError",
            field("index", types.u8()),
            field("error", types.array(4, types.u8())));
    return types.choice(
        "sp_runtime::DispatchError",
        Variant.of("Other", 0),
        Variant.of("CannotLookup", 1),
        Variant.of("BadOrigin", 2),
        Variant.of("Module", 3, field("", module)),
        Variant.of("ConsumerRemaining", 4),
        Variant.of("NoProviders", 5),
        Variant.of("TooManyConsumers", 6),
        Variant.of("Token", 7, field("", tokenError())),
        Variant.of("Arithmetic", 8, field("", arithmeticError())),
        Variant.of("Transactional", 9, field("", transactionalError())),
        Variant.of("Exhausted", 10),
        Variant.of("Corruption", 11),
        Variant.of("Unavailable", 12));
  }

  /** {@code Result<(), DispatchError>}. */
  int dispatchResult() {
    return types.choice(
        "Result",
        List.of(new Param("T", types.unit()), new Param("E", dispatchError())),
        List.of(
            Variant.of("Ok", 0, field("", types.unit())),
            Variant.of("Err", 1, field("", dispatchError()))));
  }

  private int tokenError() {
    return types.choice(
        "sp_runtime::TokenError",
        Variant.of("FundsUnavailable", 0),
        Variant.of("OnlyProvider", 1),
        Variant.of("BelowMinimum", 2),
        Variant.of("CannotCreate", 3),
        Variant.of("UnknownAsset", 4),
        Variant.of("Frozen", 5),
        Variant.of("Unsupported", 6));
  }

  private int arithmeticError() {
    return types.choice(
        "sp_arithmetic::ArithmeticError",
        Variant.of("Underflow", 0),
        Variant.of("Overflow", 1),
        Variant.of("DivisionByZero", 2));
  }

  private int transactionalError() {
    return types.choice(
        "sp_runtime::TransactionalError", Variant.of("LimitReached", 0), Variant.of("NoLayer", 1));
  }

  int eventRecord(int event) {
    int phase =
        types.choice(
            "frame_system::Phase",
            Variant.of("ApplyExtrinsic", 0, field("", types.u32())),
            Variant.of("Finalization", 1),
            Variant.of("Initialization", 2));
    return types.struct(
        "frame_system::EventRecord",
        List.of(new Param("E", event), new Param("T", hash())),
        field("phase", phase),
        field("event", event),
        field("topics", types.sequence(hash())));
  }

  int address() {
    return types.choice(
        "sp_runtime::multiaddress::MultiAddress",
        List.of(new Param("AccountId", accountId()), new Param("AccountIndex", types.unit())),
        List.of(
            Variant.of("Id", 0, field("", accountId())),
            Variant.of("Index", 1, field("", types.compact(types.unit()))),
            Variant.of("Raw", 2, field("", types.bytes())),
            Variant.of("Address32", 3, field("", types.array(32, types.u8()))),
            Variant.of("Address20", 4, field("", types.array(20, types.u8())))));
  }

  int signature() {
    int sixtyFour = types.array(64, types.u8());
    return types.choice(
        "sp_runtime::MultiSignature",
        Variant.of(
            "Ed25519",
            0,
            field("", types.struct("sp_core::ed25519::Signature", field("", sixtyFour)))),
        Variant.of(
            "Sr25519",
            1,
            field("", types.struct("sp_core::sr25519::Signature", field("", sixtyFour)))),
        Variant.of(
            "Ecdsa",
            2,
            field(
                "",
                types.struct(
                    "sp_core::ecdsa::Signature", field("", types.array(65, types.u8()))))));
  }

  int era() {
    List<Variant> variants = new ArrayList<>(List.of(Variant.of("Immortal", 0)));
    for (int first = 1; first < 256; first++) {
      variants.add(Variant.of("Mortal" + first, first, field("", types.u8())));
    }
    return types.choice("sp_runtime::generic::era::Era", List.of(), variants);
  }
}
