package dev.runtimebridge.devnet.runtime;

import dev.runtimebridge.devnet.DevnetSettings;
import dev.runtimebridge.devnet.runtime.BlockOutcome.Refused;
import dev.runtimebridge.devnet.runtime.message.Message;
import dev.runtimebridge.devnet.runtime.message.MessageOrigin;
import dev.runtimebridge.devnet.runtime.message.SignedMessage;
import dev.runtimebridge.devnet.runtime.message.SystemEvent;
import dev.runtimebridge.devnet.runtime.message.WorkerReport;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.codec.CallError;
import dev.runtimebridge.substrate.codec.EventRecord;
import dev.runtimebridge.substrate.codec.RuntimeCodec;
import dev.runtimebridge.substrate.codec.Value;
import dev.runtimebridge.substrate.extrinsic.ChainPoint;
import dev.runtimebridge.substrate.extrinsic.Era;
import dev.runtimebridge.substrate.extrinsic.ExtrinsicBuilder;
import dev.runtimebridge.substrate.extrinsic.Terms;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.hash.Hashing;
import dev.runtimebridge.substrate.key.InvalidSecret;
import dev.runtimebridge.substrate.key.SecretUri;
import dev.runtimebridge.substrate.key.Sr25519KeyPair;
import dev.runtimebridge.substrate.metadata.RuntimeMetadata;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import dev.runtimebridge.substrate.storage.StorageChanges;
import dev.runtimebridge.substrate.storage.StorageChanges.Change;
import dev.runtimebridge.substrate.storage.StorageKeys;
import dev.runtimebridge.substrate.trie.StateTrie;
import dev.runtimebridge.substrate.trie.StateVersion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A chain with nothing but the runtime, driven as the bridge drives it: by what the metadata says.
 */
final class RuntimeChain {
  static final long PARA_ID = 2004;
  private static final long START_MS = 1_650_000_000_000L;

  final ParaRuntime runtime;
  StateTrie state;
  Hash256 hash = Hashing.blake2b256(new byte[] {7});
  final Hash256 genesis = hash;
  long number;
  long timeMs = START_MS;
  RuntimeCodec codec;
  BlockOutcome outcome = new BlockOutcome(List.of(), List.of(), List.of());
  List<EventRecord> events = List.of();

  RuntimeChain() {
    this(RuntimeSettings.DEFAULTS);
  }

  RuntimeChain(RuntimeSettings rules) {
    this(new ParaRuntime(DevnetSettings.builder().runtime(rules).build()));
  }

  RuntimeChain(ParaRuntime runtime) {
    this.runtime = runtime;
    state = StateTrie.of(runtime.genesis(), StateVersion.V0);
    codec = codecNow();
  }

  static Sr25519KeyPair key(String uri) {
    try {
      return SecretUri.open(uri.toCharArray());
    } catch (InvalidSecret wrong) {
      throw new AssertionError(wrong);
    }
  }

  static Sr25519KeyPair worker(int index) {
    byte[] seed = new byte[32];
    Arrays.fill(seed, (byte) 9);
    seed[0] = (byte) index;
    seed[1] = (byte) (index >> 8);
    return Sr25519KeyPair.fromSeed(seed);
  }

  /** A block of these transactions, in which all of them must stand. */
  void block(Bytes... transactions) {
    tried(transactions);
    if (!outcome.refused().isEmpty()) {
      throw new AssertionError("refused: " + outcome.refused());
    }
  }

  /** The same where some may be refused. */
  List<Refused> tried(Bytes... transactions) {
    execute(false, transactions);
    return outcome.refused();
  }

  void upgrade() {
    execute(true);
    codec = codecNow();
  }

  void blocks(int count) {
    for (int i = 0; i < count; i++) {
      block();
    }
  }

