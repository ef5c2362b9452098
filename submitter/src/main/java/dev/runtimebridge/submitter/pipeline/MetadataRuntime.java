package dev.runtimebridge.submitter.pipeline;

import dev.runtimebridge.submitter.domain.CallFailure;
import dev.runtimebridge.submitter.domain.ChainCall;
import dev.runtimebridge.submitter.domain.ExtrinsicEvent;
import dev.runtimebridge.submitter.domain.RuntimeVersion;
import dev.runtimebridge.submitter.port.Signers;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.codec.CallError;
import dev.runtimebridge.substrate.codec.EventRecord;
import dev.runtimebridge.substrate.codec.NoSuchItem;
import dev.runtimebridge.substrate.codec.RuntimeCodec;
import dev.runtimebridge.substrate.codec.UnfitValue;
import dev.runtimebridge.substrate.codec.Value;
import dev.runtimebridge.substrate.extrinsic.ChainPoint;
import dev.runtimebridge.substrate.extrinsic.Era;
import dev.runtimebridge.substrate.extrinsic.ExtrinsicBuilder;
import dev.runtimebridge.substrate.extrinsic.SignedExtrinsic;
import dev.runtimebridge.substrate.extrinsic.Terms;
import dev.runtimebridge.substrate.extrinsic.UnsupportedExtension;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.key.AccountId;
import dev.runtimebridge.substrate.metadata.MalformedMetadata;
import dev.runtimebridge.substrate.metadata.RuntimeMetadata;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A runtime as its own metadata tells it. Immutable. */
final class MetadataRuntime implements ChainRuntime {
  private static final String UTILITY = "Utility";

  private final RuntimeVersion version;
  private final RuntimeCodec codec;
  private final ExtrinsicBuilder builder;

  private MetadataRuntime(RuntimeVersion version, RuntimeCodec codec, ExtrinsicBuilder builder) {
    this.version = version;
    this.codec = codec;
    this.builder = builder;
  }

  /** Reads metadata of version 14 or 15. */
  static ChainRuntime read(RuntimeVersion version, Hash256 genesis, Bytes metadata)
      throws UnusableRuntime {
    try {
      var codec = new RuntimeCodec(RuntimeMetadata.decode(metadata));
      var point = new ChainPoint(version.specVersion(), version.transactionVersion(), genesis);
      // One without accounts is found out now, not when one is asked about.
      var _ = codec.storagePrefix("System", "Account");
      return new MetadataRuntime(version, codec, new ExtrinsicBuilder(codec, point));
    } catch (MalformedMetadata | UnsupportedExtension | NoSuchItem e) {
      String which = version.specName() + " " + version.specVersion();
      throw new UnusableRuntime(which + ": " + e.getMessage(), e);
    }
  }

  @Override
  public RuntimeVersion version() {
    return version;
  }

  @Override
  public Bytes call(ChainCall call) throws NotEncodable {
    try {
      CallOfRuntime named = CallOfRuntime.of(call);
      return codec.call(named.pallet(), named.name(), named.arguments());
    } catch (NoSuchItem | UnfitValue e) {
      throw new NotEncodable(String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public Bytes batch(List<Bytes> calls) throws NotEncodable {
    List<Value> items = calls.stream().<Value>map(Value::encoded).toList();
    return wrapped(UTILITY, "force_batch", Map.of("calls", Value.sequence(items)));
  }

  @Override
  public Bytes proxied(AccountId real, Bytes call) throws NotEncodable {
    Map<String, Value> arguments =
        Map.of(
            "real", Value.variant("Id", Value.of(real.bytes())),
            "force_proxy_type", Value.none(),
            "call", Value.encoded(call));
    return wrapped("Proxy", "proxy", arguments);
  }

  private Bytes wrapped(String pallet, String call, Map<String, Value> arguments)
      throws NotEncodable {
    try {
      return codec.call(pallet, call, arguments);
    } catch (NoSuchItem | UnfitValue e) {
      throw new NotEncodable(String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public Optional<Signature> sign(Bytes call, Intent intent, Signers signers) {
    Era era = Era.mortal(intent.period(), intent.birth().number());
    Terms terms = Terms.of(era, intent.birth().hash(), intent.nonce());
    return signers
        .with(intent.account(), key -> builder.sign(call, terms, key))
        .map(signed -> signature(signed, era.death(intent.birth().number())));
  }

  private static Signature signature(SignedExtrinsic signed, long death) {
    return new Signature(signed.encoded(), signed.hash(), death);
  }

  @Override
  public List<ExtrinsicEvent> events(Bytes events, int index) {
    return codec.events(events).stream()
        .filter(event -> event.extrinsic().isPresent() && event.extrinsic().getAsInt() == index)
        .flatMap(event -> meaning(event).stream())
        .toList();
  }

  private Optional<ExtrinsicEvent> meaning(EventRecord event) {
    Value.Composite fields = event.fields();
    return switch (event.pallet() + "." + event.name()) {
      case "System.ExtrinsicSuccess" -> Optional.of(new ExtrinsicEvent.Succeeded());
      case "System.ExtrinsicFailed" ->
          Optional.of(new ExtrinsicEvent.Failed(failure(fields.get(0))));
      case "Proxy.ProxyExecuted" ->
          Optional.of(new ExtrinsicEvent.ProxyExecuted(result(fields.get(0))));
      case "Utility.ItemCompleted" -> Optional.of(new ExtrinsicEvent.ItemCompleted());
      case "Utility.ItemFailed" ->
          Optional.of(new ExtrinsicEvent.ItemFailed(failure(last(fields))));
      case "Utility.BatchCompleted" -> Optional.of(new ExtrinsicEvent.BatchCompleted());
      case "Utility.BatchCompletedWithErrors" ->
          Optional.of(new ExtrinsicEvent.BatchCompletedWithErrors());
      case "Utility.BatchInterrupted" ->
          Optional.of(
              new ExtrinsicEvent.BatchInterrupted(
                  (int) fields.get(0).asLong(), failure(last(fields))));
      case "TransactionPayment.TransactionFeePaid" ->
          Optional.of(new ExtrinsicEvent.FeePaid(fields.get(1).asInt()));
      default -> Optional.empty();
    };
  }

  private static Value last(Value.Composite fields) {
    return fields.get(fields.fields().size() - 1);
  }

  private Optional<CallFailure> result(Value result) {
    Value.Variant variant = result.asVariant();
    return variant.is("Ok") ? Optional.empty() : Optional.of(failure(variant.get(0)));
  }

  private CallFailure failure(Value dispatchError) {
    CallError error = codec.dispatchError(dispatchError);
    boolean module = error.kind().equals("Module");
    return new CallFailure(
        module ? CallFailure.Kind.MODULE : CallFailure.Kind.DISPATCH,
        module ? error.pallet() : "",
        module ? error.name() : error.toString(),
        error.docs());
  }

  @Override
  public Bytes accountKey(AccountId account) {
    return codec.storageKey("System", "Account", Value.of(account.bytes()));
  }

  @Override
  public AccountInfo account(Optional<Bytes> value) {
    if (value.isEmpty()) {
      return new AccountInfo(0, BigInteger.ZERO);
    }
    Value.Composite info = codec.storageValue("System", "Account", value.get()).asComposite();
    Value free = info.get("data").asComposite().get("free");
    return new AccountInfo(info.get("nonce").asLong(), free.asInt());
  }
}
