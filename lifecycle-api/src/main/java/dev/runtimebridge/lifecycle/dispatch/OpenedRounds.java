package dev.runtimebridge.lifecycle.dispatch;

import dev.runtimebridge.dispatch.domain.Candidate;
import dev.runtimebridge.dispatch.domain.Chances;
import dev.runtimebridge.dispatch.domain.Draw;
import dev.runtimebridge.dispatch.domain.Field;
import dev.runtimebridge.dispatch.domain.Seed;
import dev.runtimebridge.lifecycle.domain.Checked;
import dev.runtimebridge.lifecycle.domain.Refusal;
import dev.runtimebridge.lifecycle.table.Round;
import dev.runtimebridge.lifecycle.table.RoundLog;
import dev.runtimebridge.lifecycle.table.RoundTable;
import dev.runtimebridge.schemas.v1.DispatchCandidate;
import dev.runtimebridge.schemas.v1.DispatchRoundOpened;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rounds with all their candidates, read from the log when somebody asks, their draw done again and
 * their chances counted. The last few are kept, because who looks at one looks at its next page.
 */
public final class OpenedRounds {
  private static final int KEPT = 4;

  private final RoundTable rounds;
  private final RoundLog log;
  private final Map<Long, Opened> kept = new LinkedHashMap<>(KEPT * 2, 0.75f, true);

  /** Rounds of this table, whose events this log has. */
  public OpenedRounds(RoundTable rounds, RoundLog log) {
    this.rounds = rounds;
    this.log = log;
  }

  /**
   * A round's candidates.
   *
   * @param candidates by weight, the largest first, then by id
   * @param chances of each weight
   * @param error how far each may be from the truth
   * @param repeats whether the draw done again gives the same
   */
  record Opened(
      List<DispatchCandidate> candidates,
      Map<Long, Double> chances,
      double error,
      boolean repeats) {
    double chance(long weight) {
      return chances.getOrDefault(weight, 0.0);
    }
  }

  /** A round that is remembered. */
  Checked<Round> find(long number) {
    return rounds
        .get(number)
        .map(Checked::valid)
        .orElseGet(
            () ->
                Checked.refused(
                    Refusal.Reason.NOT_FOUND,
                    "round %s is not known here: take one from the list of rounds"
                        .formatted(Long.toUnsignedString(number))));
  }

  /** Its candidates. */
  Checked<Opened> open(Round round) {
    synchronized (kept) {
      Opened known = kept.get(round.number());
      if (known != null) {
        return Checked.valid(known);
      }
    }
    return log.readRounds(List.of(round.places().opened()))
        .map(events -> events.getFirst().getOpened())
        .map(OpenedRounds::count)
        .map(
            opened -> {
              synchronized (kept) {
                kept.put(round.number(), opened);
                if (kept.size() > KEPT) {
                  kept.remove(kept.keySet().iterator().next());
                }
              }
              return opened;
            });
  }

  private static Opened count(DispatchRoundOpened event) {
    List<DispatchCandidate> candidates =
        event.getCandidatesList().stream()
            .sorted(
                Comparator.comparingLong(Round::weight)
                    .reversed()
                    .thenComparing(DispatchCandidate::getWorkerId))
            .toList();
    var chances =
        Chances.of(Field.of(candidates.stream().map(Round::weight).toList()), event.getTasks());
    Map<Long, Double> byWeight = new HashMap<>();
    chances.classes().forEach(it -> byWeight.put(it.of().weight(), it.chance()));
    List<String> again =
        Draw.of(
                Seed.of(event.getBlockHash().toByteArray()),
                event.getTasks(),
                candidates.stream()
                    .map(it -> new Candidate(it.getWorkerId(), Round.weight(it)))
                    .toList())
            .stream()
            .map(Candidate::id)
            .toList();
    return new Opened(candidates, byWeight, chances.error(), again.equals(event.getDrawnList()));
  }
}
