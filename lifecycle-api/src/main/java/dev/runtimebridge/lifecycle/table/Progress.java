package dev.runtimebridge.lifecycle.table;

import com.google.protobuf.Timestamp;
import dev.runtimebridge.lifecycle.domain.FailureWords;
import dev.runtimebridge.lifecycle.domain.PhaAmount;
import dev.runtimebridge.schemas.v1.CallFailure;
import dev.runtimebridge.schemas.v1.CallResult;
import dev.runtimebridge.schemas.v1.DeathCause;
import dev.runtimebridge.schemas.v1.TransactionEventRecord;
import dev.runtimebridge.schemas.v1.TransactionRequestRecord;
import dev.runtimebridge.schemas.v1.TransactionSigned;
import dev.runtimebridge.schemas.v1.TransactionState;
import dev.runtimebridge.schemas.v1.TransactionStep;
import dev.runtimebridge.schemas.v1.TransactionView;
import java.util.Optional;

/** What each event of the journal makes of a request; a pure function of both. */
final class Progress {
  /** The newest are kept. */
  private static final int MOST_STEPS = 32;

  private Progress() {}

  static TransactionView asked(TransactionRequestRecord request) {
    return TransactionView.newBuilder()
        .setRequestId(request.getId())
        .setState(TransactionState.TX_QUEUED)
        .setCreated(request.getTime())
        .setUpdated(request.getTime())
        .build();
  }

  /**
   * The request after an event.
   *
   * @param extrinsic that carries it, if the event is about one
   */
  static TransactionView after(
      TransactionView before, TransactionEventRecord event, Optional<TransactionSigned> extrinsic) {
    TransactionView.Builder now = before.toBuilder().setUpdated(event.getTime());
    extrinsic.ifPresent(
        it ->
            now.setHash(it.getHash())
                .setNonce(it.getNonce())
                .setBatchSize(it.getRequestIdsCount()));
    switch (event.getEventCase()) {
      case REQUEST_QUEUED ->
          step(now, event.getTime(), TransactionState.TX_QUEUED, "taken by the submitter");
      case REQUEST_REFUSED -> end(now, event, event.getRequestRefused().getResult());
      case REQUESTS_WAIT -> waits(now, event);
      case SIGNED -> {
        now.clearFailure();
        step(
            now,
            event.getTime(),
            TransactionState.TX_SIGNED,
            "signed with nonce %s, until block %s"
                .formatted(
                    Integer.toUnsignedString(event.getSigned().getNonce()),
                    Integer.toUnsignedString(event.getSigned().getDeath())));
      }
      case SENT -> {
        now.clearFailure();
        step(
            now, event.getTime(), TransactionState.TX_SENT, "sent to " + event.getSent().getNode());
      }
      case IN_BLOCK -> {
        now.clearFailure();
        now.setBlockNumber(event.getInBlock().getBlockNumber());
        now.setBlockHash(event.getInBlock().getBlockHash());
        step(
            now,
            event.getTime(),
            TransactionState.TX_IN_BLOCK,
            "in block " + Integer.toUnsignedString(event.getInBlock().getBlockNumber()));
      }
      case RETRACTED -> {
        now.clearBlockNumber().clearBlockHash();
        step(
            now,
            event.getTime(),
            TransactionState.TX_SENT,
            "its block is no longer on the best chain");
      }
      case FINALIZED -> {
        now.setBlockNumber(event.getFinalized().getBlockNumber());
        now.setBlockHash(event.getFinalized().getBlockHash());
        now.setFeePha(PhaAmount.inPha(event.getFinalized().getFee()));
        end(now, event, result(before.getRequestId(), event));
      }
      case DEAD -> {
        now.clearBlockNumber().clearBlockHash();
        step(
            now,
            event.getTime(),
            TransactionState.TX_QUEUED,
            "can no longer be included (%s); asked for again"
                .formatted(cause(event.getDead().getCause())));
      }
      case BALANCE_SEEN, EVENT_NOT_SET -> {}
    }
    return now.build();
  }

  private static void waits(TransactionView.Builder now, TransactionEventRecord event) {
    CallFailure reason = event.getRequestsWait().getReason();
    now.setFailure(reason);
    step(now, event.getTime(), now.getState(), "waits: " + FailureWords.text(reason));
  }

  private static CallResult result(String requestId, TransactionEventRecord event) {
    return event.getFinalized().getResultsList().stream()
        .filter(result -> result.getRequestId().equals(requestId))
        .findFirst()
        .orElseGet(
            () ->
                CallResult.newBuilder()
                    .setRequestId(requestId)
                    .setFailure(
                        CallFailure.newBuilder()
                            .setMessage("the journal has no result of this request"))
                    .build());
  }

  private static void end(
      TransactionView.Builder now, TransactionEventRecord event, CallResult result) {
    if (result.hasFailure()) {
      now.setFailure(result.getFailure());
      step(
          now,
          event.getTime(),
          TransactionState.TX_FAILED,
          "failed: " + FailureWords.text(result.getFailure()));
    } else {
      now.clearFailure();
      step(now, event.getTime(), TransactionState.TX_SUCCEEDED, "executed and finalized");
    }
  }

  private static String cause(DeathCause cause) {
    return switch (cause) {
      case ERA_OVER -> "its time is over";
      case RUNTIME_CHANGED -> "the chain has another runtime";
      case NONCE_TAKEN -> "another transaction has its nonce";
      case DEATH_CAUSE_UNSPECIFIED, UNRECOGNIZED -> "for a reason that is not known";
    };
  }

  private static void step(
      TransactionView.Builder now, Timestamp time, TransactionState state, String text) {
    now.setState(state);
    if (now.getHistoryCount() == MOST_STEPS) {
      now.removeHistory(0);
    }
    now.addHistory(TransactionStep.newBuilder().setTime(time).setState(state).setText(text));
  }
}
