package dev.runtimebridge.lifecycle.ctl.prb;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Answers as an old bridge does: a path and the beginning of a body lead to fixed JSON. */
public final class FakePrb implements AutoCloseable {
  /** Two pools of PRB v3, three workers, of which one is not driven. */
  public static final Map<String, String> V3 =
      Map.of(
          "/wm/config {\"GetAllPoolsWithWorkers\"",
          """
          [{"id":"0001","name":"Pool 42","pid":42,"enabled":true,"sync_only":false,"workers":[
            {"id":"a","name":"tee-1","endpoint":"http://10.0.0.7:8000/","stake":"1500000000000000","pid":42,
             "enabled":true,"sync_only":false,"gatekeeper":false},
            {"id":"b","name":"tee 2","endpoint":"http://10.0.0.8:8000/","stake":"500000000000","pid":42,
             "enabled":false,"sync_only":true,"gatekeeper":false}]},
           {"id":"0002","name":"idle","pid":43,"enabled":true,"sync_only":true,"workers":[
            {"id":"c","name":"gk","endpoint":"https://gk.example:8000/","stake":"0","pid":43,
             "enabled":false,"sync_only":false,"gatekeeper":true}]},
           {"id":"0003","name":"empty","pid":44,"enabled":true,"sync_only":false,"workers":null}]
          """,
          "/wm/config {\"GetAllPoolOperators\"",
          """
          [{"pid":42,"operator_account_id":"45R2pfjQUW2s9PQRHU48HQKLKHVMaDja7N3wpBtmF28UYDs2",
            "proxied_account_id":null}]
          """,
          "/workers/status ",
          """
          {"workers":[
            {"worker":{"id":"a","name":"tee-1"},"state":"Working","phactory_info":null,"last_message":"","session_info":null},
            {"worker":{"id":"b","name":"tee 2"},"state":{"HasError":"x"},"last_message":""},
            {"worker":{"id":"c","name":"gk"},"state":"Disabled","last_message":""}]}
          """);

  /** The same kind of thing from the monitor of PRB v2. */
  public static final Map<String, String> V2 =
      Map.of(
          "/ptp/discover ",
          """
          {"dataProviders":[],"lifecycleManagers":[{"peerId":"QmXYZ","hostname":"lfm","role":3,
            "chainIdentity":"0x","bridgeIdentity":"x","remoteAddr":"/ip4/10.0.0.2/tcp/28888"}]}
          """,
          "/ptp/proxy/QmXYZ/ListPool {}",
          """
          {"data":{"pools":[{"uuid":"1","owner":{"polkadotJson":"00ff","ss58Phala":
            "45R2pfjQUW2s9PQRHU48HQKLKHVMaDja7N3wpBtmF28UYDs2","ss58Polkadot":"15oF4uVJwmo4TdGW7VfQxNLavjCXviqxT9S1MgbjMNHr6Sp5"},
            "pid":"42","name":"home","enabled":true}]},"hasError":false,"error":null,"meta":{"data":null}}
          """,
          "/ptp/proxy/QmXYZ/ListWorker {}",
          """
          {"data":{"workers":[
            {"uuid":"2","pid":{"low":42,"high":0,"unsigned":true},"name":"tee-1","endpoint":"http://10.0.0.7:8000",
             "enabled":true,"stake":"1000000000000","syncOnly":true}]},"hasError":false,"error":null}
          """);

  /** Pools that cannot come over: one without a number, one under a name of another. */
  public static final String V2_FAULTY_POOLS =
      """
      {"data":{"pools":[{"uuid":"1","owner":{"ss58Phala":"x"},"pid":"0","name":"zero","enabled":true},
        {"uuid":"2","pid":"42","name":"home","enabled":true},
        {"uuid":"3","pid":"42","name":"home","enabled":true}]},"hasError":false,"error":null}
      """;

  /** What the lifecycle manager says that it will not answer. */
  public static final String V2_REFUSAL =
      """
      {"data":null,"hasError":true,"error":{"type":1,"message":"no"}}
      """;

  private final HttpServer server;
  private final Map<String, String> answers;

  private FakePrb(HttpServer server, Map<String, String> answers) {
    this.server = server;
    this.answers = new ConcurrentHashMap<>(answers);
  }

  /** Answers on a free port of loopback. */
  public static FakePrb answering(Map<String, String> answers) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    var prb = new FakePrb(server, answers);
    server.createContext("/", prb::answer);
    server.start();
    return prb;
  }

  /** From now on something else. */
  public void answer(String request, String body) {
    answers.put(request, body);
  }

  /** Where it is. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
  }

  /** An unknown path has 418 and no body, as prb-wm answers. */
  private void answer(HttpExchange exchange) throws IOException {
    String asked =
        exchange.getRequestURI().getPath()
            + " "
            + new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    String body =
        answers.entrySet().stream()
            .filter(entry -> asked.startsWith(entry.getKey()))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse("");
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(body.isEmpty() ? 418 : 200, bytes.length == 0 ? -1 : bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }
}
