package dev.runtimebridge.lifecycle.ctl;

import dev.runtimebridge.schemas.v1.CallEnded;
import dev.runtimebridge.schemas.v1.RequestFailed;
import dev.runtimebridge.schemas.v1.SyncHeights;
import dev.runtimebridge.schemas.v1.WorkerConfig;
import dev.runtimebridge.schemas.v1.WorkerEventRecord;
import dev.runtimebridge.schemas.v1.WorkerFacts;
import java.util.List;

/** A worker's events in words, to be read from top to bottom. */
final class Story {
  static final List<String> HEADER = List.of("NO", "TIME", "WHAT HAPPENED", "BECAUSE OF");

  private Story() {}

  static List<List<String>> of(List<WorkerEventRecord> newestFirst) {
    return newestFirst.reversed().stream().map(Story::row).toList();
  }

  private static List<String> row(WorkerEventRecord event) {
    return List.of(
        Long.toUnsignedString(event.getMeta().getSequence()),
        Words.time(event.getMeta().getTime()),
        happened(event),
        cause(event));
  }

  private static String happened(WorkerEventRecord event) {
    return switch (event.getEventCase()) {
      case WORKER_CREATED -> "created: " + config(event.getWorkerCreated().getConfig());
      case WORKER_UPDATED -> "changed, now: " + config(event.getWorkerUpdated().getConfig());
      case WORKER_DELETED -> "deleted";
      case WORKER_STARTED -> "started";
      case WORKER_STOPPED -> "stopped";
      case WORKER_RESTARTED -> "restarted";
      case SESSION_BEGAN ->
          "session %s began, driven by %s"
              .formatted(
                  Long.toUnsignedString(event.getSessionBegan().getEpoch()),
                  event.getSessionBegan().getDriver());
      case INITIALIZATION_BEGAN -> "initialization began";
      case RUNTIME_INITIALIZED ->
          "initialized, public key " + event.getRuntimeInitialized().getPublicKey();
      case STATE_LOADING_BEGAN ->
          "began to load the chain's state at block "
              + Integer.toUnsignedString(event.getStateLoadingBegan().getBlockNumber());
      case CHAIN_STATE_LOADED ->
          "has the chain's state at block "
              + Integer.toUnsignedString(event.getChainStateLoaded().getBlockNumber());
      case SYNCING_BEGAN -> "syncing began at " + heights(event.getSyncingBegan().getHeights());
      case TIP_REACHED ->
          "reached the tip at relay %s, para %s"
              .formatted(
                  Integer.toUnsignedString(event.getTipReached().getRelayNumber()),
                  Integer.toUnsignedString(event.getTipReached().getParaNumber()));
      case FELL_BEHIND ->
          "fell behind at %s; the log has relay %s, para %s"
              .formatted(
                  heights(event.getFellBehind().getHeights()),
                  Integer.toUnsignedString(event.getFellBehind().getPublishedRelay()),
                  Integer.toUnsignedString(event.getFellBehind().getPublishedPara()));
      case HEIGHTS_WENT_BACK ->
          "went back from %s to %s"
              .formatted(
                  heights(event.getHeightsWentBack().getFrom()),
                  heights(event.getHeightsWentBack().getTo()));
      case RETRY_SCHEDULED -> failed(event.getRetryScheduled().getFailure());
      case RECOVERED -> "recovered";
      case COMMAND_REJECTED -> "refused a command: " + event.getCommandRejected().getMessage();
      case FACTS_CHANGED -> "the chain says: " + facts(event.getFactsChanged().getFacts());
      case TARGET_CHANGED -> "is " + Words.target(event.getTargetChanged().getTarget());
      case STAGE_ENTERED ->
          "is now %s%s%s"
              .formatted(
                  Words.stage(event.getStageEntered().getStage()),
                  after(": ", event.getStageEntered().getReason()),
                  after("; waits for you: ", event.getStageEntered().getWaitingForOperator()));
      case ERRAND_BEGAN -> "pRuntime is to " + Words.errand(event.getErrandBegan().getErrand());
      case ERRAND_ENDED ->
          event.getErrandEnded().getFailure().isEmpty()
              ? "pRuntime did what it was to do"
              : "pRuntime did not do it: " + event.getErrandEnded().getFailure();
      case CALL_REQUESTED ->
          "asked the chain for the %s, request %s"
              .formatted(
                  Words.call(event.getCallRequested().getKind()),
                  event.getCallRequested().getRequestId());
      case CALL_ENDED -> ended(event.getCallEnded());
      case MESSAGE_FORWARDED ->
          "message %s is on its way, request %s"
              .formatted(
                  Long.toUnsignedString(event.getMessageForwarded().getSequence()),
                  event.getMessageForwarded().getRequestId());
      case MESSAGE_ENDED ->
          event.getMessageEnded().hasFailure()
              ? "message %s did not reach the chain: %s"
                  .formatted(
                      Long.toUnsignedString(event.getMessageEnded().getSequence()),
                      Words.failure(event.getMessageEnded().getFailure()))
              : "message %s is on the chain"
                  .formatted(Long.toUnsignedString(event.getMessageEnded().getSequence()));
      case POOL_CREATED,
          POOL_UPDATED,
          POOL_DELETED,
          POOL_OPERATOR_SET,
          POOL_OPERATOR_REMOVED,
          EVENT_NOT_SET ->
          "an event that this version does not know";
    };
  }

