package dev.runtimebridge.devnet.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import dev.runtimebridge.schemas.prpc.GetEgressMessagesResponse;
import dev.runtimebridge.schemas.prpc.GetEndpointResponse;
import dev.runtimebridge.schemas.prpc.GetRuntimeInfoRequest;
import dev.runtimebridge.schemas.prpc.InitRuntimeResponse;
import dev.runtimebridge.schemas.prpc.PhactoryInfo;
import dev.runtimebridge.schemas.prpc.PrpcError;
import dev.runtimebridge.schemas.prpc.SignEndpointsRequest;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The farm over real HTTP when it is well: paths, statuses, bodies and limits. */
class WorkerFarmTest {
  private static final TinyChain CHAIN = new TinyChain(24, 10, 1024);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private WorkerFarm farm;
  private PrpcClient worker;

  @BeforeEach
  void start() throws Exception {
    farm = WorkerFarm.start(FarmSettings.of(3));
    worker = new PrpcClient(http, farm.baseUrl(1));
  }

  @AfterEach
  void stop() {
    http.close();
    farm.close();
  }

  @Test
  void shouldAnswerGetInfoOfAWorkerThatIsNotInitialised() throws Exception {
    PhactoryInfo info = worker.info();
    assertFalse(info.getInitialized());
    assertTrue(info.getCanLoadChainState());
    assertFalse(info.hasPublicKey());
    assertEquals("2.2.0", info.getVersion());
  }

  @Test
  void shouldBringAWorkerToTheTip() throws Exception {
    InitRuntimeResponse init = worker.init(CHAIN);
    assertEquals(32, init.getEncodedPublicKey().size());
    worker.syncTo(CHAIN, 20, 10);
    var reached =
        worker.combined(
            CHAIN.headers(21, 24), CHAIN.paraHeaders(11, 12), PrpcClient.proof(CHAIN, 24));
    assertEquals(24, reached.getRelaychainSyncedTo());
    assertEquals(12, reached.getParachainSyncedTo());
    assertEquals(12, worker.blocks(CHAIN.blocks(11, 12)));

    PhactoryInfo info = worker.info();
    assertEquals(25, info.getHeadernum());
    assertEquals(13, info.getParaHeadernum());
    assertEquals(13, info.getBlocknum());
    assertEquals(CHAIN.paraRoot(12).toString(), "0x" + info.getStateRoot());
    assertEquals(CHAIN.relay(0).hash().toString(), "0x" + info.getGenesisBlockHash());
    assertEquals(144_000, info.getCurrentBlockTime());
    assertFalse(info.getWaitingForParaheaders());
    assertEquals(info, farm.info(1));
  }

  @Test
  void shouldGiveEachWorkerKeysOfItsOwn() throws Exception {
    worker.init(CHAIN);
    PrpcClient other = new PrpcClient(http, farm.baseUrl(2));
    other.init(CHAIN);
    assertNotEquals(worker.info().getPublicKey(), other.info().getPublicKey());
    assertEquals(64, worker.info().getPublicKey().length());
  }

  @Test
  void shouldLoadAState() throws Exception {
    worker.init(CHAIN);
    worker.load(5, CHAIN.state(5));
    PhactoryInfo info = worker.info();
    assertEquals(5, info.getParaHeadernum());
    assertEquals(6, info.getBlocknum());
    assertEquals(5, info.getSystem().getGenesisBlock());
    assertFalse(info.getCanLoadChainState());
  }

  @Test
  void shouldAttestOnceItsStateIsVouchedFor() throws Exception {
    worker.init(CHAIN);
    var request = GetRuntimeInfoRequest.getDefaultInstance();
    assertFalse(
        InitRuntimeResponse.parseFrom(worker.ok("GetRuntimeInfo", request)).hasAttestation());
    worker.syncTo(CHAIN, 10, 5);
    var info = InitRuntimeResponse.parseFrom(worker.ok("GetRuntimeInfo", request));
    assertEquals("null", info.getAttestation().getProvider());
    assertEquals(ByteString.copyFrom(new byte[1]), info.getAttestation().getEncodedReport());
  }

  @Test
  void shouldAnswerTheSmallCalls() throws Exception {
    worker.init(CHAIN);
    var egress = GetEgressMessagesResponse.parseFrom(worker.ok("GetEgressMessages", new byte[0]));
    assertEquals(ByteString.copyFrom(new byte[1]), egress.getEncodedMessages());
    var signed =
        GetEndpointResponse.parseFrom(worker.ok("SignEndpointInfo", endpoints("http://a")));
    assertEquals(64, signed.getSignature().size());
    refused("500 Endpoints too large", "SignEndpointInfo", endpoints("x".repeat(2100)));
    refused(
        "500 Can not load storage proof when safe_mode_level < 2", "LoadStorageProof", new byte[0]);
  }

