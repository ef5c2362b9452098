package dev.runtimebridge.devnet.count;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.codec.EventRecord;
import dev.runtimebridge.substrate.codec.RuntimeCodec;
import dev.runtimebridge.substrate.codec.Value;
import dev.runtimebridge.substrate.extrinsic.DecodedExtrinsic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Takes an extrinsic apart into the calls that do something, with what its events say of each. A
 * batch may stand in proxies and hold proxies, but no other batch.
 */
final class CallTree {
  private final RuntimeCodec codec;
  private final long block;
  private final int index;
  private final DecodedExtrinsic.Signed extrinsic;
  private final List<ExecutedCall> calls = new ArrayList<>();

  CallTree(RuntimeCodec codec, long block, int index, DecodedExtrinsic.Signed extrinsic) {
    this.codec = codec;
    this.block = block;
    this.index = index;
    this.extrinsic = extrinsic;
  }

  /**
   * The calls.
   *
   * @param events those of this extrinsic
   */
  List<ExecutedCall> calls(List<EventRecord> events) {
    Optional<String> failure =
        events.stream()
            .filter(event -> event.is("System", "ExtrinsicFailed"))
            .findFirst()
            .map(event -> error(event.fields().get("dispatch_error")));
    walk(extrinsic.call(), extrinsic.signer().bytes(), events, failure);
    return calls;
  }

  private void walk(
      Value.Variant call, Bytes caller, List<EventRecord> events, Optional<String> failure) {
    Value.Variant inner = call.get(0).asVariant();
    String name = call.name() + "." + inner.name();
    switch (name) {
      case "Proxy.proxy" -> proxy(inner, events, failure);
      case "Utility.batch", "Utility.batch_all", "Utility.force_batch" ->
          batch(inner, caller, events, failure);
      default ->
          calls.add(
              new ExecutedCall(
                  block,
                  index,
                  extrinsic.hash(),
                  extrinsic.signer().bytes(),
                  caller,
                  name,
                  inner.fields(),
                  failure));
    }
  }

  private void proxy(Value.Variant proxy, List<EventRecord> events, Optional<String> failure) {
    int executed = last(events, event -> event.is("Proxy", "ProxyExecuted"));
    Optional<String> why = failure;
    if (failure.isEmpty() && executed >= 0) {
      Value.Variant result = events.get(executed).fields().get("result").asVariant();
      why = result.is("Err") ? Optional.of(error(result.get(0))) : Optional.empty();
    }
    Bytes real = proxy.get("real").asVariant().get(0).asBytes();
    walk(
        proxy.get("call").asVariant(),
        real,
        executed < 0 ? List.of() : events.subList(0, executed),
        why);
  }

  private void batch(
      Value.Variant batch, Bytes caller, List<EventRecord> events, Optional<String> failure) {
    List<EventRecord> left = events;
    boolean over = failure.isPresent();
    for (Value item : batch.get("calls").asItems()) {
      int end = over ? -1 : first(left, CallTree::endsItem);
      if (end < 0) {
        walk(item.asVariant(), caller, List.of(), Optional.of(failure.orElse("not executed")));
        over = true;
        continue;
      }
      EventRecord told = left.get(end);
      Optional<String> why =
          told.is("Utility", "ItemCompleted")
              ? Optional.empty()
              : Optional.of(error(told.fields().get("error")));
      walk(item.asVariant(), caller, left.subList(0, end), why);
      left = left.subList(end + 1, left.size());
    }
  }

  private String error(Value error) {
    return codec.dispatchError(error).toString();
  }

  private static boolean endsItem(EventRecord event) {
    return event.is("Utility", "ItemCompleted")
        || event.is("Utility", "ItemFailed")
        || event.is("Utility", "BatchInterrupted");
  }

  private static int first(List<EventRecord> events, Predicate<EventRecord> wanted) {
    for (int i = 0; i < events.size(); i++) {
      if (wanted.test(events.get(i))) {
        return i;
      }
    }
    return -1;
  }

  private static int last(List<EventRecord> events, Predicate<EventRecord> wanted) {
    for (int i = events.size() - 1; i >= 0; i--) {
      if (wanted.test(events.get(i))) {
        return i;
      }
    }
    return -1;
  }
}
