package dev.runtimebridge.lifecycle.dispatch;

import dev.runtimebridge.dispatch.domain.Draw;
import dev.runtimebridge.dispatch.domain.RewardRules;
import dev.runtimebridge.lifecycle.domain.Checked;
import dev.runtimebridge.lifecycle.domain.PhaAmount;
import dev.runtimebridge.lifecycle.domain.Refusal;
import dev.runtimebridge.lifecycle.table.Round;
import dev.runtimebridge.lifecycle.table.RoundTable;
import dev.runtimebridge.schemas.v1.RoundTerms;
import dev.runtimebridge.schemas.v1.TermsView;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What counts for a round: how many are drawn, what it mints and for whom, how many there are in a
 * day. Taken from the log's newest rounds where the caller does not say; the testnet's before there
 * are any.
 *
 * @param rules with rounds that all mint the same
 * @param fromLog whether they are those of the log alone
 */
record Terms(RewardRules rules, boolean fromLog) {
  private static final RewardRules TESTNET = RewardRules.VENDETTA;
  private static final Duration TESTNET_SPAN =
      TESTNET.blockTime().multipliedBy(TESTNET.roundBlocks());
  private static final double MS_PER_DAY = Duration.ofDays(1).toMillis();

  /** Rounds that are looked at for how fast they follow each other. */
  private static final int LOOKED_AT = 10;

  /** What the log and the caller say together. */
  static Checked<Terms> of(RoundTerms asked, RoundTable rounds) {
    List<Round> newest = rounds.newest(LOOKED_AT);
    Optional<Round> settled =
        newest.stream().filter(it -> it.settlement().isPresent() && hasShares(it)).findFirst();
    int tasks = newest.isEmpty() ? TESTNET.tasks() : newest.getFirst().begun().opened().getTasks();
    Checked<Integer> count =
        (asked.hasTasks() ? tasks(asked.getTasks()) : Checked.valid(tasks)).at("tasks");
    Checked<BigInteger> minted =
        (asked.hasMinted()
                ? PhaAmount.parse("minted", asked.getMinted()).map(PhaAmount::smallestUnits)
                : Checked.valid(settled.map(Terms::minted).orElseGet(() -> TESTNET.minted(0))))
            .at("minted");
    Checked<Duration> span =
        (asked.hasRoundsPerDay()
                ? span(asked.getRoundsPerDay())
                : Checked.valid(pace(newest).orElse(TESTNET_SPAN)))
            .at("rounds_per_day");
    boolean fromLog =
        settled.isPresent() && !asked.hasTasks() && !asked.hasMinted() && !asked.hasRoundsPerDay();
    return Checked.all(asked, List.of(count, minted, span))
        .then(
            good ->
                count.then(
                    drawn ->
                        minted.then(
                            units ->
                                span.map(
                                    each ->
                                        new Terms(rules(drawn, units, each, settled), fromLog)))))
        .at("terms");
  }

  int tasks() {
    return rules.tasks();
  }

  /** As callers see it; {@code workers} may be drawn. */
  TermsView view(int workers) {
    BigInteger minted = rules.minted(0);
    int winners = Math.min(rules.tasks(), workers);
    BigInteger prize =
        winners == 0
            ? BigInteger.ZERO
            : rules.forComputing(minted).divide(BigInteger.valueOf(winners));
    return TermsView.newBuilder()
        .setTasks(rules.tasks())
        .setMintedPha(PhaAmount.inPha(minted.toString()))
        .setRoundsPerDay(rules.roundsPerDay())
        .setPrizePha(PhaAmount.inPha(prize.toString()))
        .setFromLog(fromLog)
        .build();
  }

  private static RewardRules rules(
      int tasks, BigInteger minted, Duration span, Optional<Round> settled) {
    return new RewardRules(
        1,
        span,
        tasks,
        minted,
        1,
        RewardRules.MILLION,
        settled.map(Terms::computePart).orElse(TESTNET.computePerMillion()),
        settled.map(Terms::onlinePart).orElse(TESTNET.onlinePerMillion()));
  }

  private static Checked<Integer> tasks(int asked) {
    // An unsigned number: what is negative here is larger than any draw.
    return asked < 0 || asked > Draw.MAX_TASKS
        ? Checked.refused(
            Refusal.Reason.TOO_MANY_TASKS,
            "%s tasks are too many for one draw: expected up to %d"
                .formatted(Integer.toUnsignedString(asked), Draw.MAX_TASKS))
        : Checked.valid(asked);
  }

  private static Checked<Duration> span(double perDay) {
    return perDay > 0 && perDay <= MS_PER_DAY && MS_PER_DAY / perDay < Long.MAX_VALUE / 2.0
        ? Checked.valid(Duration.ofMillis(Math.round(MS_PER_DAY / perDay)))
        : Checked.invalid(
            "%s rounds a day are none: expected more than 0 and at most %.0f"
                .formatted(perDay, MS_PER_DAY));
  }

  /** From the oldest to the newest of these rounds; empty of fewer than two. */
  private static Optional<Duration> pace(List<Round> newest) {
    // The chain's first block is of no time.
    List<Round> timed =
        newest.stream().filter(it -> it.begun().time().isAfter(Instant.EPOCH)).toList();
    if (timed.size() < 2) {
      return Optional.empty();
    }
    Round last = timed.getFirst();
    Round first = timed.getLast();
    Duration each =
        Duration.between(first.begun().time(), last.begun().time())
            .dividedBy(last.number() - first.number());
    return each.toMillis() > 0 ? Optional.of(each) : Optional.empty();
  }

  private static boolean hasShares(Round round) {
    return minted(round).signum() > 0 && onlinePart(round) > 0 && computePart(round) > 0;
  }

  private static BigInteger minted(Round round) {
    return new BigInteger(round.settlement().orElseThrow().event().getMinted());
  }

  private static int computePart(Round round) {
    Round.Settled settled = round.settlement().orElseThrow();
    return perMillion(settled.computing().add(settled.missed()), minted(round));
  }

  private static int onlinePart(Round round) {
    int most = RewardRules.MILLION - computePart(round);
    return Math.min(most, perMillion(round.settlement().orElseThrow().online(), minted(round)));
  }

  private static int perMillion(BigInteger part, BigInteger of) {
    return new BigDecimal(part)
        .movePointRight(6)
        .divide(new BigDecimal(of), 0, RoundingMode.HALF_UP)
        .intValueExact();
  }
}
