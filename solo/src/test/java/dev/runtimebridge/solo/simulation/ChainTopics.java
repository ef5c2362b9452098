package dev.runtimebridge.solo.simulation;

import dev.runtimebridge.devnet.chain.Block;
import dev.runtimebridge.fetcher.domain.EncodedHeader;
import dev.runtimebridge.fetcher.domain.Genesis;
import dev.runtimebridge.fetcher.domain.LogPosition;
import dev.runtimebridge.fetcher.domain.ParaBlock;
import dev.runtimebridge.fetcher.domain.ParaHead;
import dev.runtimebridge.fetcher.domain.ParaRuntime;
import dev.runtimebridge.fetcher.domain.ParaStateValue;
import dev.runtimebridge.fetcher.domain.RelaySegment;
import dev.runtimebridge.substrate.Bytes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is committed in the topics of the chains, as a cluster keeps it: whole transactions of the
 * newest writer. Every commit is held against the honest chain.
 */
final class ChainTopics {
  /** A transaction's content. */
  static final class Batch {
    final List<Genesis> genesis = new ArrayList<>();
    final List<Segment> segments = new ArrayList<>();
    final List<ParaBlock> blocks = new ArrayList<>();
    final List<ParaRuntime> runtimes = new ArrayList<>();
    final List<ParaStateValue> values = new ArrayList<>();
    OptionalLong clock = OptionalLong.empty();
  }

  /** Relay-chain headers as they were added together. */
  record Segment(RelaySegment headers, Optional<ParaHead> head) {}

  private final ChainTime time;
  private final Verdict verdict;
  private final List<Segment> segments = new ArrayList<>();
  private final List<ParaBlock> blocks = new ArrayList<>();
  private final Map<Bytes, ParaStateValue> values = new LinkedHashMap<>();
  private final List<Long> relayNumbers = new ArrayList<>();
  private Optional<Genesis> genesis = Optional.empty();
  private Optional<ParaRuntime> runtime = Optional.empty();
  private OptionalLong clock = OptionalLong.empty();

  /** Writers so far; only the newest may commit. */
  int generation;

  /** Signs of life in chain.tip. */
  long tips;

  ChainTopics(ChainTime time, Verdict verdict) {
    this.time = time;
    this.verdict = verdict;
  }

  Optional<Genesis> genesis() {
    return genesis;
  }

  List<Segment> segments() {
    return segments;
  }

  List<ParaBlock> blocks() {
    return blocks;
  }

  Optional<ParaRuntime> runtime() {
    return runtime;
  }

  OptionalLong clock() {
    return clock;
  }

  /** Last relay-chain header that is in the log; the start header before the first. */
  long relay() {
    return segments.isEmpty()
        ? genesis.map(first -> first.start().number()).orElse(0L)
        : segments.getLast().headers().last().number();
  }

  long para() {
    return blocks.isEmpty() ? 0 : blocks.getLast().header().number();
  }

  /** Where the log ends, found from its content alone. */
  Optional<LogPosition> position() {
    return genesis.map(
        first -> {
          LogPosition at = first.position();
          int next = 1;
          for (Segment segment : segments) {
            EncodedHeader para = at.para();
            long reached = segment.head().map(head -> head.header().number()).orElse(0L);
            while (next < blocks.size() && blocks.get(next).header().number() <= reached) {
              para = blocks.get(next++).header();
            }
            at = at.after(segment.headers(), para);
          }
          return at;
        });
  }

  /** Makes a transaction visible. */
  void commit(Batch batch) {
    batch.genesis.forEach(this::begin);
    batch.segments.forEach(this::add);
    batch.blocks.forEach(this::add);
    batch.runtimes.forEach(added -> runtime = Optional.of(added));
    batch.values.forEach(value -> values.put(value.key(), value));
    if (batch.clock.isPresent()) {
      clock = batch.clock;
      checkValues();
    }
  }

  private void begin(Genesis first) {
    verdict.require(Law.EACH_BLOCK_ONCE, genesis.isEmpty(), "the log begins twice");
    genesis = Optional.of(first);
    relayNumbers.add(first.start().number());
    Block honest = time.relayBlock(first.start().number());
    verdict.require(
        Law.NOTHING_UNVERIFIED,
        honest.hash().equals(first.start().hash()),
        "the log begins with relay %s, which no honest node has",
        first.start().point());
  }

  private void add(Segment segment) {
    segments.add(segment);
    for (EncodedHeader header : segment.headers().headers()) {
      long expected = relayNumbers.getLast() + 1;
      verdict.require(
          Law.EACH_BLOCK_ONCE,
          header.number() == expected,
          "relay #%d is in the log where #%d belongs",
          header.number(),
          expected);
      relayNumbers.add(header.number());
      verdict.require(
          Law.NOTHING_UNVERIFIED,
          is(time.chains().chains().relay().block(header.number()), header)
              && header.number() <= time.relay() + 1,
          "relay %s is in the log, but no honest node has finalized it",
          header.point());
    }
  }

  private void add(ParaBlock block) {
    long expected = blocks.isEmpty() ? 0 : blocks.getLast().header().number() + 1;
    blocks.add(block);
    long number = block.header().number();
    verdict.require(
        Law.EACH_BLOCK_ONCE,
        number == expected,
        "para #%d is in the log where #%d belongs",
        number,
        expected);
    Optional<Block> honest = time.chains().chains().para().block(number);
    verdict.require(
        Law.NOTHING_UNVERIFIED,
        is(honest, block.header()) && number <= time.para() + 1,
        "para %s is in the log, but no honest node has finalized it",
        block.header().point());
    verdict.require(
        Law.NOTHING_UNVERIFIED,
        number == 0
            || honest.map(time.chains()::changes).equals(Optional.of(block.storageChanges())),
        "the storage changes of para #%d are not those of the chain",
        number);
  }

  private boolean is(Optional<Block> honest, EncodedHeader header) {
    return honest.map(Block::hash).equals(Optional.of(header.hash()));
  }

  /** The told values are those of the state at the clock's block. */
  private void checkValues() {
    verdict.require(
        Law.LOG_IS_THE_TRUTH,
        clock.getAsLong() == para(),
        "the parachain's state is told as of #%d, the log ends at #%d",
        clock.getAsLong(),
        para());
    Block at = time.paraBlock(clock.getAsLong());
    for (ParaStateValue value : values.values()) {
      verdict.require(
          Law.LOG_IS_THE_TRUTH,
          at.state().get(value.key()).equals(value.value()),
          "%s is told to be %s, at para #%d it is %s",
          value.item(),
          value.value(),
          at.number(),
          at.state().get(value.key()));
    }
  }
}
