package dev.runtimebridge.devnet.metadata;

import static dev.runtimebridge.devnet.metadata.Types.field;

import dev.runtimebridge.devnet.metadata.Types.Field;
import dev.runtimebridge.devnet.metadata.Types.Variant;
import java.util.ArrayList;
import java.util.List;

/**
 * Types of Phala's pallets, with the fields that Khala's metadata (spec 1251) gives them; those of
 * DCAP are as newer runtimes have them.
 */
final class PhalaTypes {
  private static final String COMPUTE = "phala_pallets::compute::";

  private final Types types;
  private final CommonTypes common;

  PhalaTypes(Types types, CommonTypes common) {
    this.types = types;
    this.common = common;
  }

  int key() {
    return types.struct("sp_core::sr25519::Public", field("", types.array(32, types.u8())));
  }

  int origin() {
    return types.choice(
        "phala_mq::types::MessageOrigin",
        Variant.of("Pallet", 0, field("", types.bytes())),
        Variant.of("Contract", 1, field("", common.hash())),
        Variant.of("Worker", 2, field("", key())),
        Variant.of("AccountId", 3, field("", common.hash())),
        Variant.of("MultiLocation", 4, field("", types.bytes())),
        Variant.of("Gatekeeper", 5),
        Variant.of("Cluster", 6, field("", common.hash())),
        Variant.of("Reserved", 255));
  }

  int message() {
    return types.struct(
        "phala_mq::types::Message",
        field("sender", origin()),
        field("destination", types.struct("phala_mq::types::Topic", field("", types.bytes()))),
        field("payload", types.bytes()));
  }

  int signedMessage() {
    return types.struct(
        "phala_mq::types::SignedMessage",
        field("message", message()),
        field("sequence", types.u64()),
        field("signature", types.bytes()));
  }

  int provider() {
    return types.option(
        types.choice(
            "phala_types::AttestationProvider",
            Variant.of("Root", 0),
            Variant.of("Ias", 1),
            Variant.of("Dcap", 2)));
  }

  int workerInfo() {
    return types.struct(
        "phala_pallets::registry::pallet::WorkerInfoV2",
        field("pubkey", key()),
        field("ecdh_pubkey", key()),
        field("runtime_version", types.u32()),
        field("last_updated", types.u64()),
        field("operator", types.option(common.accountId())),
        field("attestation_provider", provider()),
        field("confidence_level", types.u8()),
        field("initial_score", types.option(types.u32())),
        field("features", types.sequence(types.u32())));
  }

  int registration(boolean second) {
    List<Field> fields =
        new ArrayList<>(
            List.of(
                field("version", types.u32()),
                field("machine_id", types.bytes()),
                field("pubkey", key()),
                field("ecdh_pubkey", key()),
                field("genesis_block_hash", common.hash()),
                field("features", types.sequence(types.u32())),
                field("operator", types.option(common.accountId()))));
    if (second) {
      fields.add(field("para_id", types.u32()));
      fields.add(field("max_consensus_version", types.u32()));
    }
    String name = "phala_types::WorkerRegistrationInfo" + (second ? "V2" : "");
    return types.struct(name, fields.toArray(Field[]::new));
  }

  int legacyAttestation() {
    return types.choice(
        "phala_pallets::utils::attestation_legacy::Attestation", Variant.of("SgxIas", 0, ias()));
  }

  int attestation() {
    return types.choice(
        "phala_types::AttestationReport",
        Variant.of("SgxIas", 0, ias()),
        Variant.of(
            "SgxDcap",
            1,
            field("quote", types.bytes()),
            field("collateral", types.option(collateral()))));
  }

  private Field[] ias() {
    return new Field[] {
      field("ra_report", types.bytes()),
      field("signature", types.bytes()),
      field("raw_signing_cert", types.bytes())
    };
  }

  private int collateral() {
    return types.choice(
        "phala_types::Collateral",
        Variant.of(
            "SgxV30",
            0,
            field("pck_crl_issuer_chain", types.text()),
            field("root_ca_crl", types.text()),
            field("pck_crl", types.text()),
            field("tcb_info_issuer_chain", types.text()),
            field("tcb_info", types.text()),
            field("tcb_info_signature", types.bytes()),
            field("qe_identity_issuer_chain", types.text()),
            field("qe_identity", types.text()),
            field("qe_identity_signature", types.bytes())));
  }

  int endpoints() {
    return types.choice(
        "phala_types::VersionedWorkerEndpoints",
        Variant.of("V1", 0, field("", types.sequence(types.text()))));
  }

  int endpointPayload() {
    return types.struct(
        "phala_types::WorkerEndpointPayload",
        field("pubkey", key()),
        field("versioned_endpoints", endpoints()),
        field("signing_time", types.u64()));
  }

  int session() {
    int state =
        types.choice(
            COMPUTE + "computation::pallet::WorkerState",
            Variant.of("Ready", 0),
            Variant.of("WorkerIdle", 1),
            Variant.of("_Unused", 2),
            Variant.of("WorkerUnresponsive", 3),
            Variant.of("WorkerCoolingDown", 4));
    int benchmark =
        types.struct(
            COMPUTE + "computation::pallet::Benchmark",
            field("p_init", types.u32()),
            field("p_instant", types.u32()),
            field("iterations", types.u64()),
            field("working_start_time", types.u64()),
            field("challenge_time_last", types.u64()));
    int stats =
        types.struct(
            COMPUTE + "computation::pallet::SessionStats", field("total_reward", types.u128()));
    return types.struct(
        COMPUTE + "computation::pallet::SessionInfo",
        field("state", state),
        field("ve", types.u128()),
        field("v", types.u128()),
        field("v_updated_at", types.u64()),
        field("benchmark", benchmark),
        field("cool_down_start", types.u64()),
        field("stats", stats));
  }

  int pool() {
    int withdraw =
        types.struct(
            COMPUTE + "base_pool::pallet::WithdrawInfo",
            field("user", common.accountId()),
            field("start_time", types.u64()),
            field("nft_id", types.u32()));
    int base =
        types.struct(
            COMPUTE + "base_pool::pallet::BasePool",
            field("pid", types.u64()),
            field("owner", common.accountId()),
            field("total_shares", types.u128()),
            field("total_value", types.u128()),
            field("withdraw_queue", types.sequence(withdraw)),
            field("value_subscribers", types.sequence(types.u64())),
            field("cid", types.u32()),
            field("pool_account_id", common.accountId()));
    int permill = types.struct("sp_arithmetic::per_things::Permill", field("", types.u32()));
    int stakePool =
        types.struct(
            COMPUTE + "pool_proxy::StakePool",
            field("basepool", base),
            field("payout_commission", types.option(permill)),
            field("cap", types.option(types.u128())),
            field("workers", types.sequence(key())),
            field("cd_workers", types.sequence(key())),
            field("lock_account", common.accountId()),
            field("owner_reward_account", common.accountId()));
    int vault =
        types.struct(
            COMPUTE + "pool_proxy::Vault",
            field("basepool", base),
            field("last_share_price_checkpoint", types.u128()),
            field("commission", types.option(permill)),
            field("owner_shares", types.u128()),
            field("invest_pools", types.sequence(types.u64())));
    return types.choice(
        COMPUTE + "pool_proxy::PoolProxy",
        Variant.of("StakePool", 0, field("", stakePool)),
        Variant.of("Vault", 1, field("", vault)));
  }
}
