package dev.runtimebridge.solo.simulation;

import dev.runtimebridge.submitter.domain.CallFailure;
import dev.runtimebridge.submitter.domain.ChainCall;
import dev.runtimebridge.submitter.domain.ExtrinsicEvent;
import dev.runtimebridge.submitter.domain.RuntimeVersion;
import dev.runtimebridge.submitter.pipeline.ChainRuntime;
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
import java.util.Random;

/** How the submitter makes and reads transactions of the {@link LightChain}. */
record LightRuntime(RuntimeVersion version, Random salt) implements ChainRuntime {
  private static final BigInteger FREE = BigInteger.TEN.pow(15);

  @Override
  public Bytes call(ChainCall call) {
    return new LightTransaction.Batch(false, false, List.of(LightCall.of(call))).encode();
  }

  @Override
  public Bytes batch(List<Bytes> calls) {
    List<LightCall> all =
        calls.stream()
            .flatMap(call -> LightTransaction.Batch.decode(call).calls().stream())
            .toList();
    return new LightTransaction.Batch(false, true, all).encode();
  }

  @Override
  public Bytes proxied(AccountId real, Bytes call) {
    LightTransaction.Batch inner = LightTransaction.Batch.decode(call);
    return new LightTransaction.Batch(true, inner.batched(), inner.calls()).encode();
  }

  @Override
  public Optional<Signature> sign(Bytes call, Intent intent, Signers signers) {
    if (!signers.has(intent.account())) {
      return Optional.empty();
    }
    Bytes bytes =
        LightTransaction.encode(
            intent.account(),
            intent.nonce(),
            intent.birth(),
            intent.period(),
            version.specVersion(),
            salt.nextLong() >>> 1,
            call);
    long death = intent.birth().number() + intent.period();
    return Optional.of(new Signature(bytes, Hashing.blake2b256(bytes.toByteArray()), death));
  }

  @Override
  public List<ExtrinsicEvent> events(Bytes events, int index) {
    LightChain.Executed executed = LightChain.Executed.read(events).get(index);
    var seen = new ArrayList<ExtrinsicEvent>();
    Optional<CallFailure> alone = Optional.empty();
    for (Optional<String> result : executed.results()) {
      Optional<CallFailure> failure = result.map(LightRuntime::failure);
      if (executed.batch().batched()) {
        seen.add(
            failure.isEmpty()
                ? new ExtrinsicEvent.ItemCompleted()
                : new ExtrinsicEvent.ItemFailed(failure.get()));
      } else {
        alone = failure;
      }
    }
    if (executed.batch().batched()) {
      seen.add(
          executed.results().stream().allMatch(Optional::isEmpty)
              ? new ExtrinsicEvent.BatchCompleted()
              : new ExtrinsicEvent.BatchCompletedWithErrors());
    }
    if (executed.batch().proxied()) {
      seen.add(new ExtrinsicEvent.ProxyExecuted(alone));
    }
    seen.add(new ExtrinsicEvent.FeePaid(BigInteger.TEN));
    boolean whole = executed.batch().proxied() || alone.isEmpty();
    seen.add(whole ? new ExtrinsicEvent.Succeeded() : new ExtrinsicEvent.Failed(alone.get()));
    return seen;
  }

  private static CallFailure failure(String name) {
    String[] parts = name.split("\\.", 2);
    return new CallFailure(CallFailure.Kind.MODULE, parts[0], parts[1], "");
  }

  @Override
  public Bytes accountKey(AccountId account) {
    return account.bytes();
  }

  @Override
  public AccountInfo account(Optional<Bytes> value) {
    return ScaleReader.decodeAll(
        value.orElseThrow().toByteArray(), from -> new AccountInfo(from.u32(), FREE));
  }

  /** What the state keeps of an account. */
  static Bytes account(long nonce) {
    return Bytes.of(new ScaleWriter().u32(nonce).toByteArray());
  }
}
