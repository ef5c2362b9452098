package dev.runtimebridge.devnet;

import dev.runtimebridge.devnet.chain.Block;
import dev.runtimebridge.devnet.runtime.DevAccount;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.codec.RuntimeCodec;
import dev.runtimebridge.substrate.codec.Value;
import dev.runtimebridge.substrate.extrinsic.ChainPoint;
import dev.runtimebridge.substrate.extrinsic.Era;
import dev.runtimebridge.substrate.extrinsic.ExtrinsicBuilder;
import dev.runtimebridge.substrate.extrinsic.Terms;
import dev.runtimebridge.substrate.key.InvalidSecret;
import dev.runtimebridge.substrate.key.SecretUri;
import dev.runtimebridge.substrate.key.Sr25519KeyPair;
import dev.runtimebridge.substrate.metadata.RuntimeMetadata;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Signs calls of one account for the runtime and the best block that the devnet has now. */
final class DevSigner {
  private final Devnet devnet;
  private final Sr25519KeyPair key;
  private long nonce;

  DevSigner(Devnet devnet, DevAccount account) {
    this.devnet = devnet;
    try {
      key = SecretUri.open(account.uri().toCharArray());
    } catch (InvalidSecret e) {
      throw new AssertionError(e);
    }
    nonce = devnet.chains().runtime().nonce(account.account(), best().state());
  }

  Bytes transfer(DevAccount to, long amount) {
    return sign(
        call(
            "Balances",
            "transfer_keep_alive",
            Value.field("dest", Value.variant("Id", Value.of(to.account()))),
            Value.field("value", Value.of(amount))));
  }

  /** A transaction with a number that was used. */
  Bytes again(long usedNonce) {
    long next = nonce;
    nonce = usedNonce;
    Bytes signed = transfer(DevAccount.EVE, 99);
    nonce = next;
    return signed;
  }

  Bytes batch(Bytes... calls) {
    return call(
        "Utility",
        "force_batch",
        Value.field("calls", Value.sequence(Arrays.stream(calls).map(Value::encoded).toList())));
  }

  Bytes proxied(DevAccount real, Bytes call) {
    return call(
        "Proxy",
        "proxy",
        Value.field("real", Value.variant("Id", Value.of(real.account()))),
        Value.field("force_proxy_type", Value.none()),
        Value.field("call", Value.encoded(call)));
  }

  Bytes call(String pallet, String call, Value.Field... arguments) {
    Map<String, Value> byName = new HashMap<>();
    for (Value.Field each : arguments) {
      byName.put(each.name(), each.value());
    }
    return codec().call(pallet, call, byName);
  }

  /** Signs with the next number, for 64 blocks. */
  Bytes sign(Bytes call) {
    var spec = devnet.chains().runtime().specAt(best().state());
    var point =
        new ChainPoint(
            spec.version(), spec.transactionVersion(), devnet.chains().para().genesis().hash());
    Era era = Era.mortal(64, best().number());
    Terms terms = Terms.of(era, best().hash(), nonce++);
    return new ExtrinsicBuilder(codec(), point).sign(call, terms, key).encoded();
  }

  private RuntimeCodec codec() {
    return new RuntimeCodec(
        RuntimeMetadata.decode(devnet.chains().runtime().metadataAt(best().state())));
  }

  private Block best() {
    return devnet.chains().para().best();
  }
}