  private void execute(boolean upgrade, Bytes... transactions) {
    number++;
    timeMs += 12_000;
    RuntimeCodec mine = codecNow();
    outcome =
        runtime.execute(
            new BlockInput(state, hash, number, timeMs, List.of(transactions), upgrade));
    List<Change> changes = new ArrayList<>(outcome.changes());
    changes.add(Change.put(StorageKeys.plain("System", "Number"), u32(number)));
    changes.add(
        Change.put(
            StorageKeys.twox64Concat("System", "BlockHash", u32(number - 1).toByteArray()),
            Bytes.of(hash.bytes())));
    state = state.apply(new StorageChanges(changes, List.of()));
    hash = Hashing.blake2b256(state.root().bytes());
    events = mine.events(state.get(StorageKeys.plain("System", "Events")).orElseThrow());
  }

  private RuntimeCodec codecNow() {
    return new RuntimeCodec(RuntimeMetadata.decode(runtime.metadataAt(state)));
  }

  Bytes signed(DevAccount who, Bytes call) {
    return signed(who, call, Terms.of(Era.mortal(64, number), hash, nonce(who)));
  }

  Bytes signed(DevAccount who, long nonce, Bytes call) {
    return signed(who, call, Terms.of(Era.mortal(64, number), hash, nonce));
  }

  Bytes signed(DevAccount who, Bytes call, Terms terms) {
    var spec = runtime.specAt(state);
    var point = new ChainPoint(spec.version(), spec.transactionVersion(), genesis);
    try (Sr25519KeyPair key = key(who.uri())) {
      return new ExtrinsicBuilder(codec, point).sign(call, terms, key).encoded();
    }
  }

  long nonce(DevAccount who) {
    return runtime.nonce(who.account(), state);
  }

  Bytes force(Bytes... calls) {
    return batch("force_batch", calls);
  }

  Bytes batch(String kind, Bytes... calls) {
    List<Value> encoded = new ArrayList<>();
    for (Bytes call : calls) {
      encoded.add(new Value.Encoded(call));
    }
    return codec.call("Utility", kind, Map.of("calls", new Value.Sequence(encoded)));
  }

  Bytes proxied(DevAccount real, Bytes call) {
    return codec.call(
        "Proxy",
        "proxy",
        Map.of(
            "real", id(real), "force_proxy_type", Value.none(), "call", new Value.Encoded(call)));
  }

  static Value id(DevAccount account) {
    return Value.variant("Id", Value.of(account.account()));
  }

  Bytes remark(String text) {
    return codec.call("System", "remark", Map.of("remark", Value.of(Bytes.utf8(text))));
  }

  Bytes pool(String call, long pid, Sr25519KeyPair worker) {
    String name = call.equals("add_worker") ? "pubkey" : "worker";
    return codec.call(
        "PhalaStakePoolv2",
        call,
        Map.of("pid", Value.of(pid), name, Value.of(worker.account().bytes())));
  }

  Bytes pool(String call, long pid, Sr25519KeyPair worker, long tokens) {
    return codec.call(
        "PhalaStakePoolv2",
        call,
        Map.of(
            "pid",
            Value.of(pid),
            "worker",
            Value.of(worker.account().bytes()),
            "stake",
            Value.of(RuntimeSettings.pha(tokens))));
  }

  Bytes register(Sr25519KeyPair worker, DevAccount operator) {
    Bytes info = registration(worker, Optional.of(operator), PARA_ID);
    return registerV2(info, Bytes.of(new byte[1]));
  }

  Bytes registerV2(Bytes info, Bytes attestation) {
    return codec.call(
        "PhalaRegistry",
        "register_worker_v2",
        Map.of(
            "pruntime_info",
            new Value.Encoded(info),
            "attestation",
            new Value.Encoded(attestation)));
  }

  static Bytes registration(Sr25519KeyPair worker, Optional<DevAccount> operator, long paraId) {
    byte[] key = worker.account().toByteArray();
    var out = new ScaleWriter().u32(1).byteVec(new byte[16]).bytes(key).bytes(key);
    out.bytes(new byte[32]).list(List.of(4L, 1L), ScaleWriter::u32);
    out.option(operator, (each, who) -> each.bytes(who.account().toByteArray()));
    return Bytes.of(out.u32(paraId).u32(1).toByteArray());
  }