  @Test
  void shouldRefuseWithTheStatusThatFits() throws Exception {
    refused("404 Method Not Found", "NoSuchMethod", new byte[0]);
    refused("500 Runtime not initialized", "TakeCheckpoint", new byte[0]);
    HttpResponse<byte[]> malformed = worker.post("SyncHeader", new byte[] {10, 127});
    assertEquals(400, malformed.statusCode());
    assertTrue(message(malformed).startsWith("DecodeError("), message(malformed));
    HttpResponse<byte[]> noScale = worker.post("SyncHeader", new byte[] {10, 1, 4});
    assertEquals(400, noScale.statusCode());
    HttpResponse<byte[]> elsewhere = worker.send("/nothing", BodyPublishers.noBody(), "POST");
    assertEquals(404, elsewhere.statusCode());
    assertTrue(malformed.headers().firstValue("X-Request-Id").isPresent());
    assertTrue(malformed.headers().firstValue("X-Cost-Time").isPresent());
  }

  @Test
  void shouldRefuseABodyBeyondTheLimitOfItsMethod() throws Exception {
    assertEquals(200, worker.post("GetInfo", new byte[0]).statusCode());
    HttpResponse<byte[]> announced = worker.post("GetInfo", new byte[1025]);
    assertEquals(413, announced.statusCode());
    assertEquals("Entity too large", new String(announced.body(), StandardCharsets.UTF_8));
    var chunked = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[5000]));
    HttpResponse<byte[]> unannounced = worker.send("/prpc/PhactoryAPI.GetInfo", chunked, "POST");
    assertEquals(413, unannounced.statusCode());
    assertEquals(200, worker.post("GetInfo", new byte[0]).statusCode());
  }

  @Test
  void shouldTakeABodyThatIsNotAnnounced() throws Exception {
    byte[] init = PrpcClient.initRequest(CHAIN).toByteArray();
    var chunked = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(init));
    assertEquals(200, worker.send("/prpc/PhactoryAPI.InitRuntime", chunked, "POST").statusCode());
  }

  @Test
  void shouldSpeakJsonWhenAsked() throws Exception {
    worker.init(CHAIN);
    for (String path :
        List.of("/prpc/PhactoryAPI.GetInfo?json", "/prpc/PhactoryAPI.GetInfo?json=true")) {
      assertEquals(1, json(worker.text(path, "POST")).path("headernum").asInt());
    }
    JsonNode info = json(worker.text("/prpc/PhactoryAPI.GetInfo", "GET"));
    assertTrue(info.path("initialized").asBoolean());
    assertEquals(farm.info(1).getPublicKey(), info.path("public_key").asText());
    assertTrue(info.path("pending_messages").isNumber());
    JsonNode older = json(worker.text("/get_info", "GET"));
    assertEquals("ok", older.path("status").asText());
    assertEquals(1, json(older.path("payload").asText()).path("headernum").asInt());
    assertEquals(older, json(worker.text("/get_info", "POST")));
    JsonNode error = json(worker.text("/prpc/PhactoryAPI.Nothing", "GET"));
    assertEquals("Method Not Found", error.path("error").asText());
  }

  @Test
  void shouldRestartFromItsCheckpointWhenItIsKickedOrStopped() throws Exception {
    worker.init(CHAIN);
    worker.syncTo(CHAIN, 10, 5);
    assertEquals(5, worker.checkpoint());
    worker.syncTo(CHAIN, 20, 10);
    assertThrows(IOException.class, () -> worker.text("/kick", "POST"));
    assertEquals(6, worker.info().getBlocknum());
    assertEquals(11, worker.info().getHeadernum());
    assertFalse(worker.info().getCanLoadChainState());
    worker.syncTo(CHAIN, 20, 10);
    assertThrows(IOException.class, () -> worker.post("Stop", new byte[] {8, 1}));
    assertFalse(worker.info().getInitialized());
  }

  @Test
  void shouldGoOnFromItsFolderInANewProcess(@TempDir Path folder) throws Exception {
    FarmSettings settings = FarmSettings.of(2).withDataDir(folder).withCheckpointEvery(4);
    try (WorkerFarm first = WorkerFarm.start(settings)) {
      PrpcClient client = new PrpcClient(http, first.baseUrl(0));
      client.init(CHAIN);
      client.syncTo(CHAIN, 20, 10);
    }
    try (WorkerFarm second = WorkerFarm.start(settings)) {
      PhactoryInfo info = second.info(0);
      assertEquals(9, info.getBlocknum());
      assertEquals(21, info.getHeadernum());
      assertEquals(CHAIN.paraRoot(8).toString(), "0x" + info.getStateRoot());
      assertFalse(second.info(1).getInitialized());
      PrpcClient client = new PrpcClient(http, second.baseUrl(0));
      assertEquals(10, client.blocks(CHAIN.blocks(9, 10)));
    }
  }

  @Test
  void shouldEndOnASecondFarmOnOnePort() {
    assertThrows(
        IOException.class, () -> WorkerFarm.start(FarmSettings.of(1).withPort(farm.port())));
  }

  private static byte[] endpoints(String... urls) {
    byte[] encoded = new ScaleWriter().list(List.of(urls), ScaleWriter::string).toByteArray();
    return SignEndpointsRequest.newBuilder()
        .setEncodedEndpoints(ByteString.copyFrom(encoded))
        .build()
        .toByteArray();
  }

  private void refused(String message, String method, byte[] body) {
    var error = assertThrows(PrpcClient.Refused.class, () -> worker.ok(method, body));
    assertEquals(message, error.getMessage());
  }

  private static String message(HttpResponse<byte[]> answer) throws IOException {
    return PrpcError.parseFrom(answer.body()).getMessage();
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }
}
