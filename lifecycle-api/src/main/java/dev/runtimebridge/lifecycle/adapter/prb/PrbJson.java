package dev.runtimebridge.lifecycle.adapter.prb;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.runtimebridge.schemas.v1.PoolConfig;
import dev.runtimebridge.schemas.v1.PoolView;
import dev.runtimebridge.schemas.v1.RuntimeFacts;
import dev.runtimebridge.schemas.v1.Session;
import dev.runtimebridge.schemas.v1.WorkerConfig;
import dev.runtimebridge.schemas.v1.WorkerState;
import dev.runtimebridge.schemas.v1.WorkerView;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * Pools, workers and what pRuntime and the chain say of them, as PRB writes them. Programs read
 * them into types without optional fields: each field is there, with the value of nothing where
 * this bridge does not know it.
 *
 * @see <a
 *     href="https://github.com/Phala-Network/phala-blockchain/blob/654b1b69995b559692bcd2d8a77c3940dd308ce7/standalone/prb/src/inv_db.rs">inv_db.rs,
 *     Pool and Worker</a>
 * @see <a
 *     href="https://github.com/Phala-Network/phala-blockchain/blob/654b1b69995b559692bcd2d8a77c3940dd308ce7/crates/phactory/api/proto/pruntime_rpc.proto">pruntime_rpc.proto,
 *     PhactoryInfo</a>
 * @see <a
 *     href="https://github.com/Phala-Network/phala-blockchain/blob/654b1b69995b559692bcd2d8a77c3940dd308ce7/pallets/phala/src/compute/computation.rs">computation.rs,
 *     SessionInfo</a>
 */
final class PrbJson {
  private static final Gson PRETTY =
      new GsonBuilder().setPrettyPrinting().serializeNulls().disableHtmlEscaping().create();
  private static final Gson PLAIN =
      new GsonBuilder().serializeNulls().disableHtmlEscaping().create();
  private static final int GATEKEEPER_ACTIVE = 2;

  private PrbJson() {}

  static String pretty(JsonElement json) {
    return PRETTY.toJson(json);
  }

  static String plain(JsonElement json) {
    return PLAIN.toJson(json);
  }

  static JsonObject ok() {
    var json = new JsonObject();
    json.addProperty("ok", true);
    return json;
  }

