package dev.runtimebridge.lifecycle.table;

import com.google.protobuf.Timestamp;
import dev.runtimebridge.schemas.v1.TransactionRequestRecord;
import dev.runtimebridge.schemas.v1.TransactionState;
import dev.runtimebridge.schemas.v1.TransactionView;
import java.util.Comparator;

/**
 * A request and what became of it so far.
 *
 * @param request what was asked, without the bytes that only the chain reads; the default instance
 *     while only its events were read
 * @param progress state, extrinsic, block, result and history
 */
public record Transaction(TransactionRequestRecord request, TransactionView progress) {
  /** The oldest first. */
  static final Comparator<Transaction> BY_AGE =
      Comparator.comparing(Transaction::time, LogTimes.ORDER).thenComparing(Transaction::id);

  /** Id of the request. */
  public String id() {
    return progress.getRequestId();
  }

  /** Whether nothing changes any more. */
  public boolean ended() {
    return progress.getState() == TransactionState.TX_SUCCEEDED
        || progress.getState() == TransactionState.TX_FAILED;
  }

  Timestamp time() {
    return request.getTime();
  }
}
