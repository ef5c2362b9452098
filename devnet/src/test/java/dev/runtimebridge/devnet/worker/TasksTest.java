package dev.runtimebridge.devnet.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import dev.runtimebridge.devnet.worker.enclave.Identity;
import dev.runtimebridge.schemas.prpc.PrpcError;
import dev.runtimebridge.schemas.v1.ComputeTaskAnswer;
import dev.runtimebridge.schemas.v1.ComputeTaskRequest;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.key.Sr25519;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tasks as a bridge sees them; see docs/dispatch.md. */
class TasksTest {
  private static final TinyChain CHAIN = new TinyChain(4, 2, 1024);
  private static final Identity WORKER = Identity.of(1, 0);
  private static final Bytes SEED = Bytes.of(HexFormat.of().parseHex("5e".repeat(32)));
  private static final long ROUND = 7;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private WorkerFarm farm;
  private PrpcClient worker;

  @BeforeEach
  void start() throws Exception {
    farm = WorkerFarm.start(FarmSettings.of(1).withCheckpointEvery(0));
    worker = new PrpcClient(http, farm.baseUrl(0));
    worker.init(CHAIN);
  }

  @AfterEach
  void stop() {
    http.close();
    farm.close();
  }

  @Test
  void shouldComputeAndSign() throws Exception {
    ComputeTaskAnswer answer = answer(SEED, WORKER.publicKey());
    assertTrue(isSigned(answer));
    assertEquals(32, answer.getResult().size());
  }

  @Test
  void shouldSignAWrongResultIfToldTo() throws Exception {
    ByteString right = answer(SEED, WORKER.publicKey()).getResult();
    farm.faults(0).computeWrongly(true);
    ComputeTaskAnswer wrong = answer(SEED, WORKER.publicKey());
    assertTrue(isSigned(wrong));
    assertTrue(!wrong.getResult().equals(right));
    farm.faults(0).clear();
    assertEquals(right, answer(SEED, WORKER.publicKey()).getResult());
  }

  @Test
  void shouldBeIllForTasksToo() throws Exception {
    farm.faults(0).answerBusy(Duration.ofMinutes(5));
    assertEquals(
        "RCU in progress, please try the request again later",
        refusal(500, SEED, WORKER.publicKey()));
    farm.faults(0).dropConnections(Duration.ofMinutes(5));
    assertThrows(IOException.class, () -> send(SEED, WORKER.publicKey()));
  }

  @Test
  void shouldRefuseTheTaskOfAnother() throws Exception {
    assertTrue(refusal(400, SEED, Identity.of(1, 1).publicKey()).contains("not of this one"));
    assertTrue(
        refusal(400, Bytes.of(new byte[31]), WORKER.publicKey()).contains("31 bytes, not 32"));
  }

  private ComputeTaskAnswer answer(Bytes seed, Bytes key) throws Exception {
    HttpResponse<byte[]> response = send(seed, key);
    assertEquals(200, response.statusCode());
    return ComputeTaskAnswer.parseFrom(response.body());
  }

  private String refusal(int status, Bytes seed, Bytes key) throws Exception {
    HttpResponse<byte[]> response = send(seed, key);
    assertEquals(status, response.statusCode());
    return PrpcError.parseFrom(response.body()).getMessage();
  }

  private HttpResponse<byte[]> send(Bytes seed, Bytes key) throws Exception {
    byte[] body =
        ComputeTaskRequest.newBuilder()
            .setRound(ROUND)
            .setSeed(PrpcClient.bytes(seed.toByteArray()))
            .setPublicKey(PrpcClient.bytes(key.toByteArray()))
            .build()
            .toByteArray();
    return worker.send("/tasks/compute", BodyPublishers.ofByteArray(body), "POST");
  }

  private static boolean isSigned(ComputeTaskAnswer answer) {
    byte[] message =
        ByteBuffer.allocate(21 + 8 + 32 + 32 + 32)
            .put("runtime-bridge/task/1".getBytes(StandardCharsets.US_ASCII))
            .putLong(ROUND)
            .put(SEED.toByteArray())
            .put(WORKER.publicKey().toByteArray())
            .put(answer.getResult().toByteArray())
            .array();
    return Sr25519.verify(
        WORKER.publicKey().toByteArray(), message, answer.getSignature().toByteArray());
  }
}
