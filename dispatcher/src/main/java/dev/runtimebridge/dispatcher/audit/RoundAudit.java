package dev.runtimebridge.dispatcher.audit;

import dev.runtimebridge.dispatch.domain.Balance;
import dev.runtimebridge.dispatch.domain.Candidate;
import dev.runtimebridge.dispatch.domain.Draw;
import dev.runtimebridge.dispatch.domain.RoundCandidate;
import dev.runtimebridge.dispatch.domain.RoundEvent.RewardsReleased;
import dev.runtimebridge.dispatch.domain.RoundEvent.RoundOpened;
import dev.runtimebridge.dispatch.domain.RoundEvent.RoundSettled;
import dev.runtimebridge.dispatch.domain.RoundEvent.Share;
import dev.runtimebridge.dispatch.domain.RoundEvent.TaskEnded;
import dev.runtimebridge.dispatch.domain.TaskOutcome;
import dev.runtimebridge.dispatcher.topology.RoundCodec;
import dev.runtimebridge.schemas.v1.DispatchEventRecord;
import java.math.BigInteger;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * Takes the events of {@code dispatch.events} one after another and says what holds of them. For
 * one thread.
 */
public final class RoundAudit {
  private final Findings findings;
  private final Map<Long, Progress> rounds = new TreeMap<>();
  private final Map<String, Balance> balances = new HashMap<>();
  private final Map<TaskOutcome, Integer> outcomes = new EnumMap<>(TaskOutcome.class);
  private BigInteger minted = BigInteger.ZERO;
  private BigInteger treasury = BigInteger.ZERO;

  /** What must hold. */
  public enum Check {
    /** An event has the number after the one before it in its round. */
    EVENT_IN_ORDER,
    /** Seed, tasks and candidates give the winners that the log has. */
    DRAW_REPEATED,
    /** Each task that was drawn ends once, before the round is settled, and no other does. */
    TASK_ENDED_ONCE,
    /** All shares and the treasury sum to what the round minted. */
    ROUND_SUMS_UP,
    /** A round that is released was settled, and is released once. */
    RELEASED_ONCE
  }

  /** Hears of everything that was looked at. */
  @FunctionalInterface
  public interface Findings {
    /** Whether something held, and what it was. */
    void see(Check check, boolean holds, String what);
  }

  private static final class Progress {
    private long sequence;
    private final Map<String, Integer> tasks = new HashMap<>();
    private List<Share> shares = List.of();
    private boolean settled;
    private boolean released;
  }

  /** Has seen nothing yet. */
  public RoundAudit(Findings findings) {
    this.findings = findings;
  }

  /** Takes the next event; gives the balances that it changed. */
  public Map<String, Balance> see(DispatchEventRecord event) {
    long number = event.getRound();
    Progress round = rounds.computeIfAbsent(number, absent -> new Progress());
    long sequence = event.getMeta().getSequence();
    String what = "round " + number + " event " + sequence;
    findings.see(Check.EVENT_IN_ORDER, sequence == round.sequence + 1, what);
    round.sequence = sequence;
    return switch (RoundCodec.read(event)) {
      case RoundOpened opened -> open(round, opened, what);
      case TaskEnded ended -> {
        boolean open = round.tasks.containsKey(ended.worker()) && !round.settled;
        if (!open) {
          findings.see(Check.TASK_ENDED_ONCE, false, what + " ends what is not open");
        }
        outcomes.merge(ended.outcome(), 1, Integer::sum);
        round.tasks.merge(ended.worker(), 1, Integer::sum);
        yield Map.of();
      }
      case RoundSettled settled -> settle(round, settled, what);
      case RewardsReleased _ -> release(round, what);
    };
  }

  /** What workers and pools have by the events alone; goes on with them. */
  public Map<String, Balance> balances() {
    return Collections.unmodifiableMap(balances);
  }

  /** What all rounds that were settled have minted. */
  public BigInteger minted() {
    return minted;
  }

  /** How many rounds are settled. */
  public int settled() {
    return (int) rounds.values().stream().filter(round -> round.settled).count();
  }

  /** How many rounds in which somebody was drawn are over. */
  public int releasedWithTasks() {
    return (int)
        rounds.values().stream().filter(round -> round.released && !round.tasks.isEmpty()).count();
  }

  /** How many rounds are over. */
  public int released() {
    return (int) rounds.values().stream().filter(round -> round.released).count();
  }

  /** How tasks ended. */
  public Map<TaskOutcome, Integer> outcomes() {
    return Map.copyOf(outcomes);
  }

  /** What the treasury and all workers have, with what they missed. */
  public BigInteger accounted() {
    return balances.entrySet().stream()
        .filter(entry -> !entry.getKey().startsWith(RoundCodec.POOL))
        .map(Map.Entry::getValue)
        .flatMap(each -> Stream.of(each.frozen(), each.available(), each.missed()))
        .reduce(treasury, BigInteger::add);
  }

  private Map<String, Balance> open(Progress round, RoundOpened opened, String what) {
    List<String> again =
        Draw.of(
                opened.seed(),
                opened.tasks(),
                opened.candidates().stream().map(RoundCandidate::inDraw).toList())
            .stream()
            .map(Candidate::id)
            .toList();
    findings.see(Check.DRAW_REPEATED, again.equals(opened.drawn()), what);
    opened.drawn().forEach(worker -> round.tasks.put(worker, 0));
    return Map.of();
  }

  private Map<String, Balance> settle(Progress round, RoundSettled settled, String what) {
    round.tasks.forEach(
        (worker, ended) ->
            findings.see(
                Check.TASK_ENDED_ONCE, ended == 1, what + ", " + worker + " ended " + ended));
    BigInteger sum =
        settled.shares().stream()
            .flatMap(share -> Stream.of(share.online(), share.computing(), share.missed()))
            .reduce(settled.treasury(), BigInteger::add);
    findings.see(Check.ROUND_SUMS_UP, sum.equals(settled.minted()), what);
    round.settled = true;
    round.shares = settled.shares();
    minted = minted.add(settled.minted());
    treasury = treasury.add(settled.treasury());
    return change(
        settled.shares(),
        (had, share) ->
            new Balance(
                had.frozen().add(share.online()).add(share.computing()),
                had.available(),
                had.missed().add(share.missed())));
  }

  private Map<String, Balance> release(Progress round, String what) {
    findings.see(Check.RELEASED_ONCE, round.settled && !round.released, what);
    round.released = true;
    List<Share> shares = round.shares;
    round.shares = List.of();
    return change(
        shares,
        (had, share) -> {
          BigInteger paid = share.online().add(share.computing());
          return new Balance(had.frozen().subtract(paid), had.available().add(paid), had.missed());
        });
  }

  private Map<String, Balance> change(
      List<Share> shares, BiFunction<Balance, Share, Balance> change) {
    Map<String, Balance> changed = new HashMap<>();
    for (Share share : shares) {
      for (String id : List.of(share.worker(), RoundCodec.pool(share.pool()))) {
        Balance after = change.apply(balances.getOrDefault(id, Balance.NONE), share);
        balances.put(id, after);
        changed.put(id, after);
      }
    }
    return changed;
  }
}
