package dev.runtimebridge.dispatcher.topology;

import com.google.protobuf.Message;
import com.google.protobuf.util.Timestamps;
import dev.runtimebridge.dispatch.domain.RefusedInput;
import dev.runtimebridge.dispatch.domain.RoundCandidate;
import dev.runtimebridge.dispatch.domain.RoundDecider;
import dev.runtimebridge.dispatch.domain.RoundDecision;
import dev.runtimebridge.dispatch.domain.RoundEvent;
import dev.runtimebridge.dispatch.domain.RoundInput;
import dev.runtimebridge.dispatch.domain.RoundRules;
import dev.runtimebridge.dispatch.domain.RoundState;
import dev.runtimebridge.dispatch.domain.Seed;
import dev.runtimebridge.dispatcher.port.TaskControl;
import dev.runtimebridge.schemas.v1.DispatchBalance;
import dev.runtimebridge.schemas.v1.DispatchTaskReport;
import dev.runtimebridge.schemas.v1.DispatchWorker;
import dev.runtimebridge.schemas.v1.ParaClock;
import dev.runtimebridge.schemas.v1.ParaStateRecord;
import dev.runtimebridge.schemas.v1.StoredDispatchRound;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Reads the round that an input is about, lets the domain decide, writes what came of it: events,
 * the round, balances. Blocks and all that the chain says come in the order of the chain, so scores
 * and stakes are as of the block whose clock is read. From time to time it hands the tasks that are
 * open to {@link TaskControl}.
 */
final class RoundProcessor implements Processor<String, Message, String, Message> {
  private static final String BLOCK = "block";
  private static final String ROUND_BLOCKS = "round-blocks";

  private final RoundRules rules;
  private final TaskControl tasks;
  private final Duration reconcileEvery;
  private final OpenTasks open = new OpenTasks();
  private @Nullable ProcessorContext<String, Message> context;
  private @Nullable KeyValueStore<String, DispatchWorker> candidates;
  private @Nullable KeyValueStore<String, StoredDispatchRound> rounds;
  private @Nullable KeyValueStore<String, Long> due;
  private @Nullable ChainFacts facts;
  private @Nullable BalanceBook balances;

  RoundProcessor(RoundRules rules, TaskControl tasks, Duration reconcileEvery) {
    this.rules = rules;
    this.tasks = tasks;
    this.reconcileEvery = reconcileEvery;
  }

  @Override
  public void init(ProcessorContext<String, Message> newContext) {
    context = newContext;
    candidates = newContext.getStateStore(DispatchTopology.CANDIDATES);
    rounds = newContext.getStateStore(DispatchTopology.ROUNDS);
    due = newContext.getStateStore(DispatchTopology.DUE);
    facts = new ChainFacts(newContext.getStateStore(DispatchTopology.CHAIN_FACTS));
    KeyValueStore<String, DispatchBalance> book =
        newContext.getStateStore(DispatchTopology.BALANCES);
    balances = new BalanceBook(book);
    findOpenTasks();
    newContext.schedule(reconcileEvery, PunctuationType.WALL_CLOCK_TIME, now -> reconcile());
  }

  @Override
  public void close() {
    tasks.release();
  }

  @Override
  public void process(Record<String, Message> input) {
    try {
      take(input);
    } catch (UnreadableRecord | RefusedInput e) {
      throw new UnreadableRecord(position() + " cannot be read: " + e.getMessage());
    }
  }

  private void take(Record<String, Message> input) {
    switch (input.value()) {
      case DispatchWorker worker -> there(candidates).put(worker.getWorkerId(), worker);
      case DispatchTaskReport report -> takeReport(report);
      case ParaStateRecord state when state.hasClock() -> takeBlock(state.getClock());
      case ParaStateRecord state -> there(facts).apply(state);
      default -> throw new UnreadableRecord("no such input: " + input.value().getClass());
    }
  }

  private void takeBlock(ParaClock clock) {
    long block = Integer.toUnsignedLong(clock.getBlockNumber());
    @Nullable Long last = there(due).get(BLOCK);
    if (last != null && block <= last) {
      return;
    }
    if (last == null) {
      there(due).put(ROUND_BLOCKS, (long) rules.rewards().roundBlocks());
    }
    there(due).put(BLOCK, block);
    var trigger = new Trigger("block/" + block, Timestamps.fromMillis(clock.getTimeMs()));
    for (long round : dueAt(block)) {
      decide(round, new RoundInput.BlockReached(block), trigger);
    }
    if (rules.isFirst(block)) {
      Seed hash = Seed.of(clock.getBlockHash().toByteArray());
      long round = rules.roundOf(block);
      decide(round, new RoundInput.FirstBlock(round, block, hash, online()), trigger);
    }
  }

