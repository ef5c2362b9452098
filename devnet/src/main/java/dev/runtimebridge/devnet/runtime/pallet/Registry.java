package dev.runtimebridge.devnet.runtime.pallet;

import static dev.runtimebridge.devnet.runtime.pallet.DispatchFailure.require;

import dev.runtimebridge.devnet.runtime.DevAccount;
import dev.runtimebridge.devnet.runtime.call.Call;
import dev.runtimebridge.devnet.runtime.call.EndpointPayload;
import dev.runtimebridge.devnet.runtime.call.Registration;
import dev.runtimebridge.devnet.runtime.message.SystemEvent;
import dev.runtimebridge.devnet.runtime.message.WorkerEvent;
import dev.runtimebridge.devnet.runtime.message.WorkerReport.BenchReport;
import dev.runtimebridge.devnet.runtime.state.Item;
import dev.runtimebridge.devnet.runtime.state.Scale;
import dev.runtimebridge.devnet.runtime.state.Table;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.key.Sr25519;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * PhalaRegistry: who is a worker.
 *
 * @see <a
 *     href="https://github.com/Phala-Network/phala-blockchain/blob/654b1b6/pallets/phala/src/registry.rs">registry.rs</a>
 */
public final class Registry {
  private static final String PALLET = "PhalaRegistry";

  /** What is known of each worker. */
  public static final Table<Bytes, WorkerInfo> WORKERS =
      Table.twox(PALLET, "Workers", Scale.KEY, WorkerInfo.SCALE);

  private static final Table<Bytes, Long> ADDED_AT =
      Table.twox(PALLET, "WorkerAddedAt", Scale.KEY, Scale.U32);
  private static final Table<Bytes, Bytes> ENDPOINTS =
      Table.twox(PALLET, "Endpoints", Scale.KEY, Scale.RAW);

  /** The workers that are gatekeepers. */
  public static final Item<List<Bytes>> GATEKEEPERS =
      Item.of(
          PALLET,
          "Gatekeeper",
          new Scale<>(
              (out, keys) -> out.list(keys, (each, key) -> each.bytes(key.toByteArray())),
              in -> in.list(32, each -> Bytes.of(each.bytes(32)))));

  private static final long PARA_ID = 2004;
  private static final long BENCHMARK_BLOCKS = 8;
  private static final long MAX_SCORE = 6_000;
  private static final long ENDPOINT_LIFETIME_MS = 4 * 3_600_000L;
  private static final int ENDPOINT_INFO = 2;

  private Registry() {}

  /** {@code register_worker} and {@code register_worker_v2}, by anybody. */
  static void register(Execution block, Call.RegisterWorker call) throws DispatchFailure {
    Registration info = call.info();
    Optional<Integer> provider = Optional.empty();
    if (call.attestation().isPresent()) {
      provider = Optional.of(AttestationRules.check(call.attestation().get(), info, block));
    }
    require(info.features().size() == 2, "PhalaRegistry.InvalidInput");
    require(info.paraId().orElse(PARA_ID) == PARA_ID, "PhalaRegistry.ParachainIdMismatch");
    int confidence = provider.isPresent() ? 1 : 128;
    Bytes key = info.publicKey();
    Optional<WorkerInfo> known = WORKERS.get(block.state(), key);
    var worker =
        new WorkerInfo(
            key,
            info.ecdhPublicKey(),
            info.version(),
            block.timeSeconds(),
            info.operator(),
            provider,
            confidence,
            known.flatMap(WorkerInfo::initialScore),
            info.features());
    WORKERS.put(block.state(), key, worker);
    if (known.isEmpty()) {
      ADDED_AT.put(block.state(), key, block.number());
    }
    String event = known.isPresent() ? "WorkerUpdated" : "WorkerAdded";
    block.deposit("PhalaRegistry." + event, registered(worker));
    // A second registration measures again, too.
    tell(block, key, new WorkerEvent.Registered(confidence));
    tell(block, key, new WorkerEvent.BenchStart(BENCHMARK_BLOCKS));
  }

  /** End of a benchmark; a report that cannot be is passed over, as the message was taken. */
  static void benchmarked(Execution block, Bytes key, BenchReport report) {
    Optional<WorkerInfo> known = WORKERS.get(block.state(), key);
    long elapsed = block.timeMs() - report.startTimeMs();
    if (known.isEmpty() || report.startTimeMs() < 0 || elapsed <= 0 || report.iterations() < 0) {
      return;
    }
    // The score is the work of six seconds.
    long score = (long) Math.min(MAX_SCORE, report.iterations() * 6_000.0 / elapsed);
    WORKERS.put(block.state(), key, known.get().withScore(Optional.of(score)));
    block.deposit("PhalaRegistry.InitialScoreSet", out -> out.bytes(key.toByteArray()).u32(score));
    tell(block, key, new WorkerEvent.BenchScore(score));
  }

  /** {@code update_worker_endpoint}, by anybody who has what the worker signed. */
  static void updateEndpoints(Execution block, Call.UpdateEndpoints call) throws DispatchFailure {
    EndpointPayload payload = call.payload();
    long age = block.timeMs() - payload.signingTimeMs();
    boolean inTime = payload.signingTimeMs() >= 0 && age > 0 && age <= ENDPOINT_LIFETIME_MS;
    require(inTime, "PhalaRegistry.InvalidEndpointSigningTime");
    byte[] signed =
        new ScaleWriter()
            .u8(0xff)
            .u8(ENDPOINT_INFO)
            .bytes(payload.encoded().toByteArray())
            .toByteArray();
    verify(payload.publicKey(), signed, call.signature());
    require(WORKERS.has(block.state(), payload.publicKey()), "PhalaRegistry.WorkerNotFound");
    byte[] endpoints =
        new ScaleWriter().u8(0).list(payload.endpoints(), ScaleWriter::string).toByteArray();
    ENDPOINTS.put(block.state(), payload.publicKey(), Bytes.of(endpoints));
  }

  /** {@code register_gatekeeper}; Alice stands for the governance that may. */
  static void addGatekeeper(Execution block, Bytes who, Bytes gatekeeper) throws DispatchFailure {
    require(who.equals(DevAccount.ALICE.account()), "BadOrigin");
    require(WORKERS.has(block.state(), gatekeeper), "PhalaRegistry.WorkerNotFound");
    List<Bytes> all = new ArrayList<>(GATEKEEPERS.get(block.state(), List.of()));
    require(!all.contains(gatekeeper), "PhalaRegistry.InvalidGatekeeper");
    all.add(gatekeeper);
    GATEKEEPERS.put(block.state(), all);
    block.deposit("PhalaRegistry.GatekeeperAdded", out -> out.bytes(gatekeeper.toByteArray()));
  }

  /** Whether a message of the sender can be believed. */
  static void verify(Bytes publicKey, byte[] signed, Bytes signature) throws DispatchFailure {
    require(signature.length() == Sr25519.SIGNATURE_SIZE, "PhalaRegistry.InvalidSignatureLength");
    boolean right = Sr25519.verify(publicKey.toByteArray(), signed, signature.toByteArray());
    require(right, "PhalaRegistry.InvalidSignature");
  }

  private static void tell(Execution block, Bytes worker, WorkerEvent event) {
    block.push("PhalaRegistry", new SystemEvent.OfWorker(worker, event));
  }

  private static Consumer<ScaleWriter> registered(WorkerInfo worker) {
    return out ->
        out.bytes(worker.publicKey().toByteArray())
            .option(worker.provider(), ScaleWriter::u8)
            .u8(worker.confidenceLevel());
  }
}
