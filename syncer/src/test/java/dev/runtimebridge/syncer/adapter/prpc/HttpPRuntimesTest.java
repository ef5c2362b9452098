package dev.runtimebridge.syncer.adapter.prpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpServer;
import dev.runtimebridge.schemas.prpc.Attestation;
import dev.runtimebridge.schemas.prpc.AttestationReport;
import dev.runtimebridge.schemas.prpc.InitRuntimeResponse;
import dev.runtimebridge.schemas.prpc.PhactoryInfo;
import dev.runtimebridge.schemas.prpc.PrpcError;
import dev.runtimebridge.schemas.prpc.SyncedTo;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.syncer.domain.ChainCall.RegisterWorker;
import dev.runtimebridge.syncer.domain.FailureKind;
import dev.runtimebridge.syncer.port.EncodedRequest;
import dev.runtimebridge.syncer.port.NoCollateral;
import dev.runtimebridge.syncer.port.PRuntime;
import dev.runtimebridge.syncer.port.PRuntimeFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpPRuntimesTest {
  private static final EncodedRequest REQUEST = EncodedRequest.of(new byte[] {1}, 1);

  private static final Bytes INFO = Bytes.utf8("info");
  private static final String REPORT = "report";

  private final CountDownLatch never = new CountDownLatch(1);
  private Optional<String> collateralTrouble = Optional.empty();
  private HttpPRuntimes workers;
  private HttpServer server;

  @BeforeEach
  void open() throws IOException {
    workers = new HttpPRuntimes(4, Duration.ofMillis(600), this::complete);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @AfterEach
  void close() {
    never.countDown();
    server.stop(0);
    workers.close();
  }

  @Test
  void shouldReadInfo() throws Exception {
    PRuntime worker =
        answering(
            200,
            PhactoryInfo.newBuilder().setVersion("2.2.0").setHeadernum(-1).build().toByteArray());

    assertEquals(0xffff_ffffL, worker.getInfo().heights().nextRelayHeader());
  }

  @Test
  void shouldTellThatNumberZeroComesNextAfterThe32BitMaximum() throws Exception {
    PRuntime worker = answering(200, SyncedTo.newBuilder().setSyncedTo(-1).build().toByteArray());

    assertEquals(0, worker.syncParaHeader(REQUEST));
  }

  @Test
  void shouldCallAWebPageNoPRuntime() {
    assertFailure(
        FailureKind.NOT_A_PRUNTIME, "<!DOCTYPE", answering(200, "<!DOCTYPE html>".getBytes(UTF_8)));
  }

  @Test
  void shouldCallNothingNoPRuntime() {
    assertFailure(FailureKind.NOT_A_PRUNTIME, "version", answering(200, new byte[0]));
  }

  @Test
  void shouldCallAMissingPageNoPRuntime() {
    assertFailure(
        FailureKind.NOT_A_PRUNTIME, "404", answering(404, "<html>no</html>".getBytes(UTF_8)));
  }

  @Test
  void shouldTellABusyWorker() {
    assertFailure(
        FailureKind.BUSY,
        "RCU",
        answering(500, error("RCU in progress, please try the request again later")));
  }

  @Test
  void shouldPassOnWhyAWorkerRefuses() {
    assertFailure(
        FailureKind.REFUSED,
        "StateRootMismatch block=9",
        answering(500, error("StateRootMismatch block=9")));
  }

  @Test
  void shouldNameThePublicPort() {
    assertFailure(FailureKind.REFUSED, "public port", answering(403, new byte[0]));
  }

  @Test
  void shouldBoundAnAnswer() {
    assertFailure(FailureKind.UNREACHABLE, "broke", answering(200, new byte[9 << 20]));
  }

  @Test
  void shouldGiveUpAWorkerThatDoesNotAnswer() {
    server.createContext(
        "/",
        exchange -> {
          try {
            assertTrue(never.await(30, TimeUnit.SECONDS));
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          exchange.close();
        });

    assertFailure(FailureKind.TIMED_OUT, "within 0.6 s", worker());
  }

  @Test
  void shouldTellWhereNobodyListens() throws IOException {
    int port;
    try (var socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }

    assertFailure(
        FailureKind.UNREACHABLE, "127.0.0.1:" + port, workers.at("http://127.0.0.1:" + port));
  }

  @Test
  void shouldCompleteTheAttestationOfARegistration() throws Exception {
    PRuntime worker = answering(200, registration(encodedReport(REPORT)));

    assertEquals(
        new RegisterWorker(INFO, Bytes.utf8("report with collateral"), false),
        worker.registrationInfo(false, Optional.empty()));
  }

  @Test
  void shouldPassOnTheReportOfAnOldWorkerAsItIs() throws Exception {
    var payload =
        AttestationReport.newBuilder()
            .setReport("r")
            .setSignature(ByteString.copyFromUtf8("s"))
            .setSigningCert(ByteString.copyFromUtf8("c"));
    PRuntime worker =
        answering(200, registration(Attestation.newBuilder().setPayload(payload).build()));

    assertEquals(
        new RegisterWorker(INFO, Bytes.fromHex("00047204730463"), true),
        worker.registrationInfo(false, Optional.empty()));
  }

  @Test
  void shouldTellThatCollateralIsMissing() {
    collateralTrouble = Optional.of("the service is away");
    PRuntime worker = answering(200, registration(encodedReport(REPORT)));

    var missing =
        assertThrows(NoCollateral.class, () -> worker.registrationInfo(false, Optional.empty()));
    assertEquals("the service is away", missing.getMessage());
  }

  private Bytes complete(Bytes encodedReport) throws NoCollateral {
    if (collateralTrouble.isPresent()) {
      throw new NoCollateral(collateralTrouble.get());
    }
    return Bytes.concat(encodedReport.toByteArray(), Bytes.utf8(" with collateral").toByteArray());
  }

  private static Attestation encodedReport(String report) {
    return Attestation.newBuilder().setEncodedReport(ByteString.copyFromUtf8(report)).build();
  }

  private static byte[] registration(Attestation attestation) {
    return InitRuntimeResponse.newBuilder()
        .setEncodedRuntimeInfo(ByteString.copyFrom(INFO.toByteArray()))
        .setAttestation(attestation)
        .build()
        .toByteArray();
  }

  private static byte[] error(String message) {
    return PrpcError.newBuilder().setMessage(message).build().toByteArray();
  }

  private PRuntime answering(int status, byte[] body) {
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    return worker();
  }

  private PRuntime worker() {
    return workers.at("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  private static void assertFailure(FailureKind kind, String part, PRuntime worker) {
    PRuntimeFailure failure = assertThrows(PRuntimeFailure.class, worker::getInfo);
    assertEquals(kind, failure.kind(), failure::getMessage);
    assertTrue(String.valueOf(failure.getMessage()).contains(part), failure::getMessage);
  }
}
