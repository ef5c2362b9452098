package dev.runtimebridge.syncer.topology;

import dev.runtimebridge.schemas.v1.RequestFailed;
import dev.runtimebridge.schemas.v1.SyncHeights;
import dev.runtimebridge.schemas.v1.WorkerStage;
import dev.runtimebridge.syncer.domain.Failure;
import dev.runtimebridge.syncer.domain.FailureKind;
import dev.runtimebridge.syncer.domain.Heights;
import dev.runtimebridge.syncer.domain.RuntimeFacts;
import dev.runtimebridge.syncer.domain.Stage;

/** Readings and failures, between domain and Protobuf. */
final class FactsCodec {
  private FactsCodec() {}

  static Heights read(SyncHeights from) {
    return new Heights(
        Integer.toUnsignedLong(from.getNextRelayHeader()),
        Integer.toUnsignedLong(from.getNextParaHeader()),
        Integer.toUnsignedLong(from.getNextParaBlock()));
  }

  static SyncHeights write(Heights from) {
    return SyncHeights.newBuilder()
        .setNextRelayHeader(u32(from.nextRelayHeader()))
        .setNextParaHeader(u32(from.nextParaHeader()))
        .setNextParaBlock(u32(from.nextParaBlock()))
        .build();
  }

  static int u32(long number) {
    return (int) number;
  }

  static RuntimeFacts read(dev.runtimebridge.schemas.v1.RuntimeFacts from) {
    return new RuntimeFacts(
        from.getInitialized(),
        from.getRegistered(),
        from.getPublicKey(),
        from.getGenesisBlockHash(),
        read(from.getHeights()),
        from.getStateRoot(),
        from.getWaitingForParaheaders(),
        from.getCanLoadChainState(),
        from.getVersion(),
        from.getGitRevision(),
        from.getMemoryUsedBytes(),
        from.getMemoryPeakBytes(),
        from.getDevMode(),
        from.getPendingMessages(),
        from.getAttestationMethodsList(),
        from.getScore(),
        from.getGatekeeper());
  }

  static dev.runtimebridge.schemas.v1.RuntimeFacts write(RuntimeFacts from) {
    return dev.runtimebridge.schemas.v1.RuntimeFacts.newBuilder()
        .setInitialized(from.initialized())
        .setRegistered(from.registered())
        .setPublicKey(from.publicKey())
        .setGenesisBlockHash(from.genesisBlockHash())
        .setHeights(write(from.heights()))
        .setStateRoot(from.stateRoot())
        .setWaitingForParaheaders(from.waitingForParaheaders())
        .setCanLoadChainState(from.canLoadChainState())
        .setVersion(from.version())
        .setGitRevision(from.gitRevision())
        .setMemoryUsedBytes(from.memoryUsedBytes())
        .setMemoryPeakBytes(from.memoryPeakBytes())
        .setDevMode(from.devMode())
        .setPendingMessages(from.pendingMessages())
        .addAllAttestationMethods(from.attestationMethods())
        .setScore(from.score())
        .setGatekeeper(from.gatekeeper())
        .build();
  }

  static Failure read(RequestFailed from) {
    return new Failure(
        readStage(from.getStage()),
        readKind(from.getKind()),
        from.getMessage(),
        from.getAttempt(),
        Times.read(from.getRetryAt()));
  }

  static RequestFailed write(Failure from) {
    return RequestFailed.newBuilder()
        .setStage(writeStage(from.stage()))
        .setKind(dev.runtimebridge.schemas.v1.FailureKind.valueOf(from.kind().name()))
        .setMessage(from.message())
        .setAttempt(from.attempt())
        .setRetryAt(Times.write(from.retryAt()))
        .build();
  }

  static WorkerStage writeStage(Stage stage) {
    return WorkerStage.valueOf(stage.name());
  }

  static Stage readStage(WorkerStage stage) {
    return switch (stage) {
      case STARTING -> Stage.STARTING;
      case INITIALIZING -> Stage.INITIALIZING;
      case LOADING_STATE -> Stage.LOADING_STATE;
      case SYNCING -> Stage.SYNCING;
      case AT_TIP -> Stage.AT_TIP;
      case REGISTERING -> Stage.REGISTERING;
      case BENCHMARKING -> Stage.BENCHMARKING;
      case ADDING_TO_POOL -> Stage.ADDING_TO_POOL;
      case STARTING_COMPUTE -> Stage.STARTING_COMPUTE;
      case COMPUTING -> Stage.COMPUTING;
      case UNRESPONSIVE -> Stage.UNRESPONSIVE;
      case STOPPING -> Stage.STOPPING;
      case COOLING_DOWN -> Stage.COOLING_DOWN;
      case RECLAIMING -> Stage.RECLAIMING;
      case LEAVING_POOL -> Stage.LEAVING_POOL;
      case GATEKEEPING -> Stage.GATEKEEPING;
      case KICKED -> Stage.KICKED;
      case DISABLED, REMOVED, WORKER_STAGE_UNSPECIFIED, UNRECOGNIZED ->
          throw new UnreadableRecord("no stage of a worker that is driven: " + stage);
    };
  }

  private static FailureKind readKind(dev.runtimebridge.schemas.v1.FailureKind kind) {
    return switch (kind) {
      case UNREACHABLE -> FailureKind.UNREACHABLE;
      case TIMED_OUT -> FailureKind.TIMED_OUT;
      case BUSY -> FailureKind.BUSY;
      case REFUSED -> FailureKind.REFUSED;
      case NOT_A_PRUNTIME -> FailureKind.NOT_A_PRUNTIME;
      case WRONG_CHAIN -> FailureKind.WRONG_CHAIN;
      case LOG_UNAVAILABLE -> FailureKind.LOG_UNAVAILABLE;
      case INTERNAL -> FailureKind.INTERNAL;
      case FAILURE_KIND_UNSPECIFIED, UNRECOGNIZED ->
          throw new UnreadableRecord("no kind of failure: " + kind);
    };
  }
}
