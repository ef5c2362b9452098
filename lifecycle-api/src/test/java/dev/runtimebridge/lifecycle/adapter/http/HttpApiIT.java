package dev.runtimebridge.lifecycle.adapter.http;

import static dev.runtimebridge.lifecycle.testing.ApiClient.eventually;
import static dev.runtimebridge.lifecycle.testing.HttpCaller.object;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.api.AnnotationsProto;
import com.google.api.HttpRule;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import dev.runtimebridge.lifecycle.adapter.security.Role;
import dev.runtimebridge.lifecycle.config.ApiConfig;
import dev.runtimebridge.lifecycle.table.Tables;
import dev.runtimebridge.lifecycle.testing.ApiClient;
import dev.runtimebridge.lifecycle.testing.HttpCaller;
import dev.runtimebridge.lifecycle.testing.LogResource;
import dev.runtimebridge.lifecycle.testing.StubDecider;
import dev.runtimebridge.schemas.v1.AggregateStateRecord;
import dev.runtimebridge.schemas.v1.AlertsGrpc;
import dev.runtimebridge.schemas.v1.ChainStatusGrpc;
import dev.runtimebridge.schemas.v1.DispatchGrpc;
import dev.runtimebridge.schemas.v1.GetPoolRequest;
import dev.runtimebridge.schemas.v1.LifecycleGrpc;
import dev.runtimebridge.schemas.v1.ListWorkersRequest;
import dev.runtimebridge.schemas.v1.OperationsGrpc;
import dev.runtimebridge.schemas.v1.TransactionsGrpc;
import dev.runtimebridge.schemas.v1.WorkerRef;
import io.grpc.CallOptions;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LogResource.class)
class HttpApiIT {
  private static final List<ServiceDescriptor> SERVICES =
      List.of(
          LifecycleGrpc.getServiceDescriptor(),
          ChainStatusGrpc.getServiceDescriptor(),
          TransactionsGrpc.getServiceDescriptor(),
          AlertsGrpc.getServiceDescriptor(),
          DispatchGrpc.getServiceDescriptor(),
          OperationsGrpc.getServiceDescriptor());
  private static final Pattern STREAMED = Pattern.compile("^(data: .|: watching)");

  @Inject ApiConfig config;
  @Inject Tables tables;
  StubDecider decider;
  private ApiClient grpc;
  private HttpCaller http;

  @BeforeEach
  void connect() throws IOException {
    grpc = ApiClient.ready(config);
    http = new HttpCaller(config.dataDir());
  }

  @AfterEach
  void disconnect() {
    http.close();
    grpc.close();
  }

  @Test
  void shouldAnswerEachCallOfTheContractAsOverGrpc() throws InvalidProtocolBufferException {
    int calls = 0;
    for (ServiceDescriptor service : SERVICES) {
      for (MethodDescriptor<?, ?> method : service.getMethods()) {
        for (HttpRule rule : rules(method)) {
          shouldAnswerAsOverGrpc(method, rule);
          calls++;
        }
      }
    }
    assertTrue(calls > 30, "calls are found");
  }

  private void shouldAnswerAsOverGrpc(MethodDescriptor<?, ?> method, HttpRule rule)
      throws InvalidProtocolBufferException {
    String verb = rule.getPatternCase().name();
    String template =
        switch (rule.getPatternCase()) {
          case GET -> rule.getGet();
          case PUT -> rule.getPut();
          case POST -> rule.getPost();
          case DELETE -> rule.getDelete();
          default -> rule.getPatch();
        };
    var fields = new JsonObject();
    String path = template;
    for (String variable : PathTemplate.parse(template).variables()) {
      String value = Set.of("pid", "round").contains(variable) ? "4711" : "nobody";
      path = path.replace("{" + variable + "}", value);
      put(fields, variable, value);
    }
    if (!method.getType().serverSendsOneMessage()) {
      HttpResponse<Stream<String>> stream = http.stream(operator(verb, path, ""));
      try (Stream<String> lines = stream.body()) {
        assertTrue(stream.statusCode() == 200 && lines.anyMatch(STREAMED.asPredicate()), path);
      }
      return;
    }
    HttpResponse<String> answer = http.send(operator(verb, path, ""));
    Object expected = overGrpc(method, fields.toString());
    String what = verb + " " + path + ": " + answer.body();
    if (expected instanceof Status status) {
      var body = JsonParser.parseString(answer.body()).getAsJsonObject();
      assertEquals(HttpCodes.of(status.getCode().value()), answer.statusCode(), what);
      assertEquals(status.getDescription(), body.get("message").getAsString(), what);
      assertEquals(status.getCode().value(), body.get("code").getAsInt(), what);
    } else {
      assertEquals(200, answer.statusCode(), what);
      if (!method.getFullMethodName().endsWith("CreateSignInCode")) {
        assertEquals(JsonParser.parseString(json(expected)), JsonParser.parseString(answer.body()));
      }
    }
  }

