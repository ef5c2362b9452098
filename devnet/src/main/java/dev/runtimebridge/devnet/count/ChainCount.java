package dev.runtimebridge.devnet.count;

import dev.runtimebridge.devnet.chain.Block;
import dev.runtimebridge.devnet.chain.DevChain;
import dev.runtimebridge.devnet.chain.RuntimeSpec;
import dev.runtimebridge.devnet.runtime.ParaRuntime;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.codec.EventRecord;
import dev.runtimebridge.substrate.codec.RuntimeCodec;
import dev.runtimebridge.substrate.extrinsic.DecodedExtrinsic;
import dev.runtimebridge.substrate.extrinsic.ExtrinsicDecoder;
import dev.runtimebridge.substrate.metadata.RuntimeMetadata;
import dev.runtimebridge.substrate.storage.StorageKeys;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Everything that signed extrinsics did on the parachain up to its best block, and what it told.
 *
 * @param transactions number of signed extrinsics
 * @param calls in the order of the chain, those that came to nothing too
 * @param fees what each account paid, by its 32 bytes, smallest units
 * @param events in which blocks each event was deposited, such as {@code
 *     PhalaComputation.WorkerStarted}; a block as often as the event is in it
 */
public record ChainCount(
    long transactions,
    List<ExecutedCall> calls,
    Map<Bytes, BigInteger> fees,
    Map<String, List<Long>> events) {
  private static final Bytes EVENTS = StorageKeys.plain("System", "Events");

  /** Copies what it is given. */
  public ChainCount {
    calls = List.copyOf(calls);
    fees = Map.copyOf(fees);
    events = Map.copyOf(events);
  }

  /** Counts a chain that this runtime executes. */
  public static ChainCount of(DevChain chain, ParaRuntime runtime) {
    var counting = new Counting(runtime);
    long best = chain.best().number();
    for (long number = 1; number <= best; number++) {
      counting.add(chain.block(number).orElseThrow(), chain.block(number - 1).orElseThrow());
    }
    return new ChainCount(
        counting.transactions, counting.calls, counting.fees, counting.eventBlocks);
  }

  /** Calls of this name, such as {@code PhalaStakePoolv2.add_worker}. */
  public List<ExecutedCall> calls(String name) {
    return calls.stream().filter(call -> call.name().equals(name)).toList();
  }

  /** How often a call of this name did what it is for, for a worker. */
  public long done(String name, Bytes worker) {
    return bySubject().getOrDefault(new Subject.ForWorker(name, worker), List.of()).stream()
        .filter(ExecutedCall::succeeded)
        .count();
  }

  /** All calls about a worker or a message, by what they are about. */
  public Map<Subject, List<ExecutedCall>> bySubject() {
    Map<Subject, List<ExecutedCall>> by = new LinkedHashMap<>();
    for (ExecutedCall call : calls) {
      call.subject()
          .ifPresent(subject -> by.computeIfAbsent(subject, first -> new ArrayList<>()).add(call));
    }
    return by;
  }

  /**
   * What was put into blocks more than once, and so paid for more than once, whatever came of it.
   */
  public Map<Subject, List<ExecutedCall>> repeated() {
    Map<Subject, List<ExecutedCall>> repeated = bySubject();
    repeated.values().removeIf(each -> each.size() < 2);
    return repeated;
  }

  /** The blocks in which an event of this name was deposited. */
  public List<Long> events(String name) {
    return events.getOrDefault(name, List.of());
  }

  /** All fees together. */
  public BigInteger paid() {
    return fees.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
  }

  /** The numbers alone, by names, as Jackson can write them. */
  public Map<String, Object> summary() {
    Map<String, Map<String, Long>> byName = new TreeMap<>();
    for (ExecutedCall call : calls) {
      byName
          .computeIfAbsent(call.name(), first -> new TreeMap<>())
          .merge(call.error().orElse("done"), 1L, Long::sum);
    }
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("transactions", transactions);
    summary.put("paid", paid().toString());
    summary.put("calls", byName);
    Map<String, Integer> eventsByName = new TreeMap<>();
    events.forEach((name, blocks) -> eventsByName.put(name, blocks.size()));
    summary.put("events", eventsByName);
    summary.put("repeated", repeated().keySet().stream().map(Object::toString).toList());
    return summary;
  }

  /** A count that is going on. */
  private static final class Counting {
    private final ParaRuntime runtime;
    private final Map<RuntimeSpec, RuntimeCodec> codecs = new HashMap<>();
    private final Map<Bytes, BigInteger> fees = new HashMap<>();
    private final List<ExecutedCall> calls = new ArrayList<>();
    private final Map<String, List<Long>> eventBlocks = new HashMap<>();
    private long transactions;

    private Counting(ParaRuntime runtime) {
      this.runtime = runtime;
    }

    private void add(Block block, Block parent) {
      RuntimeCodec codec =
          codecs.computeIfAbsent(
              runtime.specAt(parent.state()),
              spec -> new RuntimeCodec(RuntimeMetadata.decode(runtime.metadataAt(parent.state()))));
      var decoder = new ExtrinsicDecoder(codec);
      List<EventRecord> events = codec.events(block.state().get(EVENTS).orElse(Bytes.EMPTY));
      for (EventRecord event : events) {
        eventBlocks
            .computeIfAbsent(event.pallet() + "." + event.name(), first -> new ArrayList<>())
            .add(block.number());
      }
      for (int i = 0; i < block.extrinsics().size(); i++) {
        if (decoder.decode(block.extrinsics().get(i)) instanceof DecodedExtrinsic.Signed signed) {
          OptionalInt index = OptionalInt.of(i);
          List<EventRecord> its =
              events.stream().filter(event -> event.extrinsic().equals(index)).toList();
          transactions++;
          calls.addAll(new CallTree(codec, block.number(), i, signed).calls(its));
          its.forEach(this::fee);
        }
      }
    }

    private void fee(EventRecord event) {
      if (event.is("TransactionPayment", "TransactionFeePaid")) {
        fees.merge(
            event.fields().get("who").asBytes(),
            event.fields().get("actual_fee").asInt(),
            BigInteger::add);
      }
    }
  }
}
