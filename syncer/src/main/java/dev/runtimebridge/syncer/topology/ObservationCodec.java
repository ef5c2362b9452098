package dev.runtimebridge.syncer.topology;

import dev.runtimebridge.schemas.v1.CallOutcomeSeen;
import dev.runtimebridge.schemas.v1.ChainStateLoaded;
import dev.runtimebridge.schemas.v1.ChainStateLoading;
import dev.runtimebridge.schemas.v1.CheckpointTaken;
import dev.runtimebridge.schemas.v1.EgressSeen;
import dev.runtimebridge.schemas.v1.EndpointsSigned;
import dev.runtimebridge.schemas.v1.ErrandFailed;
import dev.runtimebridge.schemas.v1.FactsSeen;
import dev.runtimebridge.schemas.v1.HeightsSeen;
import dev.runtimebridge.schemas.v1.RegistrationInfoSeen;
import dev.runtimebridge.schemas.v1.RuntimeInitialized;
import dev.runtimebridge.schemas.v1.RuntimeKicked;
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
      case Observation.FactsSeen(var facts) ->
          to.setFactsSeen(FactsSeen.newBuilder().setFacts(ChainFactsCodec.write(facts))).build();
      case Observation.RegistrationInfoSeen(var errand, var call) ->
          to.setRegistrationInfoSeen(
                  RegistrationInfoSeen.newBuilder()
                      .setErrandId(errand)
                      .setCall(CallCodec.register(call)))
              .build();
      case Observation.EndpointsSigned(var errand, var call) ->
          to.setEndpointsSigned(
                  EndpointsSigned.newBuilder()
                      .setErrandId(errand)
                      .setCall(CallCodec.endpoint(call)))
              .build();
      case Observation.CheckpointTaken(var errand, var block) ->
          to.setCheckpointTaken(
                  CheckpointTaken.newBuilder()
                      .setErrandId(errand)
                      .setBlockNumber(FactsCodec.u32(block)))
              .build();
      case Observation.RuntimeKicked(var errand) ->
          to.setRuntimeKicked(RuntimeKicked.newBuilder().setErrandId(errand)).build();
      case Observation.ErrandFailed(var errand, var message) ->
          to.setErrandFailed(ErrandFailed.newBuilder().setErrandId(errand).setMessage(message))
              .build();
      case Observation.EgressSeen(var messages) ->
          to.setEgressSeen(
                  EgressSeen.newBuilder()
                      .addAllMessages(messages.stream().map(CallCodec::message).toList()))
              .build();
      case Observation.CallOutcomeSeen(var result, var block) ->
          to.setCallOutcomeSeen(
                  CallOutcomeSeen.newBuilder()
                      .setResult(CallCodec.result(worker, result))
                      .setBlockNumber(FactsCodec.u32(block)))
              .build();
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
      case FACTS_SEEN ->
          new Observation.FactsSeen(ChainFactsCodec.read(from.getFactsSeen().getFacts()));
      case REGISTRATION_INFO_SEEN ->
          new Observation.RegistrationInfoSeen(
              from.getRegistrationInfoSeen().getErrandId(),
              CallCodec.register(from.getRegistrationInfoSeen().getCall()));
      case ENDPOINTS_SIGNED ->
          new Observation.EndpointsSigned(
              from.getEndpointsSigned().getErrandId(),
              CallCodec.endpoint(from.getEndpointsSigned().getCall()));
      case CHECKPOINT_TAKEN ->
          new Observation.CheckpointTaken(
              from.getCheckpointTaken().getErrandId(),
              Integer.toUnsignedLong(from.getCheckpointTaken().getBlockNumber()));
      case RUNTIME_KICKED -> new Observation.RuntimeKicked(from.getRuntimeKicked().getErrandId());
      case ERRAND_FAILED ->
          new Observation.ErrandFailed(
              from.getErrandFailed().getErrandId(), from.getErrandFailed().getMessage());
      case EGRESS_SEEN ->
          new Observation.EgressSeen(
              from.getEgressSeen().getMessagesList().stream().map(CallCodec::message).toList());
      case CALL_OUTCOME_SEEN ->
          new Observation.CallOutcomeSeen(
              CallCodec.result(from.getCallOutcomeSeen().getResult()),
              Integer.toUnsignedLong(from.getCallOutcomeSeen().getBlockNumber()));
      case OBSERVATION_NOT_SET ->
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
