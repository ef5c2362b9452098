package dev.runtimebridge.devnet.metadata;

import static dev.runtimebridge.devnet.metadata.Types.field;

import dev.runtimebridge.devnet.metadata.Types.Field;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.util.function.BiFunction;

/**
 * Phala's pallets with the names that Khala's metadata (spec 1251) has, in an order of their own,
 * so that whoever counts instead of reading the metadata is found out.
 */
final class PhalaPallets {
  private static final int WRAPPED_ASSET = 10_000;
  private static final int MAX_POOL_WORKERS = 200;

  private final Types types;
  private final CommonTypes common;
  private final PhalaTypes phala;
  private final BiFunction<String, Integer, Pallet> pallet;

  PhalaPallets(Types types, CommonTypes common, BiFunction<String, Integer, Pallet> pallet) {
    this.types = types;
    this.common = common;
    this.phala = new PhalaTypes(types, common);
    this.pallet = pallet;
  }

  void add() {
    addMq();
    addRegistry();
    addComputation();
    addStakePool();
    addPools();
    pallet
        .apply("DevnetGatekeeper", PalletIndex.DEVNET_GATEKEEPER)
        .twoxMap("Watched", phala.key(), watched());
  }

  private int watched() {
    return types.struct(
        "devnet_gatekeeper::Watched",
        field("session", common.accountId()),
        field("session_id", types.u32()),
        field("challenged_at", types.option(types.u32())));
  }

  private void addMq() {
    pallet
        .apply("PhalaMq", PalletIndex.PHALA_MQ)
        .twoxMap("OffchainIngress", phala.origin(), types.u64())
        .value("OutboundMessages", types.sequence(phala.message()), new byte[1])
        .call("sync_offchain_message", field("signed_message", phala.signedMessage()))
        .error("BadDestination", "The message is for nobody.")
        .error("BadSender", "The sender is not known, or did not sign the message.")
        .error("BadSequence", "The message is not the next one of its sender.");
  }

  private void addRegistry() {
    Field key = field("pubkey", phala.key());
    Field provider = field("attestation_provider", phala.provider());
    Field confidence = field("confidence_level", types.u8());
    pallet
        .apply("PhalaRegistry", PalletIndex.PHALA_REGISTRY)
        .value("Gatekeeper", types.sequence(phala.key()), new byte[1])
        .twoxMap("Workers", phala.key(), phala.workerInfo())
        .twoxMap("WorkerAddedAt", phala.key(), types.u32())
        .twoxMap("Endpoints", phala.key(), phala.endpoints())
        .value("PRuntimeAllowList", types.sequence(types.bytes()), new byte[1])
        .twoxMap("PRuntimeAddedAt", types.bytes(), types.u32())
        .value(
            "MinimumPRuntimeVersion",
            types.tuple(types.u32(), types.u32(), types.u32()),
            new byte[12])
        .value("PRuntimeConsensusVersion", types.u32(), new byte[4])
        .constant("NoneAttestationEnabled", types.bool(), new byte[] {1})
        .constant("VerifyPRuntime", types.bool(), new byte[1])
        .constant("VerifyRelaychainGenesisBlockHash", types.bool(), new byte[1])
        .call("register_gatekeeper", field("gatekeeper", phala.key()))
        .call(
            "register_worker",
            field("pruntime_info", phala.registration(false)),
            field("attestation", phala.legacyAttestation()))
        .call(
            "register_worker_v2",
            field("pruntime_info", phala.registration(true)),
            field("attestation", types.option(phala.attestation())))
        .call(
            "update_worker_endpoint",
            field("endpoint_payload", phala.endpointPayload()),
            field("signature", types.bytes()))
        .event("WorkerAdded", key, provider, confidence)
        .event("WorkerUpdated", key, provider, confidence)
        .event("InitialScoreSet", key, field("init_score", types.u32()))
        .event("GatekeeperAdded", key)
        .error("WorkerNotFound", "The worker is not registered.")
        .error("InvalidSender", "The transaction is sent by an unauthorized sender.")
        .error("CannotHandleUnknownMessage", "The message is none that the registry understands.")
        .error("InvalidBenchReport", "The benchmark reported ended before it began.")
        .error(
            "NoneAttestationDisabled",
            "A worker without an attestation is not accepted on this network.")
        .error("InvalidReport", "The attestation report cannot be read.")
        .error("BadIASReport", "The report of IAS lacks what it must have.")
        .error("OutdatedIASReport", "The report of IAS is older than the chain accepts.")
        .error("InvalidQuoteStatus", "The status of the quote is not acceptable.")
        .error("InvalidIASSigningCert", "The certificate behind the report is not that of IAS.")
        .error("InvalidRuntimeInfoHash", "The attestation is not for this runtime information.")
        .error("InvalidRuntimeInfo", "The runtime information cannot be.")
        .error("InvalidInput", "The input cannot be.")
        .error("InvalidPubKey", "The public key is not the one that signed.")
        .error("InvalidSignatureLength", "The signature has not 64 bytes.")
        .error("InvalidSignature", "The signature does not fit.")
        .error(
            "InvalidEndpointSigningTime",
            "The endpoints were signed in the future, or too long ago.")
        .error("InvalidGatekeeper", "The gatekeeper is not a registered worker, or is one already.")
        .error(
            "GenesisBlockHashRejected",
            "The worker started from a relay chain block that is not allowed.")
        .error("GenesisBlockHashNotFound", "The relay chain block is not in the list.")
        .error("PRuntimeRejected", "The worker's pRuntime is not allowed.")
        .error("PRuntimeNotFound", "The pRuntime is not in the list.")
        .error("ParachainIdMismatch", "The worker follows another parachain.")
        .error("InvalidConsensusVersion", "The consensus version is not the one in force.");
  }

