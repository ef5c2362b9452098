package dev.runtimebridge.fetcher.adapter.kafka;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import dev.runtimebridge.fetcher.domain.ChainPoint;
import dev.runtimebridge.fetcher.domain.ChainStatus;
import dev.runtimebridge.fetcher.domain.ChainStatus.NodeStatus;
import dev.runtimebridge.fetcher.domain.EncodedHeader;
import dev.runtimebridge.fetcher.domain.Genesis;
import dev.runtimebridge.fetcher.domain.ParaBlock;
import dev.runtimebridge.fetcher.domain.ParaHead;
import dev.runtimebridge.fetcher.domain.ParaRuntime;
import dev.runtimebridge.fetcher.domain.RelaySegment;
import dev.runtimebridge.fetcher.domain.StateSnapshot;
import dev.runtimebridge.schemas.v1.Chain;
import dev.runtimebridge.schemas.v1.ChainGenesis;
import dev.runtimebridge.schemas.v1.ChainTip;
import dev.runtimebridge.schemas.v1.NodeHealth;
import dev.runtimebridge.schemas.v1.ParaBlockRecord;
import dev.runtimebridge.schemas.v1.ParaHeadProof;
import dev.runtimebridge.schemas.v1.ParaSnapshotPiece;
import dev.runtimebridge.schemas.v1.RelayHeaderRecord;
import dev.runtimebridge.schemas.v1.RuntimeMetadataRecord;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.trie.StateVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From the fetcher's words to the records of the log. */
final class ChainRecords {
  private static final int PIECE = 1 << 20;

  private ChainRecords() {}

  static ChainGenesis of(Genesis genesis) {
    return ChainGenesis.newBuilder()
        .setParaId((int) genesis.chains().paraId())
        .setRelayGenesisHash(bytes(genesis.chains().relayGenesis()))
        .setParaGenesisHash(bytes(genesis.chains().paraGenesis()))
        .setRelayStartNumber((int) genesis.start().number())
        .setGenesisInfo(ByteString.copyFrom(genesis.blockInfo()))
        .setGenesisState(ByteString.copyFrom(genesis.paraState().encode()))
        .setParaGenesisHeader(bytes(genesis.paraHeader().encoded()))
        .setParaStateVersion(genesis.chains().paraStateVersion() == StateVersion.V0 ? 0 : 1)
        .setRelayChainName(genesis.relayChainName())
        .setParaChainName(genesis.paraChainName())
        .build();
  }

  static List<RelayHeaderRecord> of(RelaySegment segment, Optional<ParaHead> head) {
    var records = new ArrayList<RelayHeaderRecord>(segment.headers().size());
    for (EncodedHeader header : segment.headers()) {
      var record =
          RelayHeaderRecord.newBuilder()
              .setNumber((int) header.number())
              .setHash(bytes(header.hash()))
              .setHeader(bytes(header.encoded()))
              .setSetId(segment.authorities().setId());
      if (header.number() == segment.last().number()) {
        record.setJustification(bytes(segment.justification()));
        record.setChangesSet(segment.changesSet());
        head.ifPresent(proven -> record.setParaHead(of(proven)));
      }
      records.add(record.build());
    }
    return records;
  }

  private static ParaHeadProof of(ParaHead head) {
    return ParaHeadProof.newBuilder()
        .setNumber((int) head.header().number())
        .setHash(bytes(head.header().hash()))
        .addAllProof(head.proof().stream().map(ChainRecords::bytes).toList())
        .build();
  }

  static ParaBlockRecord of(ParaBlock block) {
    return ParaBlockRecord.newBuilder()
        .setNumber((int) block.header().number())
        .setHash(bytes(block.header().hash()))
        .setHeader(bytes(block.header().encoded()))
        .setStorageChanges(bytes(block.storageChanges()))
        .setProvenAt((int) block.provenAt())
        .build();
  }

  static RuntimeMetadataRecord of(ParaRuntime runtime) {
    return RuntimeMetadataRecord.newBuilder()
        .setChain(Chain.PARA)
        .setSpecName(runtime.specName())
        .setSpecVersion((int) runtime.specVersion())
        .setTransactionVersion((int) runtime.transactionVersion())
        .setSinceBlock((int) runtime.since().number())
        .setBlockHash(bytes(runtime.since().hash()))
        .setMetadata(bytes(runtime.metadata()))
        .build();
  }

  static List<ParaSnapshotPiece> of(StateSnapshot snapshot) {
    int length = snapshot.state().length();
    int count = Math.max(1, Math.ceilDiv(length, PIECE));
    ByteString state = bytes(snapshot.state());
    var pieces = new ArrayList<ParaSnapshotPiece>(count);
    for (int index = 0; index < count; index++) {
      pieces.add(
          ParaSnapshotPiece.newBuilder()
              .setBlockNumber((int) snapshot.block().number())
              .setBlockHash(bytes(snapshot.block().hash()))
              .setIndex(index)
              .setCount(count)
              .setState(state.substring(index * PIECE, Math.min(length, (index + 1) * PIECE)))
              .build());
    }
    return pieces;
  }

  static ChainTip of(ChainStatus status, Instant now) {
    var tip =
        ChainTip.newBuilder()
            .setChain(chain(status.chain()))
            .setTime(timestamp(now))
            .setWaitingFor(status.waitingFor());
    status.finalized().ifPresent(point -> finalized(tip, point));
    status.published().ifPresent(point -> published(tip, point));
    status.nodes().forEach(node -> tip.addNodes(of(node)));
    return tip.build();
  }

  private static void finalized(ChainTip.Builder tip, ChainPoint point) {
    tip.setFinalizedNumber((int) point.number()).setFinalizedHash(bytes(point.hash()));
  }

  private static void published(ChainTip.Builder tip, ChainPoint point) {
    tip.setPublishedNumber((int) point.number()).setPublishedHash(bytes(point.hash()));
  }

  private static NodeHealth of(NodeStatus node) {
    var health =
        NodeHealth.newBuilder()
            .setEndpoint(node.endpoint())
            .setHealthy(node.standing().healthy())
            .setReason(node.standing().reason())
            .setInUse(node.inUse())
            .setSince(timestamp(node.standing().since()));
    node.standing().finalized().ifPresent(point -> health.setFinalizedNumber((int) point.number()));
    return health.build();
  }

  static Chain chain(ChainStatus.Side side) {
    return switch (side) {
      case RELAY -> Chain.RELAY;
      case PARA -> Chain.PARA;
    };
  }

  static ByteString bytes(Bytes bytes) {
    return ByteString.copyFrom(bytes.toByteArray());
  }

  static ByteString bytes(Hash256 hash) {
    return ByteString.copyFrom(hash.bytes());
  }

  private static Timestamp timestamp(Instant time) {
    return Timestamp.newBuilder()
        .setSeconds(time.getEpochSecond())
        .setNanos(time.getNano())
        .build();
  }
}
