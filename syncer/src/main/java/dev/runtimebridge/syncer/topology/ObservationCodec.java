package dev.runtimebridge.syncer.topology;

import dev.runtimebridge.schemas.v1.ChainStateLoaded;
import dev.runtimebridge.schemas.v1.ChainStateLoading;
import dev.runtimebridge.schemas.v1.HeightsSeen;
import dev.runtimebridge.schemas.v1.RuntimeInitialized;
import dev.runtimebridge.schemas.v1.RuntimeSeen;
import dev.runtimebridge.schemas.v1.SessionOpened;
import dev.runtimebridge.schemas.v1.WorkerObservationRecord;
import dev.runtimebridge.syncer.domain.AggregateId;
import dev.runtimebridge.syncer.domain.Input.Observed;
import dev.runtimebridge.syncer.domain.Observation;
import dev.runtimebridge.syncer.domain.Reach;

/** Observations, between domain and Protobuf. */
public final class ObservationCodec {
  private ObservationCodec() {}

  /** The record of what the session {@code observed.epoch()} of {@code worker} saw. */
  public static WorkerObservationRecord write(AggregateId worker, Observed observed) {
    var to =
        WorkerObservationRecord.newBuilder()
            .setId(observed.id())
            .setTime(Times.write(observed.time()))
            .setAggregateId(worker.value())
            .setEpoch(observed.epoch())
            .setDriver(observed.driver());
    return switch (observed.observation()) {
      case Observation.SessionOpened() ->
          to.setSessionOpened(SessionOpened.getDefaultInstance()).build();
      case Observation.RuntimeSeen(var facts) ->
          to.setRuntimeSeen(RuntimeSeen.newBuilder().setFacts(FactsCodec.write(facts))).build();
      case Observation.RuntimeInitialized(var key, var genesis) ->
          to.setRuntimeInitialized(initialized(key, genesis)).build();
      case Observation.ChainStateLoading(var block) ->
          to.setChainStateLoading(
                  ChainStateLoading.newBuilder().setBlockNumber(FactsCodec.u32(block)))
              .build();
      case Observation.ChainStateLoaded(var block) ->
          to.setChainStateLoaded(
                  ChainStateLoaded.newBuilder().setBlockNumber(FactsCodec.u32(block)))
              .build();
      case Observation.HeightsSeen seen -> to.setHeightsSeen(write(seen)).build();
      case Observation.RequestFailed(var failure) ->
          to.setRequestFailed(FactsCodec.write(failure)).build();
    };
  }

  static Observed read(WorkerObservationRecord from) {
    return new Observed(
        from.getId(),
        Times.read(from.getTime()),
        from.getEpoch(),
        from.getDriver(),
        observation(from));
  }

  static RuntimeInitialized initialized(String publicKey, String genesisBlockHash) {
    return RuntimeInitialized.newBuilder()
        .setPublicKey(publicKey)
        .setGenesisBlockHash(genesisBlockHash)
        .build();
  }

  private static Observation observation(WorkerObservationRecord from) {
    return switch (from.getObservationCase()) {
      case SESSION_OPENED -> new Observation.SessionOpened();
      case RUNTIME_SEEN ->
          new Observation.RuntimeSeen(FactsCodec.read(from.getRuntimeSeen().getFacts()));
      case RUNTIME_INITIALIZED ->
          new Observation.RuntimeInitialized(
              from.getRuntimeInitialized().getPublicKey(),
              from.getRuntimeInitialized().getGenesisBlockHash());
      case CHAIN_STATE_LOADING ->
          new Observation.ChainStateLoading(
              Integer.toUnsignedLong(from.getChainStateLoading().getBlockNumber()));
      case CHAIN_STATE_LOADED ->
          new Observation.ChainStateLoaded(
              Integer.toUnsignedLong(from.getChainStateLoaded().getBlockNumber()));
      case HEIGHTS_SEEN -> read(from.getHeightsSeen());
      case REQUEST_FAILED ->
          new Observation.RequestFailed(FactsCodec.read(from.getRequestFailed()));
      case FACTS_SEEN,
          REGISTRATION_INFO_SEEN,
          ENDPOINTS_SIGNED,
          CHECKPOINT_TAKEN,
          RUNTIME_KICKED,
          EGRESS_SEEN,
          CALL_OUTCOME_SEEN,
          OBSERVATION_NOT_SET ->
          throw new UnreadableRecord(
              "observation %s tells nothing that this version knows".formatted(from.getId()));
    };
  }

  private static Observation.HeightsSeen read(HeightsSeen from) {
    return new Observation.HeightsSeen(
        FactsCodec.read(from.getHeights()),
        from.getStateRoot(),
        new Reach(
            Integer.toUnsignedLong(from.getPublishedRelay()),
            Integer.toUnsignedLong(from.getPublishedPara()),
            Integer.toUnsignedLong(from.getFinalizedRelay()),
            Integer.toUnsignedLong(from.getFinalizedPara())));
  }

  private static HeightsSeen write(Observation.HeightsSeen from) {
    return HeightsSeen.newBuilder()
        .setHeights(FactsCodec.write(from.heights()))
        .setStateRoot(from.stateRoot())
        .setPublishedRelay(FactsCodec.u32(from.reach().publishedRelay()))
        .setPublishedPara(FactsCodec.u32(from.reach().publishedPara()))
        .setFinalizedRelay(FactsCodec.u32(from.reach().finalizedRelay()))
        .setFinalizedPara(FactsCodec.u32(from.reach().finalizedPara()))
        .build();
  }
}