  @Test
  void shouldChangeAndTellTheSameAsOverGrpc() throws InvalidProtocolBufferException {
    var pool = http.send(operator("POST", "/v1/pools", "{\"pid\":\"501\",\"name\":\"web\"}"));
    assertEquals(200, pool.statusCode(), pool.body());
    createWorker("web-1", 501);
    createWorker("web-2", 501);
    assertEquals(
        parsed(grpc.lifecycle("viewer").getPool(GetPoolRequest.newBuilder().setPid(501).build())),
        JsonParser.parseString(http.send(viewer("GET", "/v1/pools/501", "")).body()));
    var byName = WorkerRef.newBuilder().setName("web-1").build();
    var worker = grpc.lifecycle("viewer").getWorker(byName);
    for (String path : List.of("/v1/workers/" + worker.getId(), "/v1/workers/by-name/web-1")) {
      assertEquals(
          parsed(worker), JsonParser.parseString(http.send(viewer("GET", path, "")).body()));
    }
    assertEquals(
        parsed(
            grpc.lifecycle("viewer")
                .listWorkers(ListWorkersRequest.newBuilder().setPid(501).setPageSize(1).build())),
        JsonParser.parseString(
            http.send(viewer("GET", "/v1/workers?pid=501&pageSize=1", "")).body()));

    String id = worker.getId();
    var changed = http.send(operator("PATCH", "/v1/workers/" + id, "{\"stake\":\"7\"}"));
    assertEquals("7", object(changed).get("stakePha").getAsString(), changed.body());
    var stopped = http.send(operator("POST", "/v1/workers/" + id + ":stop", ""));
    assertEquals("DISABLED", object(stopped).getAsJsonObject("state").get("stage").getAsString());
    assertEquals(200, http.send(operator("DELETE", "/v1/workers/" + id, "")).statusCode());
    assertEquals(404, http.send(viewer("GET", "/v1/workers/" + id, "")).statusCode());
  }

  @Test
  void shouldRefuseWhatItDoesNotKnowByName() {
    refused(
        400,
        "INVALID_FIELD",
        "body.pool",
        operator("POST", "/v1/pools", "{\"pid\":1,\"name\":\"x\",\"body\":{\"pool\":1}}"),
        "body");
    refused(
        400, "INVALID_FIELD", "pid", operator("POST", "/v1/pools", "{\"pid\":\"seven\"}"), "pid");
    refused(
        400,
        "INVALID_FIELD",
        "workers[1].syncOnly",
        operator(
            "POST",
            "/v1/workers:create",
            "{\"workers\":[{\"name\":\"a\"},{\"name\":\"b\",\"syncOnly\":\"perhaps\",\"nam\":1}]}"),
        "workers[1].syncOnly",
        "workers[1].nam");
    refused(400, "INVALID_FIELD", "", viewer("GET", "/v1/workers?pageSize=many", ""), "pageSize");
    refused(
        400,
        "INVALID_FIELD",
        "",
        viewer("GET", "/v1/workers?stages=COMPUTING&stages=RUNNING", ""),
        "stages[1]");
    refused(
        400,
        "INVALID_FIELD",
        "",
        viewer("GET", "/v1/transactions?worker.uuid=1", ""),
        "worker.uuid");
    refused(400, "INVALID_FIELD", "", operator("POST", "/v1/pools?pid=1", "{}"), "pid");
    refused(400, "INVALID_JSON", "", operator("POST", "/v1/pools", "{\"pid\":1"));
    refused(400, "INVALID_JSON", "", operator("POST", "/v1/pools", "[".repeat(100_000)));
    refused(400, "INVALID_JSON", "", operator("POST", "/v1/pools", "{} {}"));
    refused(
        400,
        "HEADER_NOT_TAKEN",
        "",
        operator("POST", "/v1/stakes:plan", "{}").header("Bridge-Dry-Run", "true"));
    refused(404, "NO_SUCH_PATH", "", viewer("GET", "/v1/nothing", ""));
    refused(405, "METHOD_NOT_ALLOWED", "", viewer("PUT", "/v1/workers", ""));
    refused(413, "TOO_LARGE", "", operator("POST", "/v1/pools", " ".repeat((4 << 20) + 1)));
  }

