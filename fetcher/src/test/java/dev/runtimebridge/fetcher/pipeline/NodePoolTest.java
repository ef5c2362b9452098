package dev.runtimebridge.fetcher.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.runtimebridge.chainrpc.RpcLimits;
import dev.runtimebridge.fetcher.adapter.SystemClock;
import dev.runtimebridge.fetcher.adapter.rpc.RpcNode;
import dev.runtimebridge.fetcher.domain.ChainStatus.Side;
import dev.runtimebridge.fetcher.port.ChainNode;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodePoolTest {
  private static String waitingFor(Side side, String... endpoints) {
    try (var http = HttpClient.newHttpClient();
        var pool = pool(side, http, endpoints)) {
      return pool.noneLeft().getMessage();
    }
  }

  private static NodePool pool(Side side, HttpClient http, String... endpoints) {
    var limits =
        new RpcLimits(Duration.ofSeconds(1), Duration.ofSeconds(1), 1, 1 << 20, "bridge.fetcher");
    List<ChainNode> nodes =
        Arrays.stream(endpoints)
            .map(endpoint -> (ChainNode) new RpcNode(endpoint, http, limits))
            .toList();
    return new NodePool(side, nodes, new SystemClock(), () -> {});
  }

  @Test
  void shouldNameTheSettingThatNamesNoNode() {
    assertEquals(
        "a para node: bridge.fetcher.para.endpoints is empty, name a WebSocket URL such as"
            + " ws://127.0.0.1:9944 there",
        waitingFor(Side.PARA));
  }

  @Test
  void shouldNameEachNodeThatWasNotReachedYet() {
    assertEquals(
        "a healthy relay node: ws://one: not reached yet; ws://two: not reached yet",
        waitingFor(Side.RELAY, "ws://one", "ws://two"));
  }
}
