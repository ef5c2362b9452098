package dev.runtimebridge.lifecycle.words;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import dev.runtimebridge.lifecycle.domain.Addresses;
import dev.runtimebridge.schemas.v1.CallEnded;
import dev.runtimebridge.schemas.v1.Errand;
import dev.runtimebridge.schemas.v1.ErrandEnded;
import dev.runtimebridge.schemas.v1.MessageEnded;
import dev.runtimebridge.schemas.v1.PoolConfig;
import dev.runtimebridge.schemas.v1.PoolOperator;
import dev.runtimebridge.schemas.v1.RegisteredWorker;
import dev.runtimebridge.schemas.v1.RequestFailed;
import dev.runtimebridge.schemas.v1.Session;
import dev.runtimebridge.schemas.v1.SyncHeights;
import dev.runtimebridge.schemas.v1.WorkerConfig;
import dev.runtimebridge.schemas.v1.WorkerEventRecord;
import dev.runtimebridge.schemas.v1.WorkerFacts;
import dev.runtimebridge.substrate.Bytes;
import java.time.ZoneId;
import java.util.List;

/** A pool's or a worker's events in words, to be read from top to bottom. */
public final class Story {
  /** What the columns of the rows are called. */
  public static final List<String> HEADER = List.of("NO", "TIME", "WHAT HAPPENED", "BECAUSE OF");

  /** What is told of an event that has no words here. */
  public static final String UNKNOWN = "an event that this version does not know";

  private final Addresses addresses;
  private final ZoneId zone;

  /** Stories in which accounts stand as {@code addresses} writes them, and times as here. */
  public Story(Addresses addresses) {
    this(addresses, ZoneId.systemDefault());
  }

  /** Stories in which times stand as in {@code zone}. */
  public Story(Addresses addresses, ZoneId zone) {
    this.addresses = addresses;
    this.zone = zone;
  }

  /** A row of a table for each event, the oldest first. */
  public List<List<String>> of(List<WorkerEventRecord> newestFirst) {
    return newestFirst.reversed().stream().map(this::row).toList();
  }

  private List<String> row(WorkerEventRecord event) {
    return List.of(
        Long.toUnsignedString(event.getMeta().getSequence()),
        time(event.getMeta().getTime()),
        happened(event),
        Origin.of(event).kind() + event.getMeta().getCause());
  }

  /** One event in a sentence. */
  public String happened(WorkerEventRecord event) {
    return switch (event.getEventCase()) {
      case POOL_CREATED -> "created: " + config(event.getPoolCreated().getConfig());
      case POOL_UPDATED -> "changed, now: " + config(event.getPoolUpdated().getConfig());
      case POOL_DELETED -> "pool deleted";
      case POOL_OPERATOR_SET -> operator(event.getPoolOperatorSet().getOperator());
      case POOL_OPERATOR_REMOVED -> "operator removed: nobody signs for the pool";
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
      case ERRAND_BEGAN -> began(event.getErrandBegan().getErrand());
      case ERRAND_ENDED -> ended(event.getErrandEnded());
      case CALL_REQUESTED ->
          "%s is on its way to the chain, request %s"
              .formatted(
                  Words.call(event.getCallRequested().getKind()),
                  event.getCallRequested().getRequestId());
      case CALL_ENDED -> ended(event.getCallEnded());
      case MESSAGE_FORWARDED ->
          "message %s is on its way, request %s"
              .formatted(
                  Long.toUnsignedString(event.getMessageForwarded().getSequence()),
                  event.getMessageForwarded().getRequestId());
      case MESSAGE_ENDED -> ended(event.getMessageEnded());
      case EVENT_NOT_SET -> UNKNOWN;
    };
  }

  private String operator(PoolOperator operator) {
    return "operator set: %s signs%s"
        .formatted(
            address(operator.getAccount()),
            operator.hasProxied() ? " as proxy of " + address(operator.getProxied()) : "");
  }

  private String facts(WorkerFacts facts) {
    return "%s, %s, %s, staked %s"
        .formatted(
            facts.hasRegistration() ? registration(facts.getRegistration()) : "not registered",
            facts.hasAssignedPid()
                ? "in pool " + Long.toUnsignedString(facts.getAssignedPid())
                : "in no pool",
            facts.hasSession() ? session(facts.getSession()) : "no session",
            Words.pha(facts.getStaked()));
  }

  private String registration(RegisteredWorker registration) {
    return "registered%s, %s"
        .formatted(
            registration.hasOperator() ? " for " + address(registration.getOperator()) : "",
            registration.hasInitialScore()
                ? "score " + Integer.toUnsignedString(registration.getInitialScore())
                : "no score");
  }

  private String session(Session session) {
    return "session %s %s"
        .formatted(address(session.getSession()), Words.session(session.getState()));
  }

  private String began(Errand errand) {
    ByteString operator = errand.getFetchRegistration().getOperator();
    return "pRuntime is to %s%s"
        .formatted(Words.errand(errand), operator.isEmpty() ? "" : " for " + address(operator));
  }

  private String ended(ErrandEnded ended) {
    if (ended.getFailure().isEmpty()) {
      return "pRuntime did what it was to do";
    }
    return "pRuntime did not do it: %s%s"
        .formatted(
            ended.getFailure(), ended.hasRetryAt() ? "; again at " + time(ended.getRetryAt()) : "");
  }

  private String ended(MessageEnded ended) {
    String sequence = Long.toUnsignedString(ended.getSequence());
    return ended.hasFailure()
        ? "message %s did not reach the chain: %s%s"
            .formatted(
                sequence,
                Words.failure(ended.getFailure()),
                ended.hasRetryAt() ? "; again at " + time(ended.getRetryAt()) : "")
        : "message %s is on the chain".formatted(sequence);
  }

  private String address(ByteString account) {
    return addresses.text(Bytes.of(account.toByteArray()));
  }

  private String ended(CallEnded ended) {
    String call = Words.call(ended.getKind());
    if (!ended.getResult().hasFailure()) {
      return "%s succeeded in block %s"
          .formatted(call, Integer.toUnsignedString(ended.getBlockNumber()));
    }
    return "%s failed: %s%s%s"
        .formatted(
            call,
            Words.failure(ended.getResult().getFailure()),
            ended.hasRetryAt() ? "; again at " + time(ended.getRetryAt()) : "",
            after("; waits for you: ", ended.getWaitingForOperator()));
  }

  private String time(Timestamp time) {
    return Words.time(time, zone);
  }

  private static String after(String lead, String text) {
    return text.isEmpty() ? "" : lead + text;
  }

  private String failed(RequestFailed failure) {
    return "failed while %s: %s; try %s, again at %s"
        .formatted(
            Words.stage(failure.getStage()),
            Words.failure(failure),
            Integer.toUnsignedString(failure.getAttempt()),
            time(failure.getRetryAt()));
  }

  private static String config(PoolConfig config) {
    return "pool %s, %s%s"
        .formatted(
            Long.toUnsignedString(config.getPid()),
            Words.orDash(config.getName()),
            config.getSyncOnly() ? ", sync only" : "");
  }

  private static String config(WorkerConfig config) {
    return "%s, pool %s, %s, stake %s%s%s%s"
        .formatted(
            Words.orDash(config.getName()),
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
}
