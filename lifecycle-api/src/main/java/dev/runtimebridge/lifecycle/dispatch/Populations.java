package dev.runtimebridge.lifecycle.dispatch;

import dev.runtimebridge.dispatch.domain.Stake;
import dev.runtimebridge.lifecycle.dispatch.Crowd.Member;
import dev.runtimebridge.lifecycle.domain.Checked;
import dev.runtimebridge.lifecycle.domain.Refusal;
import dev.runtimebridge.lifecycle.domain.Worker;
import dev.runtimebridge.lifecycle.table.Tables;
import dev.runtimebridge.schemas.v1.DispatchCandidate;
import dev.runtimebridge.schemas.v1.GivenPopulation;
import dev.runtimebridge.schemas.v1.Population;
import dev.runtimebridge.schemas.v1.PopulationClass;
import dev.runtimebridge.schemas.v1.WorkerFacts;
import dev.runtimebridge.schemas.v1.WorkerStage;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Who may be drawn: those that compute now, those of a round, or those that a caller gives. */
final class Populations {
  private static final int MOST_CLASSES = 10_000;
  private static final long MOST_WORKERS = 10_000_000;
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,39}");

  private final Tables tables;
  private final OpenedRounds rounds;

  Populations(Tables tables, OpenedRounds rounds) {
    this.tables = tables;
    this.rounds = rounds;
  }

  Checked<Crowd> of(Population asked) {
    return switch (asked.getOfCase()) {
      case OF_NOT_SET -> Checked.valid(live());
      case ROUND ->
          rounds
              .find(asked.getRound())
              .then(rounds::open)
              .map(Populations::of)
              .at("round")
              .at("population");
      case GIVEN -> of(asked.getGiven()).at("given").at("population");
    };
  }

  /** A worker as it would take part; empty while nothing is known of its score. */
  static Optional<Member> member(Worker worker) {
    WorkerFacts facts = worker.state().getFacts();
    if (!facts.getRegistration().hasInitialScore()) {
      return Optional.empty();
    }
    long score = Integer.toUnsignedLong(facts.getRegistration().getInitialScore());
    return weighed(score, facts.getStaked());
  }

  /** With a stake in smallest units; what gives no weight takes no part, as in the rounds. */
  static Optional<Member> weighed(long score, String staked) {
    Checked<Member> member =
        Inputs.checked(
            () -> {
              var made = new Member(score, stake(staked));
              made.weight();
              return made;
            });
    return member instanceof Checked.Valid<Member>(Member value)
        ? Optional.of(value)
        : Optional.empty();
  }

  /** As the dispatcher chooses candidates: who computes, has a key, and a score on the chain. */
  private Crowd live() {
    var crowd = new Crowd();
    for (Worker worker : tables.workers().each()) {
      if (worker.state().getStage() == WorkerStage.COMPUTING
          && !worker.state().getFacts().getPublicKey().isEmpty()) {
        member(worker).ifPresent(member -> crowd.add(worker.id().aggregateId(), member));
      }
    }
    return crowd;
  }

  private static Crowd of(OpenedRounds.Opened round) {
    var crowd = new Crowd();
    for (DispatchCandidate candidate : round.candidates()) {
      crowd.add(
          candidate.getWorkerId(),
          new Member(
              Integer.toUnsignedLong(candidate.getScore()),
              new Stake(candidate.getStakeTenThousandths())));
    }
    return crowd;
  }

  private static Checked<Crowd> of(GivenPopulation given) {
    if (given.getClassesCount() > MOST_CLASSES) {
      return Checked.<Crowd>invalid(
              "classes has %d items: expected at most %d"
                  .formatted(given.getClassesCount(), MOST_CLASSES))
          .at("classes");
    }
    var crowd = new Crowd();
    List<Checked<?>> parts = new ArrayList<>();
    long workers = 0;
    for (int i = 0; i < given.getClassesCount(); i++) {
      PopulationClass each = given.getClasses(i);
      workers += Integer.toUnsignedLong(each.getCount());
      if (workers > MOST_WORKERS) {
        return Checked.<Crowd>refused(
                Refusal.Reason.TOO_MANY_WORKERS,
                "the population has more than %d workers: give fewer".formatted(MOST_WORKERS))
            .at("classes[%d].count".formatted(i));
      }
      parts.add(
          Inputs.stake("stake", each.getStake())
              .at("stake")
              .then(
                  stake ->
                      Inputs.checked(
                          () -> {
                            var member = new Member(Integer.toUnsignedLong(each.getScore()), stake);
                            crowd.add(member, each.getCount());
                            return member.weight();
                          }))
              .at("classes[%d]".formatted(i)));
    }
    return Checked.all(crowd, parts);
  }

  private static Stake stake(String digits) {
    return DIGITS.matcher(digits).matches()
        ? Stake.ofSmallestUnits(new BigInteger(digits))
        : Stake.ZERO;
  }
}
