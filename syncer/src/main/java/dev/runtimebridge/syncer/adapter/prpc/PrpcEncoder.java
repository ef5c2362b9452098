package dev.runtimebridge.syncer.adapter.prpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.runtimebridge.schemas.prpc.Blocks;
import dev.runtimebridge.schemas.prpc.ChainState;
import dev.runtimebridge.schemas.prpc.CombinedHeadersToSync;
import dev.runtimebridge.schemas.prpc.InitRuntimeRequest;
import dev.runtimebridge.schemas.prpc.ParaHeadersToSync;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.pruntime.HeadersToSync;
import dev.runtimebridge.substrate.pruntime.ParaHeaders;
import dev.runtimebridge.syncer.domain.Step.SyncHeaders;
import dev.runtimebridge.syncer.domain.Step.SyncParaHeaders;
import dev.runtimebridge.syncer.port.ChainLog;
import dev.runtimebridge.syncer.port.EncodedRequest;
import dev.runtimebridge.syncer.port.Genesis;
import dev.runtimebridge.syncer.port.LogUnavailable;
import dev.runtimebridge.syncer.port.ParaBlock;
import dev.runtimebridge.syncer.port.RelayHeader;
import dev.runtimebridge.syncer.port.Snapshot;
import dev.runtimebridge.syncer.session.RequestEncoder;
import java.util.List;

/**
 * Bodies of pRuntime's requests: Protobuf around SCALE, headers and changes as the nodes sent them.
 *
 * @see <a
 *     href="https://github.com/Phala-Network/phala-blockchain/blob/654b1b6/crates/phactory/api/proto/pruntime_rpc.proto">pruntime_rpc.proto</a>
 */
public final class PrpcEncoder implements RequestEncoder {
  private final Attestation attestation;

  /** Requests of workers that are initialised with {@code attestation}. */
  public PrpcEncoder(Attestation attestation) {
    this.attestation = attestation;
  }

  @Override
  public EncodedRequest init(Genesis genesis) {
    var request =
        InitRuntimeRequest.newBuilder()
            .setEncodedGenesisInfo(wrap(genesis.genesisInfo()))
            .setEncodedGenesisState(wrap(genesis.genesisState()))
            .setIsParachain(true);
    attestation
        .provider()
        .ifPresent(
            provider ->
                request.setAttestationProvider(ByteString.copyFrom(new byte[] {(byte) provider})));
    return EncodedRequest.of(request.build().toByteArray(), genesis.relayStart());
  }

  @Override
  public EncodedRequest chainState(Snapshot snapshot) {
    var request =
        ChainState.newBuilder()
            .setBlockNumber((int) snapshot.blockNumber())
            .setEncodedState(wrap(snapshot.state()));
    return EncodedRequest.of(request.build().toByteArray(), snapshot.blockNumber());
  }

  @Override
  public EncodedRequest headers(SyncHeaders step, ChainLog log) {
    List<RelayHeader> headers = log.relayHeaders(step.from(), step.to());
    RelayHeader last = headers.getLast();
    Bytes justification =
        last.justification()
            .orElseThrow(
                () ->
                    new LogUnavailable(
                        "relay-chain header %d has no justification".formatted(step.to())));
    byte[] encoded =
        HeadersToSync.encode(
            headers.stream().map(header -> header.header().toByteArray()).toList(),
            justification.toByteArray());
    var request = CombinedHeadersToSync.newBuilder().setEncodedRelaychainHeaders(wrap(encoded));
    if (step.hasParaHeaders()) {
      request
          .setEncodedParachainHeaders(paraHeaders(step.paraFrom(), step.paraTo(), log))
          .addAllProof(proof(last));
    } else {
      request.setEncodedParachainHeaders(wrap(ParaHeaders.encode(List.of())));
    }
    return EncodedRequest.of(request.build().toByteArray(), step.to());
  }

  @Override
  public EncodedRequest paraHeaders(SyncParaHeaders step, ChainLog log) {
    RelayHeader provenAt = log.relayHeaders(step.provenAt(), step.provenAt()).getLast();
    var request =
        ParaHeadersToSync.newBuilder()
            .setEncodedHeaders(paraHeaders(step.from(), step.to(), log))
            .addAllProof(proof(provenAt));
    return EncodedRequest.of(request.build().toByteArray(), step.to());
  }

  @Override
  public EncodedRequest blocks(List<ParaBlock> blocks) {
    byte[] encoded =
        dev.runtimebridge.substrate.pruntime.Blocks.encode(
            blocks.stream().map(block -> block.header().toByteArray()).toList(),
            blocks.stream().map(block -> block.storageChanges().toByteArray()).toList());
    var request = Blocks.newBuilder().setEncodedBlocks(wrap(encoded));
    return EncodedRequest.of(request.build().toByteArray(), blocks.getLast().number());
  }

  private static ByteString paraHeaders(long from, long to, ChainLog log) {
    return wrap(
        ParaHeaders.encode(log.paraHeaders(from, to).stream().map(Bytes::toByteArray).toList()));
  }

  private static List<ByteString> proof(RelayHeader header) {
    return header.paraHeadProof().stream().map(PrpcEncoder::wrap).toList();
  }

  private static ByteString wrap(Bytes bytes) {
    return wrap(bytes.toByteArray());
  }

  private static ByteString wrap(byte[] bytes) {
    return UnsafeByteOperations.unsafeWrap(bytes);
  }
}