  private static String facts(WorkerFacts facts) {
    return "%s, %s, %s, staked %s"
        .formatted(
            facts.hasRegistration() ? "registered" : "not registered",
            facts.hasAssignedPid()
                ? "in pool " + Long.toUnsignedString(facts.getAssignedPid())
                : "in no pool",
            facts.hasSession() ? "has a session" : "no session",
            Words.pha(facts.getStaked()));
  }

  private static String ended(CallEnded ended) {
    String call = Words.call(ended.getKind());
    if (!ended.getResult().hasFailure()) {
      return "%s succeeded in block %s"
          .formatted(call, Integer.toUnsignedString(ended.getBlockNumber()));
    }
    return "%s failed: %s%s%s"
        .formatted(
            call,
            Words.failure(ended.getResult().getFailure()),
            ended.hasRetryAt() ? "; again at " + Words.time(ended.getRetryAt()) : "",
            after("; waits for you: ", ended.getWaitingForOperator()));
  }

  private static String after(String lead, String text) {
    return text.isEmpty() ? "" : lead + text;
  }

  private static String failed(RequestFailed failure) {
    return "failed while %s: %s; try %s, again at %s"
        .formatted(
            Words.stage(failure.getStage()),
            Words.failure(failure),
            Integer.toUnsignedString(failure.getAttempt()),
            Words.time(failure.getRetryAt()));
  }

  private static String config(WorkerConfig config) {
    return "pool %s, %s, stake %s%s%s%s"
        .formatted(
            Long.toUnsignedString(config.getPid()),
            config.getEndpoint(),
            Words.pha(config.getStake()),
            config.getEnabled() ? "" : ", stopped",
            config.getSyncOnly() ? ", sync only" : "",
            config.getGatekeeper() ? ", gatekeeper" : "");
  }

  private static String heights(SyncHeights heights) {
    return "relay %s, para %s"
        .formatted(
            Words.reached(heights.getNextRelayHeader()), Words.reached(heights.getNextParaBlock()));
  }

  private static String cause(WorkerEventRecord event) {
    String who =
        switch (event.getEventCase()) {
          case WORKER_CREATED,
              WORKER_UPDATED,
              WORKER_DELETED,
              WORKER_STARTED,
              WORKER_STOPPED,
              WORKER_RESTARTED,
              TARGET_CHANGED,
              COMMAND_REJECTED ->
              "command ";
          default -> "observation ";
        };
    return who + event.getMeta().getCause();
  }
}
