package dev.runtimebridge.lifecycle.alert;

import dev.runtimebridge.lifecycle.domain.CallWords;
import dev.runtimebridge.lifecycle.table.Transaction;
import dev.runtimebridge.lifecycle.table.TransactionTable;
import dev.runtimebridge.schemas.v1.CallFailureKind;
import dev.runtimebridge.schemas.v1.TransactionState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The newest call of its kind of each worker and pool, where it has failed: a later one that
 * succeeds makes up for it. To be made before the log is read.
 */
public final class FailedCalls {
  /** Beyond this the oldest is forgotten; so many are told as one anyway. */
  private static final int MOST = 10_000;

  private final Map<String, Transaction> failed = new LinkedHashMap<>();

  /** Listens to what becomes of transactions from now on. */
  public FailedCalls(TransactionTable transactions) {
    transactions.watch(this::take);
  }

  /** Those that have failed after {@code from}. */
  public synchronized List<Transaction> after(Instant from) {
    failed.values().removeIf(call -> failedAt(call).isBefore(from));
    return List.copyOf(failed.values());
  }

  static Instant failedAt(Transaction call) {
    return WorkerSymptoms.instant(call.progress().getUpdated());
  }

  private synchronized void take(Transaction call) {
    if (!call.ended() || call.request().getAggregateId().isEmpty()) {
      return;
    }
    String kind = call.request().getAggregateId() + "/" + CallWords.name(call.request().getCall());
    failed.remove(kind);
    boolean counts =
        call.progress().getState() == TransactionState.TX_FAILED
            // Asked for anew under the new operator; nothing is wrong.
            && call.progress().getFailure().getKind() != CallFailureKind.OPERATOR_REPLACED;
    if (counts) {
      failed.put(kind, call);
      if (failed.size() > MOST) {
        failed.remove(failed.keySet().iterator().next());
      }
    }
  }
}
