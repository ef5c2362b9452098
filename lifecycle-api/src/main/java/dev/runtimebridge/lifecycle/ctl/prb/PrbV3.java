package dev.runtimebridge.lifecycle.ctl.prb;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the management interface of PRB v3 (prb-wm, usually on port 3001): {@code POST /wm/config}
 * with the commands GetAllPoolsWithWorkers and GetAllPoolOperators, whose answers never hold a key,
 * and {@code GET /workers/status}.
 *
 * @see <a
 *     href="https://github.com/Phala-Network/phala-blockchain/blob/1154b11cb62d1b889509944837ad0d67c24fedbe/standalone/prb/src/configurator.rs">api_handler</a>
 * @see <a
 *     href="https://github.com/Phala-Network/phala-blockchain/blob/1d8837659c2605bf494141953115d7fd50f8e6fa/standalone/prb/src/db.rs">Pool
 *     and Worker</a>
 */
public final class PrbV3 {
  private static final String DISABLED = "Disabled";

  private PrbV3() {}

  /** All pools and workers. */
  public static OldBridge read(URI base) throws PrbUnreadable {
    try (var http = new PrbHttp(base)) {
      JsonNode pools = http.post("/wm/config", "{\"GetAllPoolsWithWorkers\":null}");
      JsonNode operators = http.post("/wm/config", "{\"GetAllPoolOperators\":null}");
      return bridge(pools, operators, http.get("/workers/status"));
    }
  }

  /** What these answers say. */
  static OldBridge bridge(JsonNode pools, JsonNode operators, JsonNode status)
      throws PrbUnreadable {
    return new OldBridge(pools(pools, operators), workers(pools, idle(status)));
  }

  private static List<OldPool> pools(JsonNode pools, JsonNode operators) throws PrbUnreadable {
    Map<String, JsonNode> signers = new HashMap<>();
    for (JsonNode operator : Shape.list(operators, "operators")) {
      signers.put(Shape.number(operator, "pid"), operator);
    }
    var found = new ArrayList<OldPool>();
    for (JsonNode pool : Shape.list(pools, "pools")) {
      String pid = Shape.number(pool, "pid");
      JsonNode signer = signers.getOrDefault(pid, pool);
      found.add(
          new OldPool(
              pid,
              Shape.text(pool, "name"),
              Shape.flag(pool, "sync_only"),
              Shape.optional(signer, "operator_account_id"),
              Shape.optional(signer, "proxied_account_id")));
    }
    return found;
  }

  private static List<OldWorker> workers(JsonNode pools, Set<String> idle) throws PrbUnreadable {
    var found = new ArrayList<OldWorker>();
    for (JsonNode pool : Shape.list(pools, "pools")) {
      for (JsonNode worker : Shape.list(pool.path("workers"), "workers")) {
        found.add(
            new OldWorker(
                Shape.text(worker, "name"),
                Shape.text(worker, "endpoint"),
                Shape.number(pool, "pid"),
                Shape.number(worker, "stake"),
                Shape.flag(worker, "sync_only"),
                Shape.flag(worker, "gatekeeper"),
                !idle.contains(Shape.text(worker, "id"))));
      }
    }
    return found;
  }

  /** Ids of workers that it says it does not work with. */
  private static Set<String> idle(JsonNode statuses) throws PrbUnreadable {
    var idle = new HashSet<String>();
    for (JsonNode status : Shape.list(statuses.path("workers"), "workers")) {
      if (status.path("state").asText().equals(DISABLED)) {
        idle.add(Shape.text(status.path("worker"), "id"));
      }
    }
    return idle;
  }
}
