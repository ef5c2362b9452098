package dev.runtimebridge.devnet.worker.enclave;

import com.google.protobuf.ByteString;
import dev.runtimebridge.devnet.worker.life.Egress;
import dev.runtimebridge.schemas.prpc.Attestation;
import dev.runtimebridge.schemas.prpc.GatekeeperRole;
import dev.runtimebridge.schemas.prpc.GatekeeperStatus;
import dev.runtimebridge.schemas.prpc.GetEgressMessagesResponse;
import dev.runtimebridge.schemas.prpc.GetEndpointResponse;
import dev.runtimebridge.schemas.prpc.InitRuntimeResponse;
import dev.runtimebridge.schemas.prpc.MemoryUsage;
import dev.runtimebridge.schemas.prpc.PhactoryInfo;
import dev.runtimebridge.schemas.prpc.SystemInfo;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.time.Instant;
import java.util.List;

/** What an enclave tells of itself. */
public final class RuntimeInfo {
  private static final int VERSION = 2 << 16 | 2 << 8;
  private static final int MAX_CONSENSUS_VERSION = 2;
  private static final List<Long> FEATURES = List.of(4L, 1L); // cores, feature level
  private static final int MAX_ENDPOINT_PAYLOAD = 2048;
  private static final long MEMORY_AT_FIRST = 180L << 20;
  private static final long MEMORY_FOR_A_BLOCK = 4L << 10;

  private RuntimeInfo() {}

  /** GetInfo. */
  public static PhactoryInfo info(PRuntime pruntime) {
    var info =
        PhactoryInfo.newBuilder()
            .setGatekeeper(noGatekeeper())
            .setVersion(pruntime.tracking().version())
            .setGitRevision("simulated")
            .setCanLoadChainState(pruntime.canLoadChainState())
            .setMaxSupportedPinkRuntimeVersion("1.2")
            .setQueryTimeout(10);
    if (pruntime.tracking() == AuthorityTracking.SCHEDULED_CHANGE) {
      info.addSupportedAttestationMethods("epid").addSupportedAttestationMethods("dcap");
    }
    info.setMemoryUsage(memory(pruntime.state().map(RuntimeState::nextBlock).orElse(0L)));
    pruntime.state().ifPresent(state -> describe(info, pruntime.identity(), state));
    return info.build();
  }

  /** Made up, as nothing of a simulated enclave is its own; it grows as a real one's does. */
  private static MemoryUsage memory(long nextBlock) {
    long used = MEMORY_AT_FIRST + nextBlock * MEMORY_FOR_A_BLOCK;
    return MemoryUsage.newBuilder().setRustUsed(used).setRustPeakUsed(used + used / 8).build();
  }

  private static void describe(PhactoryInfo.Builder info, Identity identity, RuntimeState state) {
    boolean registered = state.stateValidated() && state.state().isRegistered(identity.publicKey());
    String publicKey = bareHex(identity.publicKey());
    String ecdhPublicKey = bareHex(identity.ecdhPublicKey());
    GatekeeperStatus gatekeeper = gatekeeper(identity, state);
    info.setInitialized(true)
        .setRegistered(registered)
        .setPendingMessages(state.life().egress().waiting().size())
        .setScore(state.life().score())
        .setGatekeeper(gatekeeper)
        .setGenesisBlockHash(bareHex(state.genesis().blockHash()))
        .setPublicKey(publicKey)
        .setEcdhPublicKey(ecdhPublicKey)
        .setHeadernum((int) state.headers().nextRelay())
        .setParaHeadernum((int) state.headers().nextPara())
        .setBlocknum((int) state.nextBlock())
        .setStateRoot(bareHex(state.state().trie().root()))
        .setWaitingForParaheaders(state.headers().relayRoot() != null)
        .setCurrentBlockTime(state.stateValidated() ? state.state().timestampNow() : 0)
        .setSystem(
            SystemInfo.newBuilder()
                .setRegistered(registered)
                .setPublicKey(publicKey)
                .setEcdhPublicKey(ecdhPublicKey)
                .setGatekeeper(gatekeeper)
                .setMaxSupportedConsensusVersion(MAX_CONSENSUS_VERSION)
                .setGenesisBlock((int) state.genesisBlock()));
  }

