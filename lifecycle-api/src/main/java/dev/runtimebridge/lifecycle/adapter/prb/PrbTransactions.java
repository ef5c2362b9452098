package dev.runtimebridge.lifecycle.adapter.prb;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.protobuf.Timestamp;
import dev.runtimebridge.schemas.v1.TransactionView;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What is sent to the chain as PRB lists it: those that wait, those under way, those that are over,
 * the newest of them first.
 *
 * @see <a
 *     href="https://github.com/Phala-Network/phala-blockchain/blob/654b1b69995b559692bcd2d8a77c3940dd308ce7/standalone/prb/src/tx.rs">tx.rs,
 *     Transaction</a>
 */
final class PrbTransactions {
  // What a number in JavaScript holds.
  private static final long EXACT_IN_SCRIPTS = (1L << 53) - 1;

  private PrbTransactions() {}

  static JsonObject of(List<TransactionView> newestFirst) {
    var pending = new JsonArray();
    var running = new JsonArray();
    var past = new JsonArray();
    for (TransactionView view : newestFirst) {
      switch (view.getState()) {
        case TX_QUEUED, TRANSACTION_STATE_UNSPECIFIED, UNRECOGNIZED -> pending.add(item(view));
        case TX_SIGNED, TX_SENT, TX_IN_BLOCK -> running.add(item(view));
        case TX_SUCCEEDED, TX_FAILED -> past.add(item(view));
      }
    }
    var json = new JsonObject();
    json.addProperty("tx_count", newestFirst.size());
    json.add("running_txs", running);
    json.add("pending_txs", pending);
    json.add("past_txs", past);
    return json;
  }

  private static JsonObject item(TransactionView view) {
    var json = new JsonObject();
    json.addProperty("id", number(view.getRequestId()));
    json.add("state", state(view));
    json.addProperty("desc", view.getDescription());
    json.add("pid", PrbJson.unsigned(view.getPid()));
    json.addProperty("created_at", time(view.getCreated()));
    return json;
  }

  private static JsonElement state(TransactionView view) {
    return switch (view.getState()) {
      case TX_QUEUED, TRANSACTION_STATE_UNSPECIFIED, UNRECOGNIZED -> new JsonPrimitive("Pending");
      case TX_SIGNED, TX_SENT, TX_IN_BLOCK -> new JsonPrimitive("Running");
      case TX_SUCCEEDED -> ended("Success", view, new JsonObject());
      case TX_FAILED -> {
        var error = new JsonObject();
        error.addProperty("message", view.getFailure().getMessage());
        yield ended("Error", view, error);
      }
    };
  }

  private static JsonObject ended(String name, TransactionView view, JsonObject content) {
    content.addProperty("updated_at", time(view.getUpdated()));
    var json = new JsonObject();
    json.add(name, content);
    return json;
  }

  /** PRB counted; here a number stands for an id, the same whenever it is asked for. */
  private static long number(String requestId) {
    return UUID.nameUUIDFromBytes(requestId.getBytes(StandardCharsets.UTF_8))
            .getLeastSignificantBits()
        & EXACT_IN_SCRIPTS;
  }

  private static String time(Timestamp time) {
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos()).toString();
  }
}