  /** Whether a pool was enabled was stored by PRB and never looked at. */
  static JsonObject pool(PoolView view, JsonElement workers) {
    PoolConfig config = view.getConfig();
    var json = new JsonObject();
    String id = "pool/" + Long.toUnsignedString(config.getPid());
    json.addProperty("id", UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).toString());
    json.addProperty("name", config.getName());
    json.add("pid", unsigned(config.getPid()));
    json.addProperty("enabled", true);
    json.addProperty("sync_only", config.getSyncOnly());
    json.add("workers", workers);
    return json;
  }

  static JsonObject operator(PoolView view) {
    var json = new JsonObject();
    json.add("pid", unsigned(view.getConfig().getPid()));
    json.addProperty("operator_account_id", view.getOperator());
    json.add(
        "proxied_account_id",
        view.getProxied().isEmpty() ? JsonNull.INSTANCE : new JsonPrimitive(view.getProxied()));
    return json;
  }

  static JsonArray workers(List<WorkerView> views) {
    var json = new JsonArray();
    views.forEach(view -> json.add(worker(view)));
    return json;
  }

  static JsonObject worker(WorkerView view) {
    WorkerConfig config = view.getState().getConfig();
    var json = new JsonObject();
    json.addProperty("id", view.getId());
    json.addProperty("name", config.getName());
    json.addProperty("endpoint", config.getEndpoint());
    json.addProperty("stake", config.getStake());
    json.add("pid", unsigned(config.getPid()));
    json.addProperty("enabled", config.getEnabled());
    json.addProperty("sync_only", config.getSyncOnly());
    json.addProperty("gatekeeper", config.getGatekeeper());
    return json;
  }

  static JsonElement status(WorkerView view) {
    var json = new JsonObject();
    json.add("worker", worker(view));
    json.add("state", PrbState.of(view.getState()));
    json.add(
        "phactory_info",
        view.getState().hasProgress()
            ? info(view.getState().getProgress().getFacts(), registered(view.getState()))
            : JsonNull.INSTANCE);
    json.addProperty("last_message", PrbState.message(view));
    json.add(
        "session_info",
        view.getState().getFacts().hasSession()
            ? session(view.getState().getFacts().getSession())
            : JsonNull.INSTANCE);
    return json;
  }

  /** The chain's word comes with each block, that of pRuntime only when it is asked. */
  private static boolean registered(WorkerState state) {
    return state.getFacts().hasRegistration() || state.getProgress().getFacts().getRegistered();
  }

  private static JsonObject info(RuntimeFacts facts, boolean registered) {
    var json = new JsonObject();
    // It has a key from its initialization on.
    json.addProperty("initialized", facts.getInitialized() || !facts.getPublicKey().isEmpty());
    json.addProperty("registered", registered);
    json.add("genesis_block_hash", orNull(facts.getGenesisBlockHash()));
    json.add("public_key", orNull(facts.getPublicKey()));
    json.add("ecdh_public_key", JsonNull.INSTANCE);
    json.addProperty("headernum", facts.getHeights().getNextRelayHeader());
    json.addProperty("para_headernum", facts.getHeights().getNextParaHeader());
    json.addProperty("blocknum", facts.getHeights().getNextParaBlock());
    json.addProperty("state_root", facts.getStateRoot());
    json.addProperty("dev_mode", facts.getDevMode());
    json.add("pending_messages", unsigned(facts.getPendingMessages()));
    json.add("score", unsigned(facts.getScore()));
    json.add("gatekeeper", gatekeeper(facts));
    json.addProperty("version", facts.getVersion());
    json.addProperty("git_revision", facts.getGitRevision());
    json.add("memory_usage", memory(facts));
    json.addProperty("waiting_for_paraheaders", facts.getWaitingForParaheaders());
    json.add("system", system(facts, registered));
    json.addProperty("can_load_chain_state", facts.getCanLoadChainState());
    json.addProperty("safe_mode_level", 0);
    json.addProperty("current_block_time", 0);
    json.addProperty("max_supported_pink_runtime_version", "");
    var methods = new JsonArray();
    facts.getAttestationMethodsList().forEach(methods::add);
    json.add("supported_attestation_methods", methods);
    json.addProperty("live_sidevm_instances", 0);
    json.addProperty("query_timeout", 0);
    return json;
  }

  private static JsonObject system(RuntimeFacts facts, boolean registered) {
    var json = new JsonObject();
    json.addProperty("registered", registered);
    json.addProperty("public_key", facts.getPublicKey());
    json.addProperty("ecdh_public_key", "");
    json.add("gatekeeper", gatekeeper(facts));
    json.addProperty("number_of_clusters", 0);
    json.addProperty("number_of_contracts", 0);
    json.addProperty("max_supported_consensus_version", 0);
    json.addProperty("genesis_block", 0);
    return json;
  }

  private static JsonObject gatekeeper(RuntimeFacts facts) {
    var json = new JsonObject();
    json.addProperty("role", facts.getGatekeeper() ? GATEKEEPER_ACTIVE : 0);
    json.addProperty("master_public_key", "");
    return json;
  }

  private static JsonObject memory(RuntimeFacts facts) {
    var json = new JsonObject();
    json.add("rust_used", unsigned(facts.getMemoryUsedBytes()));
    json.add("rust_peak_used", unsigned(facts.getMemoryPeakBytes()));
    json.add("total_peak_used", unsigned(facts.getMemoryPeakBytes()));
    json.addProperty("free", 0);
    json.addProperty("rust_spike", 0);
    return json;
  }

  private static JsonObject session(Session session) {
    var json = new JsonObject();
    json.addProperty(
        "state",
        switch (session.getState()) {
          case SESSION_READY, SESSION_STATE_UNSPECIFIED, UNRECOGNIZED -> "Ready";
          case SESSION_WORKER_IDLE -> "WorkerIdle";
          case SESSION_WORKER_UNRESPONSIVE -> "WorkerUnresponsive";
          case SESSION_WORKER_COOLING_DOWN -> "WorkerCoolingDown";
        });
    json.add("ve", bits(session.getVeBits().toByteArray()));
    json.add("v", bits(session.getVBits().toByteArray()));
    json.add("v_updated_at", unsigned(session.getVUpdatedAt()));
    var benchmark = new JsonObject();
    benchmark.addProperty("p_init", session.getPInit());
    benchmark.addProperty("p_instant", session.getPInstant());
    benchmark.add("iterations", unsigned(session.getIterations()));
    benchmark.addProperty("working_start_time", 0);
    benchmark.addProperty("challenge_time_last", 0);
    json.add("benchmark", benchmark);
    json.add("cool_down_start", unsigned(session.getCoolDownStart()));
    var stats = new JsonObject();
    stats.add("total_reward", digits(session.getTotalReward()));
    json.add("stats", stats);
    return json;
  }

  /** U64F64 bits, as the number that they are. */
  private static JsonPrimitive bits(byte[] littleEndian) {
    byte[] bigEndian = new byte[littleEndian.length];
    for (int i = 0; i < bigEndian.length; i++) {
      bigEndian[i] = littleEndian[littleEndian.length - 1 - i];
    }
    return new JsonPrimitive(new BigInteger(1, bigEndian));
  }

  private static JsonPrimitive digits(String number) {
    try {
      return new JsonPrimitive(number.isEmpty() ? BigInteger.ZERO : new BigInteger(number));
    } catch (NumberFormatException e) {
      return new JsonPrimitive(0);
    }
  }

  static JsonPrimitive unsigned(long number) {
    return new JsonPrimitive(new BigInteger(Long.toUnsignedString(number)));
  }

  private static JsonElement orNull(String text) {
    return text.isEmpty() ? JsonNull.INSTANCE : new JsonPrimitive(text);
  }
}