  private void addComputation() {
    Field session = field("session", common.accountId());
    Field worker = field("worker", phala.key());
    pallet
        .apply("PhalaComputation", PalletIndex.PHALA_COMPUTATION)
        .twoxMap("Sessions", common.accountId(), phala.session())
        .twoxMap("SessionBindings", common.accountId(), phala.key())
        .twoxMap("WorkerBindings", phala.key(), common.accountId())
        .twoxMap("Stakes", common.accountId(), types.u128())
        .value("CoolDownPeriod", types.u64(), new byte[8])
        .value("NextSessionId", types.u32(), new byte[4])
        .event("SessionBound", session, worker)
        .event("SessionUnbound", session, worker)
        .event(
            "WorkerStarted", session, field("init_v", types.u128()), field("init_p", types.u32()))
        .event("WorkerStopped", session)
        .event(
            "WorkerReclaimed",
            session,
            field("original_stake", types.u128()),
            field("slashed", types.u128()))
        .event("WorkerEnterUnresponsive", session)
        .event("WorkerExitUnresponsive", session)
        .event("BenchmarkUpdated", session, field("p_instant", types.u32()))
        .error("SessionNotFound", "session not found.")
        .error("WorkerNotRegistered", "The worker is not registered in the registry.")
        .error("BenchmarkMissing", "There's no benchmark result on the blockchain.")
        .error(
            "BenchmarkTooLow",
            "Indicating the initial benchmark score is too low to start computing.")
        .error(
            "WorkerReregisterNeeded", "The worker need to be re-registered to be added to a pool.")
        .error("SessionNotBound", "Not permitted because the session is not bound with a worker.")
        .error(
            "WorkerNotBound",
            "Not permitted because the worker is not bound with a worker account.")
        .error(
            "DuplicateBoundSession",
            "Not permitted because the session is already bound with another worker.")
        .error(
            "DuplicateBoundWorker",
            "Not permitted because the worker is already bound with another session account.")
        .error("WorkerNotReady", "Worker is not in `Ready` state to proceed.")
        .error("WorkerNotComputing", "Worker is not in `Computation` state to stop computing.")
        .error(
            "CoolDownNotReady", "Cannot reclaim the worker because it's still in cooldown period.")
        .error("InsufficientStake", "Cannot start computing because there's too little stake.")
        .error(
            "TooMuchStake", "Cannot start computing because there's too much stake (exceeds Vmax).")
        .error("BadSender", "The transaction is sent by an unauthorized sender");
  }

