package dev.runtimebridge.lifecycle.ctl.prb;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads PRB v2 through its monitor: {@code /ptp/discover} names the lifecycle managers, {@code
 * /ptp/proxy/PEER/ListPool} and {@code ListWorker} tell what one has. The answer's field {@code
 * owner} also has the operator's key, encrypted; of it the address alone is read.
 *
 * @see <a
 *     href="https://github.com/Phala-Network/runtime-bridge-monitor/blob/5da46be001f37402967b8d3f2c7068de6bae5527/server/ptp.ts">the
 *     monitor's proxy</a>
 * @see <a
 *     href="https://github.com/Phala-Network/runtime-bridge-walkie/blob/83095883b9bc58a5dbff392d120a038a6c02986d/src/proto/db.proto">Pool
 *     and Worker</a>
 */
public final class PrbV2 {
  private static final Pattern PEER = Pattern.compile("[A-Za-z0-9]{1,128}");

  private PrbV2() {}

  /**
   * All pools and workers of one lifecycle manager.
   *
   * @param peer which one, where there are several
   */
  public static OldBridge read(URI base, Optional<String> peer) throws PrbUnreadable {
    try (var http = new PrbHttp(base)) {
      String path = "/ptp/proxy/%s/".formatted(manager(http, peer));
      return bridge(data(http, path + "ListPool"), data(http, path + "ListWorker"));
    }
  }

  /** What these answers say. */
  static OldBridge bridge(JsonNode pools, JsonNode workers) throws PrbUnreadable {
    return new OldBridge(pools(pools.path("pools")), workers(workers.path("workers")));
  }

  private static String manager(PrbHttp http, Optional<String> peer) throws PrbUnreadable {
    var peers = new ArrayList<String>();
    for (JsonNode manager :
        Shape.list(http.get("/ptp/discover").path("lifecycleManagers"), "lifecycle managers")) {
      String id = Shape.text(manager, "peerId");
      if (PEER.matcher(id).matches()) {
        peers.add(id);
      }
    }
    if (peer.isPresent() && peers.contains(peer.get())) {
      return peer.get();
    }
    if (peer.isEmpty() && peers.size() == 1) {
      return peers.getFirst();
    }
    throw new PrbUnreadable(
        peers.isEmpty()
            ? "the monitor sees no lifecycle manager: start it, and try again"
            : "the monitor sees these lifecycle managers: %s; name one with --peer"
                .formatted(peers.stream().limit(10).collect(Collectors.joining(", "))));
  }

  private static JsonNode data(PrbHttp http, String path) throws PrbUnreadable {
    JsonNode answer = http.post(path, "{}");
    if (Shape.flag(answer, "hasError")) {
      String said = answer.path("error").path("message").asText("nothing more");
      throw new PrbUnreadable(
          "the lifecycle manager refused %s: %s"
              .formatted(path, said.substring(0, Math.min(200, said.length()))));
    }
    return answer.path("data");
  }

  private static List<OldPool> pools(JsonNode pools) throws PrbUnreadable {
    var found = new ArrayList<OldPool>();
    for (JsonNode pool : Shape.list(pools, "pools")) {
      if (!Shape.flag(pool, "deleted")) {
        found.add(
            new OldPool(
                Shape.number(pool, "pid"),
                Shape.text(pool, "name"),
                Shape.flag(pool, "syncOnly"),
                Shape.optional(pool.path("owner"), "ss58Phala"),
                Shape.optional(pool, "realPhalaSs58")));
      }
    }
    return found;
  }

  /** A worker that was disabled is driven on until its lifecycle manager starts again. */
  private static List<OldWorker> workers(JsonNode workers) throws PrbUnreadable {
    var found = new ArrayList<OldWorker>();
    for (JsonNode worker : Shape.list(workers, "workers")) {
      if (!Shape.flag(worker, "deleted")) {
        found.add(
            new OldWorker(
                Shape.text(worker, "name"),
                Shape.text(worker, "endpoint"),
                Shape.number(worker, "pid"),
                Shape.number(worker, "stake"),
                Shape.flag(worker, "syncOnly"),
                false,
                true));
      }
    }
    return found;
  }
}
