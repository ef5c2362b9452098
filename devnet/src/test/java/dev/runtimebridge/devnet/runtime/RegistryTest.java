package dev.runtimebridge.devnet.runtime;

import static dev.runtimebridge.devnet.runtime.DevAccount.ALICE;
import static dev.runtimebridge.devnet.runtime.DevAccount.CHARLIE;
import static dev.runtimebridge.devnet.runtime.DevAccount.DAVE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.runtimebridge.devnet.runtime.message.SystemEvent;
import dev.runtimebridge.devnet.runtime.message.WorkerEvent;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.codec.Value;
import dev.runtimebridge.substrate.hash.Hashing;
import dev.runtimebridge.substrate.key.Sr25519KeyPair;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who becomes a worker, with which attestation, and what others are told of it. */
class RegistryTest {
  private static final long FOUR_HOURS = 4 * 3_600_000L;

  private final RuntimeChain chain = new RuntimeChain();
  private final Sr25519KeyPair worker = RuntimeChain.worker(1);
  private final Bytes key = worker.account().bytes();
  private final Bytes info =
      RuntimeChain.registration(worker, Optional.of(ALICE), RuntimeChain.PARA_ID);

  @Test
  void shouldRegisterAndAskForABenchmark() {
    assertEquals("ok", chain.run(DAVE, chain.register(worker, ALICE)));
    assertEquals(Value.none(), registered().get("initial_score"));
    assertEquals(Value.some(Value.of(ALICE.account())), registered().get("operator"));
    assertEquals(Value.of(chain.timeMs / 1000), registered().get("last_updated"));
    assertEquals(
        Optional.of(Value.of(1)), chain.stored("PhalaRegistry", "WorkerAddedAt", Value.of(key)));
    assertEquals(Value.of(key), chain.event("PhalaRegistry", "WorkerAdded").fields().get("pubkey"));
    assertEquals(
        List.of(
            new SystemEvent.OfWorker(key, new WorkerEvent.Registered(128)),
            new SystemEvent.OfWorker(key, new WorkerEvent.BenchStart(8))),
        chain.told());
    chain.block();
    assertEquals(List.of(), chain.told());
  }

  @Test
  void shouldKeepScoreAndFirstBlockWhenAWorkerComesAgain() {
    chain.measured(ALICE, worker);
    assertEquals("ok", chain.run(DAVE, chain.register(worker, CHARLIE)));
    assertEquals(Value.some(Value.of(3_000)), registered().get("initial_score"));
    assertEquals(Value.some(Value.of(CHARLIE.account())), registered().get("operator"));
    assertEquals(
        Optional.of(Value.of(1)), chain.stored("PhalaRegistry", "WorkerAddedAt", Value.of(key)));
    chain.event("PhalaRegistry", "WorkerUpdated");
  }

  @Test
  void shouldTakeReportsOfBothKinds() {
    assertEquals("ok", attested(ias(hash(), new byte[64], new byte[9])));
    assertEquals(Value.some(Value.variant("Ias")), registered().get("attestation_provider"));
    assertEquals("ok", attested(dcap(hash(), true)));
    assertEquals(Value.some(Value.variant("Dcap")), registered().get("attestation_provider"));
    assertEquals("ok", chain.run(DAVE, legacy()));
  }

  @Test
  void shouldRefuseReportsThatCannotBe() {
    byte[] other = Hashing.blake2b256(new byte[1]).bytes();
    byte[] old = concat(hash(), new ScaleWriter().u64(chain.timeMs / 1000 - 8_000).toByteArray());
    byte[] recent = concat(hash(), new ScaleWriter().u64(chain.timeMs / 1000).toByteArray());
    byte[] signature = new byte[64];
    byte[] certificate = new byte[9];
    assertEquals(
        "PhalaRegistry.InvalidRuntimeInfoHash", attested(ias(other, signature, certificate)));
    assertEquals("PhalaRegistry.OutdatedIASReport", attested(ias(old, signature, certificate)));
    assertEquals("ok", attested(ias(recent, signature, certificate)));
    assertEquals(
        "PhalaRegistry.InvalidIASSigningCert", attested(ias(hash(), signature, new byte[0])));
    assertEquals("PhalaRegistry.BadIASReport", attested(ias(hash(), new byte[0], certificate)));
    assertEquals("PhalaRegistry.InvalidReport", attested(ias(new byte[3], signature, certificate)));
    assertEquals("PhalaRegistry.InvalidReport", attested(dcap(hash(), false)));
    assertEquals("PhalaRegistry.InvalidRuntimeInfoHash", attested(dcap(other, true)));
  }