  @Test
  void shouldAskForATokenAndItsRole() {
    assertEquals(401, http.send(http.request("GET", "/v1/pools", "")).statusCode());
    assertEquals(
        401,
        http.send(http.request("GET", "/v1/pools", "").header("Authorization", "Bearer x"))
            .statusCode());
    assertEquals(403, http.send(viewer("POST", "/v1/pools", "{}")).statusCode());
    assertEquals(
        "viewer", object(http.send(viewer("GET", "/v1/me", ""))).get("role").getAsString());
  }

  @Test
  void shouldSignABrowserIn() {
    String refused = "{\"token\":\"%s\"}".formatted("0".repeat(64));
    assertEquals(401, http.send(json("POST", "/v1/session", refused)).statusCode());
    assertEquals(
        400,
        http.send(http.request("POST", "/v1/session", refused).header("Content-Type", "text/plain"))
            .statusCode());

    String code =
        object(http.send(operator("POST", "/v1/sign-in-codes", "{}"))).get("code").getAsString();
    var signedIn = http.send(json("POST", "/v1/session", "{\"code\":\"%s\"}".formatted(code)));
    assertEquals(204, signedIn.statusCode());
    assertEquals(
        401,
        http.send(json("POST", "/v1/session", "{\"code\":\"%s\"}".formatted(code))).statusCode(),
        "a code is good once");
    String cookie = signedIn.headers().firstValue("Set-Cookie").orElseThrow();
    assertTrue(cookie.contains("HTTPOnly") && cookie.contains("SameSite=Strict"), cookie);

    String session = cookie.substring(0, cookie.indexOf(';'));
    var me = http.send(http.request("GET", "/v1/me", "").header("Cookie", session));
    assertEquals("operator", object(me).get("role").getAsString());
    var foreign = http.request("POST", "/v1/pools", "{}").header("Cookie", session);
    assertEquals(403, http.send(foreign).statusCode(), "a form of another site");
    var own =
        http.request("POST", "/v1/pools", "{}")
            .header("Cookie", session)
            .header("X-Bridge-Request", "1");
    assertEquals("INVALID_ARGUMENT", codeOf(http.send(own)));

    var out = http.request("DELETE", "/v1/session", "").header("Cookie", session);
    assertEquals(403, http.send(out).statusCode());
    assertEquals(204, http.send(out.header("X-Bridge-Request", "1")).statusCode());
    assertEquals(
        401, http.send(http.request("GET", "/v1/me", "").header("Cookie", session)).statusCode());
  }

  @Test
  void shouldStreamChangesUntilTheCallerHangsUp() {
    http.send(operator("POST", "/v1/pools", "{\"pid\":502,\"name\":\"streamed\"}"));
    createWorker("streamed-1", 502);
    int others = tables.watched().watchers();
    var answer = http.stream(viewer("GET", "/v1/workers:watch?pid=502", ""));
    assertEquals("text/event-stream", answer.headers().firstValue("content-type").orElseThrow());
    try (Stream<String> lines = answer.body()) {
      Iterator<String> data =
          lines.filter(line -> line.startsWith("data: ")).map(line -> line.substring(6)).iterator();
      assertEquals("streamed-1", name(data.next()));
      createWorker("streamed-2", 502);
      assertEquals("streamed-2", name(data.next()));
      assertEquals(others + 1, tables.watched().watchers());
    }
    eventually(() -> tables.watched().watchers() == others);
  }