  Bytes message(Sr25519KeyPair worker, WorkerReport report, long sequence) {
    Message message = report.from(worker.account().bytes());
    byte[] signature = worker.sign(SignedMessage.signedBytes(message, sequence));
    return message(new SignedMessage(message, sequence, Bytes.of(signature)));
  }

  Bytes message(SignedMessage signed) {
    return codec.call(
        "PhalaMq",
        "sync_offchain_message",
        Map.of("signed_message", new Value.Encoded(signed.encode())));
  }

  /** What a worker measures that does 500 rounds a second: a score of 3000. */
  WorkerReport bench() {
    return new WorkerReport.BenchReport(timeMs - 18_000, 15_000);
  }

  long sequence(Sr25519KeyPair worker) {
    var origin = new MessageOrigin.Worker(worker.account().bytes());
    return runtime.nextSequence(origin.encode(), state);
  }

  /** Registers workers and has them measured. */
  void measured(DevAccount operator, Sr25519KeyPair... workers) {
    Bytes[] registrations = new Bytes[workers.length];
    Bytes[] reports = new Bytes[workers.length];
    for (int i = 0; i < workers.length; i++) {
      registrations[i] = register(workers[i], operator);
    }
    block(signed(DevAccount.DAVE, force(registrations)));
    for (int i = 0; i < workers.length; i++) {
      reports[i] = message(workers[i], bench(), sequence(workers[i]));
    }
    block(signed(DevAccount.DAVE, force(reports)));
  }

  /** Names of the events of one extrinsic. */
  List<String> eventsOf(int extrinsic) {
    return events.stream()
        .filter(event -> event.extrinsic().orElse(-1) == extrinsic)
        .map(event -> event.pallet() + "." + event.name())
        .toList();
  }

  EventRecord event(String pallet, String name) {
    return events.stream()
        .filter(event -> event.is(pallet, name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + pallet + "." + name + " in " + events));
  }

  /** Why the only transaction of the last block failed; ok if it did not. */
  String result() {
    Optional<EventRecord> failed =
        events.stream().filter(event -> event.is("System", "ExtrinsicFailed")).findFirst();
    return failed.map(event -> error(event.fields().get("dispatch_error"))).orElse("ok");
  }

  /** What a proxied call came to. */
  String proxyResult() {
    Value result = event("Proxy", "ProxyExecuted").fields().get("result");
    return result instanceof Value.Variant variant && variant.is("Err")
        ? error(variant.get(0))
        : "ok";
  }

  String error(Value dispatchError) {
    CallError error = codec.dispatchError(dispatchError);
    return error.toString();
  }

  /** Signs and executes one call alone, and says how it went. */
  String run(DevAccount who, Bytes call) {
    block(signed(who, call));
    return result();
  }

  Optional<Value> stored(String pallet, String item, Value... keys) {
    return state
        .get(codec.storageKey(pallet, item, keys))
        .map(value -> codec.storageValue(pallet, item, value));
  }

  Value.Composite composite(String pallet, String item, Value... keys) {
    return (Value.Composite) stored(pallet, item, keys).orElseThrow();
  }

  Bytes session(Sr25519KeyPair worker) {
    Value session =
        stored("PhalaComputation", "WorkerBindings", Value.of(worker.account().bytes()))
            .orElseThrow();
    return ((Value.Blob) session).value();
  }

  String sessionState(Sr25519KeyPair worker) {
    Value.Composite info = composite("PhalaComputation", "Sessions", Value.of(session(worker)));
    return ((Value.Variant) info.get("state")).name();
  }

  /** What the chain told its workers in the last block. */
  List<SystemEvent> told() {
    return state.get(StorageKeys.plain("PhalaMq", "OutboundMessages")).stream()
        .flatMap(value -> Message.listOf(value).stream())
        .flatMap(message -> SystemEvent.of(message).stream())
        .toList();
  }

  private static Bytes u32(long value) {
    return Bytes.of(new ScaleWriter().u32(value).toByteArray());
  }
}
