package dev.runtimebridge.schemas.topic;

import com.google.protobuf.Message;
import com.google.protobuf.MessageLite;
import dev.runtimebridge.schemas.v1.AggregateStateRecord;
import dev.runtimebridge.schemas.v1.ChainGenesis;
import dev.runtimebridge.schemas.v1.ChainTip;
import dev.runtimebridge.schemas.v1.DispatchBalance;
import dev.runtimebridge.schemas.v1.DispatchEventRecord;
import dev.runtimebridge.schemas.v1.DispatchTaskReport;
import dev.runtimebridge.schemas.v1.DispatchWorker;
import dev.runtimebridge.schemas.v1.ParaBlockRecord;
import dev.runtimebridge.schemas.v1.ParaSnapshotPiece;
import dev.runtimebridge.schemas.v1.ParaStateRecord;
import dev.runtimebridge.schemas.v1.RelayHeaderRecord;
import dev.runtimebridge.schemas.v1.RuntimeMetadataRecord;
import dev.runtimebridge.schemas.v1.SealingKey;
import dev.runtimebridge.schemas.v1.TransactionEventRecord;
import dev.runtimebridge.schemas.v1.TransactionRequestRecord;
import dev.runtimebridge.schemas.v1.WorkerCommandRecord;
import dev.runtimebridge.schemas.v1.WorkerEventRecord;
import dev.runtimebridge.schemas.v1.WorkerObservationRecord;
import java.time.Duration;
import java.util.List;

/**
 * The topics of one bridge.
 *
 * @param chainGenesis what InitRuntime needs
 * @param relayHeaders relay-chain headers, one record each
 * @param paraBlocks parachain blocks, one record each
 * @param paraSnapshots the parachain's state at one block, for {@code LoadChainState}
 * @param paraState what the parachain says of workers, sessions and pools
 * @param chainMetadata the runtimes of the parachain
 * @param chainTip how far the chains and the log are
 * @param workerCommands what operators asked for
 * @param workerObservations what sessions saw
 * @param workerEvents what was decided
 * @param workerState the state after each event
 * @param txRequests calls to be sent
 * @param txEvents the journal of what was sent
 * @param sealingKeys for whom secrets are sealed
 * @param dispatchWorkers who could be drawn for tasks
 * @param dispatchReports how workers fared with their tasks
 * @param dispatchEvents the history of rounds
 * @param dispatchBalances what workers and pools have earned in rounds
 */