  @Test
  void shouldEndTheStreamOfACallerThatDoesNotRead() throws IOException {
    http.send(operator("POST", "/v1/pools", "{\"pid\":503,\"name\":\"slow\"}"));
    createWorker("slow-1", 503);
    String id =
        object(http.send(viewer("GET", "/v1/workers/by-name/slow-1", ""))).get("id").getAsString();
    int others = tables.watched().watchers();
    try (var slow = new Socket()) {
      slow.setReceiveBufferSize(4_096);
      slow.setSoTimeout(30_000);
      int port = URI.create(http.address()).getPort();
      slow.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      slow.getOutputStream()
          .write(
              "GET /v1/workers:watch?pid=503 HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n"
                  .formatted(grpc.token("viewer"))
                  .getBytes(US_ASCII));
      eventually(() -> tables.watched().watchers() == others + 1);
      AggregateStateRecord state = decider.state("worker/" + id);
      for (int i = 0; i < 14_000; i++) {
        decider.publish(
            state.toBuilder()
                .setWorker(state.getWorker().toBuilder().setStageReason("x".repeat(1_000) + i))
                .build());
      }
      eventually(() -> tables.watched().watchers() == others);
      var told = new StringBuilder();
      var reader = new InputStreamReader(slow.getInputStream(), UTF_8);
      var buffer = new char[65_536];
      while (!told.toString().contains("event: end")) {
        int count = reader.read(buffer);
        assertTrue(count >= 0, "the stream tells why it ends");
        told.delete(0, Math.max(0, told.length() - 4_096)).append(buffer, 0, count);
      }
      while (told.indexOf("WATCH_TOO_SLOW", told.indexOf("event: end")) < 0) {
        int count = reader.read(buffer);
        assertTrue(count >= 0, told.substring(told.indexOf("event: end")));
        told.append(buffer, 0, count);
      }
    }
    // What still comes would change under the other tests.
    eventually(() -> http.send(viewer("GET", "/v1/workers/" + id, "")).body().contains("x13999\""));
    assertEquals(200, http.send(operator("DELETE", "/v1/workers/" + id, "")).statusCode());
  }

  @Test
  void shouldPackBigAnswers() throws IOException {
    var packed = http.bytes(viewer("GET", "/v1/settings", "").header("Accept-Encoding", "gzip"));
    assertEquals("gzip", packed.headers().firstValue("content-encoding").orElseThrow());
    String text;
    try (var gzip = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
      text = new String(gzip.readAllBytes(), UTF_8);
    }
    JsonArray settings = JsonParser.parseString(text).getAsJsonObject().getAsJsonArray("settings");
    assertTrue(packed.body().length < text.length());
    assertTrue(
        settings.asList().stream()
            .map(it -> it.getAsJsonObject())
            .anyMatch(
                it ->
                    it.get("name").getAsString().equals("bridge.api.ss58-prefix")
                        && it.get("value").getAsString().equals("30")
                        && it.get("description").getAsString().startsWith("network of")));
    assertFalse(text.contains(grpc.token("viewer")));
  }

  @Test
  void shouldTellBrowsersToKeepItApart() {
    var answer = http.send(http.request("GET", "/v1/pools", ""));
    assertTrue(
        answer.headers().firstValue("Content-Security-Policy").orElseThrow().contains("'self'"));
    assertEquals("nosniff", answer.headers().firstValue("X-Content-Type-Options").orElseThrow());
    assertNotEquals("", answer.headers().firstValue("Referrer-Policy").orElse(""));
  }

  @Test
  void shouldDescribeItselfForOtherPrograms() {
    JsonObject document = object(http.send(http.request("GET", "/openapi.json", "")));
    assertEquals("3.1.0", document.get("openapi").getAsString());
    JsonObject list =
        document
            .getAsJsonObject("paths")
            .getAsJsonObject("/v1/workers:watch")
            .getAsJsonObject("get");
    assertTrue(
        list.get("description").getAsString().startsWith("First every worker"), list.toString());
    JsonObject schemas = document.getAsJsonObject("components").getAsJsonObject("schemas");
    Pattern.compile("\"#/components/schemas/([^\"]+)\"")
        .matcher(document.toString())
        .results()
        .forEach(ref -> assertTrue(schemas.has(ref.group(1)), ref.group(1)));
    Set<String> ids = new HashSet<>();
    document
        .getAsJsonObject("paths")
        .entrySet()
        .forEach(
            path ->
                path.getValue()
                    .getAsJsonObject()
                    .entrySet()
                    .forEach(it -> shouldDescribe(path.getKey(), it.getValue(), ids)));
    assertTrue(ids.size() > 30, ids.toString());
  }

  private static void shouldDescribe(String path, JsonElement call, Set<String> ids) {
    JsonObject operation = call.getAsJsonObject();
    assertTrue(ids.add(operation.get("operationId").getAsString()), "named once");
    assertTrue(operation.has("responses"), path);
    List<String> inPath = new ArrayList<>();
    if (operation.has("parameters")) {
      for (JsonElement it : operation.getAsJsonArray("parameters")) {
        JsonObject parameter = it.getAsJsonObject();
        if (parameter.get("in").getAsString().equals("path")) {
          inPath.add("{" + parameter.get("name").getAsString() + "}");
        }
      }
    }
    assertEquals(
        Pattern.compile("\\{[^}]+}").matcher(path).results().map(it -> it.group()).toList(),
        inPath);
  }