  /** InitRuntime's answer, and GetRuntimeInfo's but for the attestation. */
  public static InitRuntimeResponse runtimeInfo(Identity identity, RuntimeState state) {
    RuntimeState.Genesis genesis = state.genesis();
    var info =
        new ScaleWriter(256)
            .u32(VERSION)
            .byteVec(identity.ecdhPublicKey().toByteArray())
            .bytes(identity.publicKey().toByteArray())
            .bytes(identity.ecdhPublicKey().toByteArray())
            .bytes(genesis.blockHash().bytes())
            .list(FEATURES, ScaleWriter::u32);
    Bytes operator = genesis.operator();
    if (operator == null) {
      info.u8(0);
    } else {
      info.u8(1).bytes(operator.toByteArray());
    }
    info.u32(genesis.paraId()).u32(MAX_CONSENSUS_VERSION);
    return InitRuntimeResponse.newBuilder()
        .setEncodedRuntimeInfo(ByteString.copyFrom(info.toByteArray()))
        .setEncodedGenesisBlockHash(ByteString.copyFrom(genesis.blockHash().bytes()))
        .setEncodedPublicKey(ByteString.copyFrom(identity.publicKey().toByteArray()))
        .setEncodedEcdhPublicKey(ByteString.copyFrom(identity.ecdhPublicKey().toByteArray()))
        .build();
  }

  /**
   * GetRuntimeInfo: an attestation only once a parachain header has vouched for the state.
   *
   * @param reachable whether the services that attest are there
   */
  public static InitRuntimeResponse attested(
      Identity identity, RuntimeState state, Instant now, boolean reachable) {
    InitRuntimeResponse info = runtimeInfo(identity, state);
    if (!state.stateValidated() || !reachable) {
      return info;
    }
    Bytes provider = state.genesis().attestationProvider();
    byte[] report =
        Attestations.encodedReport(provider, info.getEncodedRuntimeInfo().toByteArray());
    return info.toBuilder()
        .setAttestation(
            Attestation.newBuilder()
                .setVersion(1)
                .setProvider(Attestations.providerJson(provider))
                .setTimestamp(now.getEpochSecond())
                .setEncodedReport(ByteString.copyFrom(report)))
        .build();
  }

  /** GetEgressMessages: an enclave that is not initialised has nothing to say. */
  public static GetEgressMessagesResponse egressMessages(PRuntime pruntime) {
    Egress egress = pruntime.state().map(state -> state.life().egress()).orElse(Egress.NONE);
    return GetEgressMessagesResponse.newBuilder()
        .setEncodedMessages(ByteString.copyFrom(egress.encode(pruntime.identity().publicKey())))
        .build();
  }

  /** SignEndpointInfo. */
  public static GetEndpointResponse signedEndpoints(
      Identity identity, RuntimeState state, List<String> endpoints) throws AppError {
    byte[] payload =
        new ScaleWriter(256)
            .bytes(identity.publicKey().toByteArray())
            .u8(0)
            .list(endpoints, ScaleWriter::string)
            .u64(state.stateValidated() ? state.state().timestampNow() : 0)
            .toByteArray();
    if (payload.length > MAX_ENDPOINT_PAYLOAD) {
      throw new AppError("Endpoints too large");
    }
    byte[] wrapped = new ScaleWriter().u8(0xff).u8(2).bytes(payload).toByteArray();
    return GetEndpointResponse.newBuilder()
        .setEncodedEndpointPayload(ByteString.copyFrom(payload))
        .setSignature(ByteString.copyFrom(identity.sign(wrapped)))
        .build();
  }

  private static GatekeeperStatus noGatekeeper() {
    return GatekeeperStatus.newBuilder().setRole(GatekeeperRole.None).build();
  }

  private static GatekeeperStatus gatekeeper(Identity identity, RuntimeState state) {
    boolean active = state.stateValidated() && state.state().isGatekeeper(identity.publicKey());
    return active
        ? GatekeeperStatus.newBuilder().setRole(GatekeeperRole.Active).build()
        : noGatekeeper();
  }

  private static String bareHex(Bytes bytes) {
    return bytes.hex().substring(2);
  }

  private static String bareHex(Hash256 hash) {
    return hash.toString().substring(2);
  }
}
