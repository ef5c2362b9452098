package dev.runtimebridge.syncer.adapter.pccs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.syncer.port.NoCollateral;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PccsCollateralsTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final String BAD_REPORT = "attestation cannot be completed";
  private static final String FMSPC = "00a067110000";

  private final AtomicLong now = new AtomicLong();
  private TestPccs pccs;
  private PccsCollaterals collaterals;

  @BeforeEach
  void open() throws IOException {
    pccs = new TestPccs();
    collaterals = within(LONG);
  }

  @AfterEach
  void close() {
    collaterals.close();
    pccs.close();
  }

  @Test
  void shouldAddTheCollateralAndKeepTheQuote() throws Exception {
    TestQuote given = TestQuote.processor(FMSPC);

    var reader = ScaleReader.of(collaterals.complete(given.report()).toByteArray());

    assertArrayEquals(new byte[] {1, 1}, reader.bytes(2), "some DCAP report");
    assertEquals(given.quote(), Bytes.read(reader));
    assertArrayEquals(new byte[] {1, 0}, reader.bytes(2), "some collateral of version 3.0");
    assertEquals(TestPccs.CHAIN, reader.string());
    assertEquals(TestPccs.CRL, reader.string());
    assertEquals(TestPccs.CRL, reader.string());
    for (String signed : List.of(TestPccs.TCB_INFO, TestPccs.IDENTITY)) {
      assertEquals(TestPccs.CHAIN, reader.string());
      assertEquals(signed, reader.string(), "must stay as it was signed");
      assertEquals(Bytes.fromHex(TestPccs.SIGNATURE), Bytes.read(reader));
    }
    reader.end();
  }

  @Test
  void shouldAskForTheKindOfMachineThatTheCertificateNames() throws Exception {
    collaterals.complete(TestQuote.platform(FMSPC).report());

    assertEquals(
        List.of(
            "/pckcrl?ca=platform&encoding=der",
            "/qe/identity",
            "/rootcacrl",
            "/tcb?fmspc=00A067110000"),
        pccs.asked());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "00", "0100040104080408", "0101040701", "0101040701000102", "02", "ff"})
  void shouldPassOnWhatIsNoDcapReportWithoutCollateral(String hex) throws Exception {
    Bytes report = Bytes.fromHex(hex);

    assertSame(report, collaterals.complete(report));
    assertEquals(List.of(), pccs.asked());
  }

  @Test
  void shouldWriteARevocationListThatComesInDerAsText() throws Exception {
    Bytes asText = collaterals.complete(TestQuote.processor(FMSPC).report());
    answering("/pckcrl", answer -> answer.withBody(Bytes.fromHex(TestPccs.CRL)));

    assertEquals(
        asText.slice(asText.length() - 200, asText.length()),
        tail(collaterals.complete(TestQuote.platform(FMSPC).report()), 200));
    assertEquals(8, pccs.asked().size());
  }

  @Test
  void shouldTakeTheOtherNameOfAHeader() throws Exception {
    answering("/tcb", answer -> answer.withHeader("SGX-TCB-Info-Issuer-Chain", answer.chain()));

    assertTrue(collaterals.complete(TestQuote.processor(FMSPC).report()).length() > 1000);
  }

  @Test
  void shouldMeetCutReportsWithTheDeclaredErrorOnly() throws Exception {
    Bytes report = TestQuote.processor(FMSPC).report();
    for (int length = 2; length < report.length(); length++) {
      Bytes cut = report.slice(0, length);
      assertBadReport("DCAP report", cut);
    }
  }

  @Test
  void shouldMeetChangedReportsWithTheDeclaredErrorOnly() throws Exception {
    byte[] report = TestQuote.processor(FMSPC).report().toByteArray();
    for (int at = 0; at < report.length; at++) {
      byte[] changed = report.clone();
      changed[at] ^= (byte) (1 << at % 8);
      try {
        collaterals.complete(Bytes.of(changed));
      } catch (NoCollateral declared) {
        assertTrue(String.valueOf(declared.getMessage()).contains(BAD_REPORT), "byte " + at);
      }
    }
  }

  @Test
  void shouldMeetChangedCertificatesWithTheDeclaredErrorOnly() throws Exception {
    byte[] der =
        TestQuote.certificate("CN=Intel SGX PCK Processor CA", "1.2.840.113741.1.13.1", FMSPC);
    for (int at = 0; at < der.length; at++) {
      byte[] changed = der.clone();
      changed[at] ^= (byte) (0x80 >>> at % 8);
      try {
        collaterals.complete(TestQuote.of(TestQuote.pem(changed)).report());
      } catch (NoCollateral declared) {
        assertTrue(String.valueOf(declared.getMessage()).contains(BAD_REPORT), "byte " + at);
      }
    }
  }

  @Test
  void shouldNameWhatIsWrongWithAQuote() {
    TestQuote good = TestQuote.processor(FMSPC);
    assertBadReport("version 4; the chain takes 3", good.withVersion(4).report());
    assertBadReport("data type 6; the chain takes 5", good.withCertificationType(6).report());
    assertBadReport("FMSPC of 5 bytes", TestQuote.processor("0011223344").report());
    assertBadReport("without a certificate", TestQuote.of(Bytes.utf8("none")).report());
    assertBadReport("cannot be read", TestQuote.of(TestQuote.pem(new byte[9])).report());
    assertBadReport(
        "without extension 1.2.840.113741.1.13.1",
        TestQuote.of(TestQuote.pem(TestQuote.certificate("CN=a", "1.2.3", FMSPC))).report());
    assertBadReport("65536 is the most", TestQuote.of(Bytes.of(new byte[1 << 16])).report());
  }

  @Test
  void shouldNameWhatIsWrongWithAnAnswer() throws Exception {
    assertUnusable("status 404", "/tcb", answer -> answer.withStatus(404));
    assertUnusable("no header SGX-TCB", "/tcb", answer -> answer.withHeader("Other", "x"));
    assertUnusable("no JSON object", "/tcb", answer -> answer.withBody("[]"));
    assertUnusable("cannot be read", "/tcb", answer -> answer.withBody("{\"tcbInfo\":{"));
    assertUnusable(
        "cannot be read", "/tcb", answer -> answer.withBody("{\"a\":" + "[".repeat(5000)));
    assertUnusable("without tcbInfo", "/tcb", answer -> answer.withBody("{}"));
    assertUnusable(
        "no hexadecimal",
        "/tcb",
        answer -> answer.withBody("{\"tcbInfo\":{},\"signature\":\"xy\"}"));
    assertUnusable(
        "signature of 2 bytes",
        "/qe/identity",
        answer -> answer.withBody("{\"enclaveIdentity\":{},\"signature\":\"abcd\"}"));
    assertUnusable(
        "not percent-encoded",
        "/qe/identity",
        answer -> answer.withHeader("SGX-Enclave-Identity-Issuer-Chain", "%zz"));
    assertUnusable(
        "40000 characters in header SGX-PCK",
        "/pckcrl",
        answer -> answer.withHeader("SGX-PCK-CRL-Issuer-Chain", "x".repeat(40_000)));
    assertUnusable(
        "no chain of certificates",
        "/pckcrl",
        answer -> answer.withHeader("SGX-PCK-CRL-Issuer-Chain", "none"));
    assertUnusable("no revocation list", "/pckcrl", answer -> answer.withBody("<html>"));
    assertUnusable("no revocation list", "/rootcacrl", answer -> answer.withBody("308"));
    assertUnusable("more than", "/rootcacrl", answer -> answer.withBody("300000"));
    assertUnusable(
        "broke off its answer", "/tcb", answer -> answer.withBody(Bytes.of(new byte[1 << 19])));
  }

  @Test
  void shouldGiveUpAServiceThatDoesNotAnswer() {
    pccs.holdUntil(new CountDownLatch(1));

    assertFailure("within PT0.3S; see whether", within(SHORT));
  }

  @Test
  void shouldGiveUpAServiceThatStopsInTheMiddle() {
    pccs.stopInBodies();

    assertFailure("within PT0.3S; see whether", within(SHORT));
  }

  @Test
  void shouldTellWhereNobodyListens() throws IOException {
    URI nobody;
    try (var socket = new ServerSocket(0)) {
      nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    assertFailure("takes no connection", new PccsCollaterals(Optional.of(nobody), LONG));
  }

  @Test
  void shouldTellWhatToSetWhereThereIsNoService() throws Exception {
    var none = new PccsCollaterals(Optional.empty(), LONG);

    assertFailure("bridge.syncer.pccs.url is empty; set it", none);
    assertEquals(Bytes.fromHex("00"), none.complete(Bytes.fromHex("00")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pccs.example.org",
        "ftp://pccs.example.org/",
        "http:pccs",
        "http:///v4",
        "https://pccs.example.org/v4/?key=1",
        "https://me:secret@pccs.example.org/v4/"
      })
  void shouldRefuseAnAddressOfAnotherKind(String address) {
    var refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> new PccsCollaterals(Optional.of(URI.create(address)), LONG));

    String message = String.valueOf(refused.getMessage());
    assertTrue(message.contains("bridge.syncer.pccs.url"), message);
    assertFalse(message.contains("secret"), message);
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 503})
  void shouldAskAgainForAPartThatFailedInPassing(int status) throws Exception {
    pccs.putOnce("/tcb", pccs.at("/tcb").withStatus(status));

    assertTrue(collaterals.complete(TestQuote.processor(FMSPC).report()).length() > 1000);
    assertEquals(5, pccs.asked().size());
  }

  @Test
  void shouldAskThreeTimesAtMost() {
    answering("/qe/identity", answer -> answer.withStatus(502));

    assertFailure("status 502", collaterals);
    assertEquals(3, pccs.asked().stream().filter("/qe/identity"::equals).count());
  }

  @Test
  void shouldNotAskAgainForWhatTheServiceDoesNotHave() {
    answering("/tcb", answer -> answer.withStatus(404));

    assertFailure("status 404", collaterals);
    assertEquals(1, pccs.asked().stream().filter(path -> path.startsWith("/tcb")).count());
  }

  @Test
  void shouldAskOnceForAllMachinesOfAKind() throws Exception {
    var gate = new CountDownLatch(1);
    pccs.holdUntil(gate);
    Bytes report = TestQuote.processor(FMSPC).report();
    try (var sessions = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Bytes>> completed = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        completed.add(sessions.submit(() -> collaterals.complete(report)));
      }
      gate.countDown();
      for (Future<Bytes> each : completed) {
        assertEquals(completed.getFirst().get(), each.get());
      }
    }
    assertEquals(4, pccs.asked().size());
  }

  @Test
  void shouldAskAgainAfterSomeMinutes() throws Exception {
    Bytes report = TestQuote.processor(FMSPC).report();
    collaterals.complete(report);
    pass(Duration.ofMinutes(9));
    collaterals.complete(report);
    assertEquals(4, pccs.asked().size());

    pass(Duration.ofMinutes(2));
    collaterals.complete(report);

    assertEquals(8, pccs.asked().size());
  }

  @Test
  void shouldAskAgainAMomentAfterAFailure() throws Exception {
    TestPccs.Answer good = pccs.at("/tcb");
    pccs.put("/tcb", good.withStatus(404));
    assertFailure("status 404", collaterals);
    pccs.put("/tcb", good);
    assertFailure("status 404", collaterals);

    pass(Duration.ofSeconds(3));

    assertTrue(collaterals.complete(TestQuote.processor(FMSPC).report()).length() > 1000);
  }

  private void answering(String path, UnaryOperator<TestPccs.Answer> change) {
    pccs.put(path, change.apply(pccs.at(path)));
  }

  private void assertUnusable(String part, String path, UnaryOperator<TestPccs.Answer> change) {
    TestPccs.Answer good = pccs.at(path);
    pccs.put(path, change.apply(good));
    assertFailure(part, collaterals);
    pccs.put(path, good);
    pass(Duration.ofSeconds(3));
  }

  private void assertBadReport(String part, Bytes report) {
    String message = assertFailure(part, collaterals, report);
    assertTrue(message.contains(BAD_REPORT), message);
    assertEquals(List.of(), pccs.asked());
  }

  private static void assertFailure(String part, PccsCollaterals asked) {
    assertFailure(part, asked, TestQuote.processor(FMSPC).report());
  }

  private static String assertFailure(String part, PccsCollaterals asked, Bytes report) {
    var failure = assertThrows(NoCollateral.class, () -> asked.complete(report));
    String message = String.valueOf(failure.getMessage());
    assertTrue(message.contains(part), message);
    return message;
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  private PccsCollaterals within(Duration timeout) {
    return new PccsCollaterals(Optional.of(pccs.url()), timeout, now::get);
  }

  private static Bytes tail(Bytes bytes, int length) {
    return bytes.slice(bytes.length() - length, bytes.length());
  }
}