  private void createWorker(String name, long pid) {
    var created =
        http.send(
            operator(
                "POST",
                "/v1/workers",
                "{\"name\":\"%s\",\"endpoint\":\"http://%s.example:8000\",\"pid\":\"%d\",\"stake\":\"1500\"}"
                    .formatted(name, name, pid)));
    assertEquals(200, created.statusCode(), created.body());
  }

  private void refused(
      int status, String reason, String message, HttpRequest.Builder request, String... fields) {
    HttpResponse<String> answer = http.send(request);
    assertEquals(status, answer.statusCode(), answer.body());
    JsonArray details = object(answer).getAsJsonArray("details");
    JsonObject info = details.get(0).getAsJsonObject();
    assertEquals(reason, info.get("reason").getAsString(), answer.body());
    assertEquals("runtime-bridge", info.get("domain").getAsString());
    assertTrue(info.getAsJsonObject("metadata").has("todo"), answer.body());
    List<String> found = new ArrayList<>();
    if (details.size() > 1) {
      details
          .get(1)
          .getAsJsonObject()
          .getAsJsonArray("fieldViolations")
          .forEach(it -> found.add(it.getAsJsonObject().get("field").getAsString()));
    }
    assertEquals(List.of(fields), found, message);
  }

  private HttpRequest.Builder operator(String method, String path, String body) {
    return http.as(Role.OPERATOR, method, path, body);
  }

  private HttpRequest.Builder viewer(String method, String path, String body) {
    return http.as(Role.VIEWER, method, path, body);
  }

  private HttpRequest.Builder json(String method, String path, String body) {
    return http.request(method, path, body).header("Content-Type", "application/json");
  }

  private static String codeOf(HttpResponse<String> answer) {
    return Status.fromCodeValue(object(answer).get("code").getAsInt()).getCode().name();
  }

  private static String name(String view) {
    return JsonParser.parseString(view)
        .getAsJsonObject()
        .getAsJsonObject("state")
        .getAsJsonObject("config")
        .get("name")
        .getAsString();
  }

  private static JsonElement parsed(Message message) throws InvalidProtocolBufferException {
    return JsonParser.parseString(JsonFormat.printer().print(message));
  }

  private static String json(Object message) throws InvalidProtocolBufferException {
    return JsonFormat.printer().print((Message) message);
  }

  private static void put(JsonObject fields, String path, String value) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      fields.addProperty(path, value);
    } else {
      var inner = new JsonObject();
      fields.add(path.substring(0, dot), inner);
      put(inner, path.substring(dot + 1), value);
    }
  }

  private static List<HttpRule> rules(MethodDescriptor<?, ?> method) {
    var schema = (ProtoMethodDescriptorSupplier) method.getSchemaDescriptor();
    HttpRule rule = schema.getMethodDescriptor().getOptions().getExtension(AnnotationsProto.http);
    assertNotEquals(HttpRule.getDefaultInstance(), rule, method.getFullMethodName());
    return Stream.concat(Stream.of(rule), rule.getAdditionalBindingsList().stream()).toList();
  }

  /** The answer, or the status that the call is refused with. */
  @SuppressWarnings("unchecked")
  private Object overGrpc(MethodDescriptor<?, ?> method, String fields)
      throws InvalidProtocolBufferException {
    var messages = (MethodDescriptor<Message, Message>) method;
    var marshaller =
        (MethodDescriptor.PrototypeMarshaller<Message>) messages.getRequestMarshaller();
    Message.Builder request = marshaller.getMessagePrototype().newBuilderForType();
    JsonFormat.parser().merge(fields, request);
    var headers = new Metadata();
    headers.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER),
        "Bearer " + grpc.token("operator"));
    try {
      return ClientCalls.blockingUnaryCall(
          ClientInterceptors.intercept(
              grpc.channel(), MetadataUtils.newAttachHeadersInterceptor(headers)),
          messages,
          CallOptions.DEFAULT,
          request.build());
    } catch (StatusRuntimeException e) {
      return e.getStatus();
    }
  }
}