  @Test
  void shouldRefuseAWorkerOfAnotherParachain() {
    Bytes stranger = RuntimeChain.registration(worker, Optional.empty(), 2035);
    assertEquals(
        "PhalaRegistry.ParachainIdMismatch",
        chain.run(DAVE, chain.registerV2(stranger, Bytes.of(new byte[1]))));
  }

  @Test
  void shouldPublishEndpointsThatTheWorkerHasSignedLately() {
    chain.measured(ALICE, worker);
    assertEquals("ok", chain.run(DAVE, endpoints(chain, worker, chain.timeMs)));
    Value stored = chain.stored("PhalaRegistry", "Endpoints", Value.of(key)).orElseThrow();
    assertEquals(
        new Value.Sequence(List.of(Value.of("http://10.0.0.1:8000"))),
        ((Value.Variant) stored).get(0));
    String late = "PhalaRegistry.InvalidEndpointSigningTime";
    assertEquals(late, chain.run(DAVE, endpoints(chain, worker, chain.timeMs - FOUR_HOURS)));
    assertEquals(late, chain.run(DAVE, endpoints(chain, worker, chain.timeMs + 60_000)));
  }

  @Test
  void shouldRefuseEndpointsOfNobody() {
    assertEquals(
        "PhalaRegistry.WorkerNotFound",
        chain.run(DAVE, endpoints(chain, RuntimeChain.worker(2), chain.timeMs)));
    Bytes payload = payload(key, chain.timeMs);
    assertEquals(
        "PhalaRegistry.InvalidSignature", chain.run(DAVE, endpoints(chain, payload, new byte[64])));
    assertEquals(
        "PhalaRegistry.InvalidSignatureLength",
        chain.run(DAVE, endpoints(chain, payload, new byte[63])));
  }

  static Bytes endpoints(RuntimeChain chain, Sr25519KeyPair worker, long signingTimeMs) {
    Bytes payload = payload(worker.account().bytes(), signingTimeMs);
    byte[] wrapped = new ScaleWriter().u8(0xff).u8(2).bytes(payload.toByteArray()).toByteArray();
    return endpoints(chain, payload, worker.sign(wrapped));
  }

  private static Bytes endpoints(RuntimeChain chain, Bytes payload, byte[] signature) {
    return chain.codec.call(
        "PhalaRegistry",
        "update_worker_endpoint",
        Map.of("endpoint_payload", new Value.Encoded(payload), "signature", Value.of(signature)));
  }

  private static Bytes payload(Bytes key, long signingTimeMs) {
    var out = new ScaleWriter().bytes(key.toByteArray()).u8(0);
    out.list(List.of("http://10.0.0.1:8000"), ScaleWriter::string).u64(signingTimeMs);
    return Bytes.of(out.toByteArray());
  }

  private Value.Composite registered() {
    return chain.composite("PhalaRegistry", "Workers", Value.of(key));
  }

  private String attested(ScaleWriter report) {
    return chain.run(DAVE, chain.registerV2(info, Bytes.of(report.toByteArray())));
  }

  private byte[] hash() {
    return Hashing.blake2b256(info.toByteArray()).bytes();
  }

  private static ScaleWriter ias(byte[] report, byte[] signature, byte[] certificate) {
    return new ScaleWriter().u8(1).u8(0).byteVec(report).byteVec(signature).byteVec(certificate);
  }

  private static ScaleWriter dcap(byte[] quote, boolean collateral) {
    var out = new ScaleWriter().u8(1).u8(1).byteVec(quote).bool(collateral);
    return collateral ? out.u8(0).bytes(new byte[9]) : out;
  }

  /** The call of workers before version 2, whose information ends with the operator. */
  private Bytes legacy() {
    byte[] first = info.slice(0, info.length() - 8).toByteArray();
    byte[] hash = Hashing.blake2b256(first).bytes();
    var report = new ScaleWriter().u8(0).byteVec(hash).byteVec(new byte[64]).byteVec(new byte[9]);
    return chain.codec.call(
        "PhalaRegistry",
        "register_worker",
        Map.of(
            "pruntime_info",
            new Value.Encoded(Bytes.of(first)),
            "attestation",
            new Value.Encoded(Bytes.of(report.toByteArray()))));
  }

  private static byte[] concat(byte[] left, byte[] right) {
    return Bytes.concat(left, right).toByteArray();
  }
}
