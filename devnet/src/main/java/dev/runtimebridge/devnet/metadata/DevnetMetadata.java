package dev.runtimebridge.devnet.metadata;

import static dev.runtimebridge.devnet.metadata.Types.field;

import dev.runtimebridge.devnet.metadata.Types.Param;
import dev.runtimebridge.devnet.metadata.Types.Variant;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * The metadata of the relay chain's and of the parachain's runtime, as {@code state_getMetadata}
 * gives it.
 */
public final class DevnetMetadata {
  private static final long MAGIC = 0x6174_656dL;
  private static final int VERSION = 14;
  private static final int EXTRINSIC_VERSION = 4;
  private static final byte[] ZERO_32 = new byte[4];
  private static final byte[] ZERO_64 = new byte[8];
  private static final byte[] ZERO_128 = new byte[16];
  private static final byte[] ZERO_HASH = new byte[32];
  private static final byte[] EMPTY = {0};

  private final Types types = new Types();
  private final CommonTypes common = new CommonTypes(types);
  private final List<Pallet> pallets = new ArrayList<>();
  private final String runtime;
  private final int shift;
  private final List<SignedExtension> extensions = new ArrayList<>();

  private DevnetMetadata(String runtime, int shift) {
    this.runtime = runtime;
    this.shift = shift;
  }

  /**
   * The relay chain's.
   *
   * @param version its RuntimeVersion in SCALE
   * @param ss58Prefix prefix of its addresses
   */
  public static Bytes relay(byte[] version, int ss58Prefix) {
    var metadata = new DevnetMetadata("devnet_relay_runtime", 0);
    metadata.extensions.addAll(SignedExtension.standard(metadata.types, metadata.common));
    metadata.addRelayPallets();
    return metadata.encode(version, ss58Prefix);
  }

  /**
   * The parachain's; see {@link #relay}.
   *
   * @param shift added to the index of each pallet
   */
  public static RuntimeShape para(byte[] version, int ss58Prefix, int shift) {
    var metadata = new DevnetMetadata("devnet_para_runtime", shift);
    metadata.extensions.addAll(SignedExtension.phala(metadata.types, metadata.common));
    metadata.addParaPallets();
    Bytes encoded = metadata.encode(version, ss58Prefix);
    return new RuntimeShape(encoded, metadata.pallets);
  }

  private void addRelayPallets() {
    pallet("Balances", PalletIndex.BALANCES).value("TotalIssuance", types.u128(), ZERO_128);
    pallet("Babe", PalletIndex.BABE).value("CurrentSlot", types.u64(), ZERO_64);
    int authority =
        types.tuple(
            types.struct(
                "sp_consensus_grandpa::app::Public", field("", types.array(32, types.u8()))),
            types.u64());
    pallet("Grandpa", PalletIndex.GRANDPA)
        .value("CurrentSetId", types.u64(), ZERO_64)
        .value("Authorities", types.sequence(authority), EMPTY);
    int paraId =
        types.struct("polkadot_parachain_primitives::primitives::Id", field("", types.u32()));
    int head =
        types.struct(
            "polkadot_parachain_primitives::primitives::HeadData", field("", types.bytes()));
    pallet("Paras", PalletIndex.PARAS).twoxMap("Heads", paraId, head);
  }

  private void addParaPallets() {
    int validationData =
        types.struct(
            "polkadot_primitives::v8::PersistedValidationData",
            List.of(new Param("H", common.hash()), new Param("N", types.u32())),
            field("parent_head", types.bytes()),
            field("relay_parent_number", types.u32()),
            field("relay_parent_storage_root", common.hash()),
            field("max_pov_size", types.u32()));
    pallet("ParachainSystem", PalletIndex.PARACHAIN_SYSTEM)
        .optional("ValidationData", validationData)
        .value("LastRelayChainBlockNumber", types.u32(), ZERO_32);
    pallet("ParachainInfo", PalletIndex.PARACHAIN_INFO).value("ParachainId", types.u32(), ZERO_32);
    int call = types.reserve(runtime + "::RuntimeCall");
    new FramePallets(types, common, this::pallet).add(call);
    new PhalaPallets(types, common, this::pallet).add();
    int id = types.array(32, types.u8());
    Pallet load = pallet("PhalaLoad", PalletIndex.PHALA_LOAD);
    for (String item : List.of("Workers", "Sessions", "Stakes", "Endpoints")) {
      load.twoxMap(item, id, types.bytes(), EMPTY);
    }
  }