public record TopicCatalogue(
    Topic<ChainGenesis> chainGenesis,
    Topic<RelayHeaderRecord> relayHeaders,
    Topic<ParaBlockRecord> paraBlocks,
    Topic<ParaSnapshotPiece> paraSnapshots,
    Topic<ParaStateRecord> paraState,
    Topic<RuntimeMetadataRecord> chainMetadata,
    Topic<ChainTip> chainTip,
    Topic<WorkerCommandRecord> workerCommands,
    Topic<WorkerObservationRecord> workerObservations,
    Topic<WorkerEventRecord> workerEvents,
    Topic<AggregateStateRecord> workerState,
    Topic<TransactionRequestRecord> txRequests,
    Topic<TransactionEventRecord> txEvents,
    Topic<SealingKey> sealingKeys,
    Topic<DispatchWorker> dispatchWorkers,
    Topic<DispatchTaskReport> dispatchReports,
    Topic<DispatchEventRecord> dispatchEvents,
    Topic<DispatchBalance> dispatchBalances) {

  private static final int MIB = 1 << 20;

  /** Largest record of chain bytes: a genesis state or a parachain block with a new runtime. */
  public static final int MAX_CHAIN_RECORD_BYTES = 64 * MIB;

  /**
   * The topics of the bridge whose names begin with {@code prefix} and a dot.
   *
   * @param workerPartitions partitions of the topics keyed by worker; bounds the number of syncers
   */
  public static TopicCatalogue of(String prefix, int workerPartitions) {
    var make = new Maker(prefix + ".", workerPartitions);
    return new TopicCatalogue(
        make.chain("chain.genesis", "para id", ChainGenesis.getDefaultInstance(), compacted()),
        make.chain(
            "chain.relay-headers", "none", RelayHeaderRecord.getDefaultInstance(), forever()),
        make.chain("chain.para-blocks", "none", ParaBlockRecord.getDefaultInstance(), forever()),
        make.chain(
            "chain.para-snapshots", "piece", ParaSnapshotPiece.getDefaultInstance(), compacted()),
        make.chain(
            "chain.para-state", "storage key", ParaStateRecord.getDefaultInstance(), compacted()),
        make.chain(
            "chain.metadata",
            "chain, spec version",
            RuntimeMetadataRecord.getDefaultInstance(),
            compacted()),
        make.chain("chain.tip", "chain", ChainTip.getDefaultInstance(), compacted()),
        make.worker("worker.commands", WorkerCommandRecord.getDefaultInstance(), forever()),
        make.worker(
            "worker.observations",
            WorkerObservationRecord.getDefaultInstance(),
            new Retention.For(Duration.ofDays(7))),
        make.worker("worker.events", WorkerEventRecord.getDefaultInstance(), forever()),
        make.worker("worker.state", AggregateStateRecord.getDefaultInstance(), compacted()),
        make.accounts("tx.requests", TransactionRequestRecord.getDefaultInstance(), forever()),
        make.accounts("tx.events", TransactionEventRecord.getDefaultInstance(), forever()),
        make.chain("tx.sealing-keys", "key id", SealingKey.getDefaultInstance(), compacted()),
        make.rounds(
            "dispatch.workers", "worker id", DispatchWorker.getDefaultInstance(), compacted()),
        make.rounds(
            "dispatch.reports", "worker id", DispatchTaskReport.getDefaultInstance(), forever()),
        make.chain("dispatch.events", "round", DispatchEventRecord.getDefaultInstance(), forever()),
        make.rounds(
            "dispatch.balances",
            "worker or pool id",
            DispatchBalance.getDefaultInstance(),
            compacted()));
  }

  /** All topics, in the order of the catalogue. */
  public List<Topic<? extends MessageLite>> all() {
    return List.of(
        chainGenesis,
        relayHeaders,
        paraBlocks,
        paraSnapshots,
        paraState,
        chainMetadata,
        chainTip,
        workerCommands,
        workerObservations,
        workerEvents,
        workerState,
        txRequests,
        txEvents,
        sealingKeys,
        dispatchWorkers,
        dispatchReports,
        dispatchEvents,
        dispatchBalances);
  }

  private static Retention forever() {
    return new Retention.Forever();
  }

  private static Retention compacted() {
    return new Retention.Compacted();
  }

  private record Maker(String prefix, int workerPartitions) {
    <V extends Message> Topic<V> chain(String name, String key, V value, Retention retention) {
      return make(name, key, value, 1, retention, MAX_CHAIN_RECORD_BYTES);
    }

    <V extends Message> Topic<V> worker(String name, V value, Retention retention) {
      return make(name, "worker or pool id", value, workerPartitions, retention, MIB);
    }

    /** One partition: one submitter signs, and readers see each account's events in order. */
    <V extends Message> Topic<V> accounts(String name, V value, Retention retention) {
      return make(name, "operator account", value, 1, retention, 4 * MIB);
    }

    /** One partition: a round draws from all workers. */
    <V extends Message> Topic<V> rounds(String name, String key, V value, Retention retention) {
      return make(name, key, value, 1, retention, MIB);
    }

    private <V extends Message> Topic<V> make(
        String name, String key, V value, int partitions, Retention retention, int maxBytes) {
      return new Topic<>(
          prefix + name,
          key,
          ProtobufSerde.of(value),
          value.getDescriptorForType().getName(),
          partitions,
          retention,
          maxBytes);
    }
  }
}
