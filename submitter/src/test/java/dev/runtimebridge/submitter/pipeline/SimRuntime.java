package dev.runtimebridge.submitter.pipeline;

import dev.runtimebridge.submitter.domain.CallFailure;
import dev.runtimebridge.submitter.domain.ChainCall;
import dev.runtimebridge.submitter.domain.ExtrinsicEvent;
import dev.runtimebridge.submitter.domain.RuntimeVersion;
import dev.runtimebridge.submitter.port.Signers;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hashing;
import dev.runtimebridge.substrate.key.AccountId;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** The runtime of the simulated chain. Its events are the encoded calls of the block. */
record SimRuntime(RuntimeVersion version, AtomicLong salt) implements ChainRuntime {

  @Override
  public Bytes call(ChainCall call) throws NotEncodable {
    int number = (int) ((ChainCall.AddWorker) call).pid();
    if (!SimCall.encodable(number)) {
      throw new NotEncodable("no such call: " + number, new IllegalStateException());
    }
    return new SimCall(false, false, List.of(number)).encode();
  }

  @Override
  public Bytes batch(List<Bytes> calls) {
    List<Integer> items =
        calls.stream().map(call -> SimCall.decode(call).items().getFirst()).toList();
    return new SimCall(false, true, items).encode();
  }

  @Override
  public Bytes proxied(AccountId real, Bytes call) {
    SimCall inner = SimCall.decode(call);
    return new SimCall(true, inner.batch(), inner.items()).encode();
  }

  @Override
  public Optional<Signature> sign(Bytes call, Intent intent, Signers signers) {
    if (!signers.has(intent.account())) {
      return Optional.empty();
    }
    Bytes bytes =
        SimTransaction.encode(intent, version.specVersion(), salt.incrementAndGet(), call);
    long death = intent.birth().number() + intent.period();
    return Optional.of(new Signature(bytes, Hashing.blake2b256(bytes.toByteArray()), death));
  }

  @Override
  public List<ExtrinsicEvent> events(Bytes events, int index) {
    List<SimCall> calls =
        ScaleReader.decodeAll(
            events.toByteArray(),
            reader -> reader.list(1, each -> SimCall.decode(Bytes.of(each.byteVec()))));
    SimCall call = calls.get(index);
    var seen = new ArrayList<ExtrinsicEvent>();
    Optional<CallFailure> alone = Optional.empty();
    for (int item : call.items()) {
      boolean done = SimCall.succeeds(item);
      if (call.batch()) {
        seen.add(
            done ? new ExtrinsicEvent.ItemCompleted() : new ExtrinsicEvent.ItemFailed(failure()));
      } else if (!done) {
        alone = Optional.of(failure());
      }
    }
    if (call.batch()) {
      seen.add(
          call.items().stream().allMatch(SimCall::succeeds)
              ? new ExtrinsicEvent.BatchCompleted()
              : new ExtrinsicEvent.BatchCompletedWithErrors());
    }
    if (call.proxied()) {
      seen.add(new ExtrinsicEvent.ProxyExecuted(alone));
    }
    seen.add(new ExtrinsicEvent.FeePaid(BigInteger.TEN));
    boolean whole = call.proxied() || alone.isEmpty();
    seen.add(whole ? new ExtrinsicEvent.Succeeded() : new ExtrinsicEvent.Failed(alone.get()));
    return seen;
  }

  private static CallFailure failure() {
    return new CallFailure(CallFailure.Kind.MODULE, "", "Refused", "");
  }

  @Override
  public Bytes accountKey(AccountId account) {
    return account.bytes();
  }

  @Override
  public AccountInfo account(Optional<Bytes> value) {
    return ScaleReader.decodeAll(
        value.orElseThrow().toByteArray(), reader -> new AccountInfo(reader.u32(), reader.u128()));
  }

  static Bytes account(long nonce, long free) {
    ScaleWriter writer = new ScaleWriter().u32(nonce).u128(BigInteger.valueOf(free));
    return Bytes.of(writer.toByteArray());
  }
}