  private void reconcile() {
    @Nullable Long block = there(due).get(BLOCK);
    tasks.reconcile(block == null ? 0 : block, open.list(there(candidates)::get));
  }

  /** An open round is due within a window; its rules are those that it was opened with. */
  private void findOpenTasks() {
    @Nullable Long last = there(due).get(BLOCK);
    if (last == null) {
      return;
    }
    @Nullable Long blocks = there(due).get(ROUND_BLOCKS);
    if (blocks != null && blocks != rules.rewards().roundBlocks()) {
      throw new IllegalStateException(
          "bridge.dispatcher.round-blocks is %d, but the log has rounds of %d blocks, and rounds are numbered by it; set it back"
              .formatted(rules.rewards().roundBlocks(), blocks));
    }
    for (long round : dueAt(last + rules.rewards().roundBlocks())) {
      open.note(round, RoundCodec.read(stored(round)));
    }
  }

  private void takeReport(DispatchTaskReport report) {
    @Nullable Long block = there(due).get(BLOCK);
    if (block == null) {
      return;
    }
    decide(
        report.getRound(),
        new RoundInput.TaskReported(report.getWorkerId(), report.getDone(), block),
        new Trigger(report.getId(), report.getTime()));
  }

  private void decide(long round, RoundInput input, Trigger trigger) {
    StoredDispatchRound stored = stored(round);
    RoundState before = RoundCodec.read(stored);
    if (!(new RoundDecider(rules, round).decide(before, input)
        instanceof RoundDecision.Accepted(List<RoundEvent> events))) {
      return;
    }
    RoundState now = before;
    long sequence = stored.getSequence();
    for (RoundEvent event : events) {
      sequence++;
      forward(
          Long.toString(round),
          RoundCodec.write(round, sequence, trigger, event),
          DispatchTopology.EVENTS_SINK);
      for (DispatchBalance balance : there(balances).apply(round, now, event)) {
        forward(balance.getAggregateId(), balance, DispatchTopology.BALANCES_SINK);
      }
      now = RoundState.evolve(now, event);
    }
    keep(round, sequence, before, now);
  }

  private void keep(long round, long sequence, RoundState before, RoundState now) {
    if (now.equals(before)) {
      return;
    }
    open.note(round, now);
    RoundDecider.due(before).ifPresent(block -> there(due).delete(dueKey(block, round)));
    RoundDecider.due(now).ifPresent(block -> there(due).put(dueKey(block, round), round));
    if (now instanceof RoundState.Released) {
      there(rounds).delete(key(round));
    } else {
      there(rounds).put(key(round), RoundCodec.stored(round, sequence, now));
    }
  }

  private List<RoundCandidate> online() {
    var online = new ArrayList<RoundCandidate>();
    try (KeyValueIterator<String, DispatchWorker> all = there(candidates).all()) {
      while (all.hasNext()) {
        DispatchWorker worker = all.next().value;
        if (worker.getOnline()) {
          there(facts).candidate(worker).ifPresent(online::add);
        }
      }
    }
    return online;
  }

  private List<Long> dueAt(long block) {
    var found = new ArrayList<Long>();
    try (KeyValueIterator<String, Long> range =
        there(due).range(dueKey(0, 0), dueKey(block, Long.MAX_VALUE))) {
      while (range.hasNext()) {
        KeyValue<String, Long> entry = range.next();
        found.add(entry.value);
      }
    }
    return found;
  }

  private StoredDispatchRound stored(long round) {
    @Nullable StoredDispatchRound stored = there(rounds).get(key(round));
    return stored == null ? StoredDispatchRound.getDefaultInstance() : stored;
  }

  private void forward(String key, Message value, String sink) {
    var out = there(context);
    out.forward(new Record<>(key, value, out.currentStreamTimeMs()), sink);
  }

  /** Numbers with leading zeros, so that keys sort as they do. */
  private static String key(long number) {
    return "%019d".formatted(number);
  }

  private static String dueKey(long block, long round) {
    return "at/" + key(block) + "/" + key(round);
  }

  private String position() {
    return there(context)
        .recordMetadata()
        .map(
            at ->
                "the record at topic %s, partition %d, offset %d"
                    .formatted(at.topic(), at.partition(), at.offset()))
        .orElse("a record of unknown position");
  }

  private static <T> T there(@Nullable T initialized) {
    return Objects.requireNonNull(initialized, "not initialized");
  }
}