  private Pallet pallet(String name, int index) {
    var pallet = new Pallet(name, index + shift, types);
    pallets.add(pallet);
    return pallet;
  }

  private Bytes encode(byte[] version, int ss58Prefix) {
    pallet("Timestamp", PalletIndex.TIMESTAMP)
        .value("Now", types.u64(), ZERO_64)
        .call("set", field("now", types.compact(types.u64())));
    Pallet system = system(version, ss58Prefix);
    int event = outer("RuntimeEvent", pallets.stream().filter(Pallet::hasEvents).toList(), false);
    int call = outer("RuntimeCall", pallets.stream().filter(Pallet::hasCalls).toList(), true);
    system.value("Events", types.sequence(common.eventRecord(event)), EMPTY);
    int extrinsic = extrinsic(call, extensions);
    int runtimeType = types.struct(runtime + "::Runtime");
    var tail = new ScaleWriter(8192).list(pallets, (out, pallet) -> pallet.write(out));
    tail.compact(extrinsic).u8(EXTRINSIC_VERSION);
    tail.list(extensions, (out, extension) -> extension.write(out)).compact(runtimeType);
    var whole = new ScaleWriter(32_768).u32(MAGIC).u8(VERSION);
    types.write(whole);
    return Bytes.of(whole.bytes(tail.toByteArray()).toByteArray());
  }

  private Pallet system(byte[] version, int ss58Prefix) {
    byte[] account = new byte[16 + 4 * 16];
    var hashCount = new ScaleWriter().u32(256).toByteArray();
    var prefix = new ScaleWriter().u16(ss58Prefix).toByteArray();
    int info = common.dispatchInfo();
    return pallet("System", PalletIndex.SYSTEM)
        .blakeMap("Account", common.accountId(), common.accountInfo(), account)
        .twoxMap("BlockHash", types.u32(), common.hash(), ZERO_HASH)
        .value("Number", types.u32(), ZERO_32)
        .value("ParentHash", common.hash(), ZERO_HASH)
        .value("Digest", common.digest(), EMPTY)
        .value("EventCount", types.u32(), ZERO_32)
        .optional("LastRuntimeUpgrade", common.lastRuntimeUpgrade())
        .constant("BlockHashCount", types.u32(), hashCount)
        .constant("Version", common.runtimeVersion(), version)
        .constant("SS58Prefix", types.u16(), prefix)
        .call("remark", field("remark", types.bytes()))
        .event("ExtrinsicSuccess", field("dispatch_info", info))
        .event(
            "ExtrinsicFailed",
            field("dispatch_error", common.dispatchError()),
            field("dispatch_info", info))
        .event("CodeUpdated")
        .error("CallFiltered", "The origin filter prevent the call to be dispatched.");
  }

  /** The enum over all pallets that a call or an event begins with. */
  private int outer(String name, List<Pallet> of, boolean calls) {
    List<Variant> variants = new ArrayList<>();
    for (Pallet pallet : of) {
      int type = calls ? pallet.callType() : pallet.eventType();
      variants.add(Variant.of(pallet.name(), pallet.index(), field("", type)));
    }
    return types.choice(runtime + "::" + name, List.of(), variants);
  }

  private int extrinsic(int call, List<SignedExtension> extensions) {
    int extra = types.tuple(extensions.stream().mapToInt(SignedExtension::extra).toArray());
    List<Param> params =
        List.of(
            new Param("Address", common.address()),
            new Param("Call", call),
            new Param("Signature", common.signature()),
            new Param("Extra", extra));
    return types.struct(
        "sp_runtime::generic::unchecked_extrinsic::UncheckedExtrinsic",
        params,
        field("", types.bytes()));
  }
}