  private void addStakePool() {
    Field pid = field("pid", types.u64());
    Field worker = field("worker", phala.key());
    Field stake = field("stake", types.u128());
    int preimage = types.tuple(types.u64(), phala.key());
    pallet
        .apply("PhalaStakePoolv2", PalletIndex.PHALA_STAKE_POOL)
        .twoxMap("WorkerAssignments", phala.key(), types.u64())
        .twoxMap("SubAccountAssignments", common.accountId(), types.u64())
        .twoxMap("SubAccountPreimages", common.accountId(), preimage)
        .constant(
            "MaxPoolWorkers", types.u32(), new ScaleWriter().u32(MAX_POOL_WORKERS).toByteArray())
        .call("add_worker", pid, field("pubkey", phala.key()))
        .call("remove_worker", pid, worker)
        .call("start_computing", pid, worker, stake)
        .call("stop_computing", pid, worker)
        .call("restart_computing", pid, worker, stake)
        .call("reclaim_pool_worker", pid, worker)
        .call("create")
        .event(
            "PoolCreated",
            field("owner", common.accountId()),
            pid,
            field("cid", types.u32()),
            field("pool_account_id", common.accountId()))
        .event("PoolWorkerAdded", pid, worker, field("session", common.accountId()))
        .event("PoolWorkerRemoved", pid, worker)
        .event("WorkerReclaimed", pid, worker)
        .event("WorkingStarted", pid, worker, field("amount", types.u128()))
        .error("PoolDoesNotExist", "The specified pool doesn't exist")
        .error("UnauthorizedPoolOwner", "The caller is not the owner of the pool")
        .error(
            "UnauthorizedOperator",
            "The owner of the pool doesn't have the access to the worker. The access to a worker is granted by it's `operator` parameter set by `register_worker`")
        .error(
            "WorkerNotRegistered",
            "The worker is not registered in the registry when adding to the pool")
        .error(
            "BenchmarkMissing", "The worker doesn't have a valid benchmark when adding to the pool")
        .error("WorkerExists", "The worker is already added to the pool")
        .error("WorkerInAnotherPool", "The worker is already added to another pool")
        .error("WorkerDoesNotExist", "The target worker is not in the pool")
        .error("WorkerAlreadyStopped", "The worker is already in cd_workers")
        .error(
            "WorkerIsNotReady",
            "The target worker is not reclaimed and can not be removed from a pool.")
        .error("SessionDoesNotExist", "The target miner is not in the `miner` storage")
        .error(
            "FailedToBindSessionAndWorker",
            "Couldn't bind worker and the pool computing subaccount")
        .error(
            "WorkersExceedLimit",
            "Failed to add a worker because the number of the workers exceeds the upper limit.")
        .error(
            "InsufficientFreeStake", "Cannot start computing because there's no enough free stake")
        .error("InsufficientBalance", "Trying to contribute more than the available balance")
        .error(
            "CannotRestartWithLessStake",
            "Restarted with a less stake is not allowed in the tokenomic.")
        .error(
            "WithdrawQueueNotEmpty",
            "Withdraw queue is not empty so that we can't restart computing");
  }

  private void addPools() {
    pallet
        .apply("PhalaBasePool", PalletIndex.PHALA_BASE_POOL)
        .value("PoolCount", types.u64(), new byte[8])
        .twoxMap("Pools", types.u64(), phala.pool())
        .error("PoolDoesNotExist", "The Specified pid does not match to any pool");
    pallet
        .apply("PhalaWrappedBalances", PalletIndex.PHALA_WRAPPED_BALANCES)
        .constant("WPhaAssetId", types.u32(), new ScaleWriter().u32(WRAPPED_ASSET).toByteArray());
  }
}
